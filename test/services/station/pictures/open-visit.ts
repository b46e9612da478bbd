/** An open visit of somebody in the demonstration's clinic, for tests of what is kept and shown of its pictures. */
import { randomUUID } from 'node:crypto';
import type { OpenVisit } from '../../../../services/station/core/visit.ts';
import { demonstrationClinic, demonstrationStaff } from '../../../../services/station/demonstration.ts';
import type { ParcelId, VisitId } from '../../../../services/wire/ids.ts';
import { sha256 } from '../../../../services/wire/ids.ts';
import { hashOf } from '../../../../services/wire/signing.ts';

/** With these pictures of it saved. */
export function openVisitOf(pictures: readonly ParcelId[] = []): OpenVisit {
  const [appointment] = demonstrationClinic;
  if (appointment === undefined) throw new Error('the demonstration has patients');
  return {
    id: randomUUID() as unknown as VisitId,
    appointment,
    opened: 'list',
    openedAt: '2026-11-22T09:31:07.250Z',
    staff: [demonstrationStaff],
    confirmed: [],
    lookAlikes: [],
    lookAlikeSettled: true,
    wrongBirthdays: 0,
    frame: 'not-taken',
    frameProblem: undefined,
    questionnaire: { how: 'not-asked' },
    exclusions: undefined,
    exclusionsWhy: undefined,
    consent: [],
    pictures: pictures.map((id) => ({
      id,
      shows: { kind: 'identity-frame' },
      sha256: sha256.parse(hashOf(Buffer.from(id))),
      state: 'saved',
      verdict: 'kept',
      quality: undefined,
      filedAs: undefined,
      pressToSavedMs: 0,
    })),
    cannot: [],
    wishes: [],
    note: '',
  };
}
