/** Keeps the core told of who may sign in, and of today's list while it is open. */
import type { Logger } from 'pino';
import type { SealedWorklist } from '../../wire/worklist.ts';
import type { VisitEvent } from '../core/happening.ts';
import { momentOf } from '../events.ts';
import { staffView } from '../sign-in.ts';
import { type ClinicBook, closedList } from '../worklist.ts';

export interface Today {
  /** As it is now. */
  tell(): void;
  /** When it is another one than was told: midnight has passed. */
  look(): void;
  receive(letter: SealedWorklist): Promise<void>;
}

export function todayOf(clinic: ClinicBook, happen: (event: VisitEvent) => void, log: Logger): Today {
  let told = closedList;

  function tell(): void {
    told = clinic.today(new Date());
    happen({ kind: 'list', roster: clinic.roster().map(staffView), list: told, now: momentOf() });
  }

  return {
    tell,
    look() {
      if (clinic.today(new Date()) !== told) tell();
    },
    async receive(letter) {
      const received = await clinic.receive(letter);
      if (received === 'kept' || received === 'not-on-disk') tell();
      else if (received !== 'old') log.error({ why: received }, 'a worklist was not accepted');
    },
  };
}
