/** What the patient's own page shows: the questions in their language. No name, no number, nothing that was answered. */
import type { PatientFrame, PatientView } from '../../api/patient.ts';
import type { View } from '../../api/view.ts';
import type { State } from '../visit.ts';
import { refusedAs } from './sign-in.ts';

/** `epochMs`: the clock. */
export function patientFrameOf(state: State, hospital: View['hospital'], epochMs: number): PatientFrame {
  const { stage } = state;
  const { refused, waitMs } = refusedAs(state, epochMs);
  const inTurn = stage.kind === 'patient';
  return {
    view: patientView(state),
    takeBack: {
      staff: inTurn ? stage.staff.name : '',
      checking: inTurn && state.checking !== undefined,
      ...(inTurn && refused !== undefined && { refused: refused === 'wait' ? 'wait' : 'wrong' }),
      ...(inTurn && waitMs !== undefined && { waitMs }),
    },
    hospital,
  };
}

function patientView({ stage, list }: State): PatientView {
  if (stage.kind !== 'patient') return { kind: 'over' };
  const sheet = list.sheets.find(({ language }) => language === stage.language) ?? list.sheets[0];
  if (sheet === undefined) return { kind: 'over' };
  if (stage.answered) return { kind: 'thanks', sheet };
  return { kind: 'sheet', sheet, languages: list.sheets.map(({ language, name }) => ({ code: language, name })) };
}
