/** What the page in the patient's hands is shown, and what it may ask. Types only; how they travel: `view.ts`. */
import type { AnswersGiven, StationSheet } from '../../wire/questionnaire.ts';
import type { View } from './view.ts';

/** What the patient's page shows. It holds no name, no number and no answer that was given before. */
export type PatientView =
  | {
      readonly kind: 'sheet';
      readonly sheet: StationSheet;
      readonly languages: readonly { readonly code: string; readonly name: string }[];
    }
  /** The answers are with the station: give the screen back. */
  | { readonly kind: 'thanks'; readonly sheet: StationSheet }
  /** Only staff takes it back: their PIN is asked. `refused` and `waitMs` as in `View.signIn`. */
  | { readonly kind: 'over' }; // nobody's turn to answer: the page goes back to the kiosk

export interface PatientFrame {
  readonly view: PatientView;
  readonly takeBack: {
    readonly staff: string;
    readonly checking: boolean;
    readonly refused?: 'wrong' | 'wait';
    readonly waitMs?: number;
  };
  readonly hospital: View['hospital'];
}

/** What the patient's page may ask. Anything else is answered by closing the socket with code 1008. */
export type PatientCommand =
  | { readonly kind: 'active' }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'answers'; readonly language: string; readonly answers: AnswersGiven }
  | { readonly kind: 'take-back'; readonly pin: string }
  | { readonly kind: 'scan'; readonly code: string }; // a badge takes the screen back too
