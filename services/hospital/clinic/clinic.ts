/**
 * The clinic service put together: booking and its letters, e-mail, the stations' worklists and those of other devices.
 *
 *   page ─► routes ─► booking ─► database ─┬─► letters ─► e-mail, or to be printed
 *   referral, questionnaire, ingest        ├─► worklists ─► broker ─► stations
 *         └──────── changed() ─────────────┴─► folder of .wl files ─► other devices
 */
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { StationId } from '../../wire/ids.ts';
import type { StationSheet } from '../../wire/questionnaire.ts';
import type { Signer } from '../../wire/signing.ts';
import type { Database } from '../database/api.ts';
import type { Gate } from '../identity/api.ts';
import type { LetterHead, PublishWorklist, SmtpSettings } from './api.ts';
import { bookings } from './booking.ts';
import type { Fonts } from './invitation/document.ts';
import { letters } from './invitation/letters.ts';
import { mailQueue } from './mail/queue.ts';
import { smtpMailer } from './mail/smtp.ts';
import { messages } from './messages.ts';
import { clinicRoutes } from './routes.ts';
import { sessions } from './sessions.ts';
import type { EarlierThumbnail } from './worklist/earlier.ts';
import { modalityWorklist } from './worklist/modality-worklist.ts';
import { worklists } from './worklist/worklists.ts';

export interface ClinicOptions {
  readonly database: Database;
  readonly gate: Gate;
  readonly now: () => Date;
  readonly log: Logger;
  readonly head: LetterHead;
  /** Where patients reach the questionnaire: `https://…`, without a slash at its end. */
  readonly publicUrl: string;
  readonly fonts: Fonts;
  /** Without one every letter has to be printed. */
  readonly smtp?: SmtpSettings;
  readonly publish: PublishWorklist;
  /** Signs worklists; the stations trust its key. */
  readonly signer: Signer;
  readonly recipientOf: (station: StationId) => string | undefined | Promise<string | undefined>;
  /** The questionnaire in every language, for patients who answer at a station. */
  readonly questionnaire: readonly StationSheet[];
  /** Small copies of pictures that the archive has: the stations show the earlier pictures of a lesion. */
  readonly earlier: EarlierThumbnail;
  /** Folder of worklist files for devices that are no station of ours. */
  readonly modalityFolder?: string;
}

export interface Clinic {
  readonly routes: (app: FastifyInstance) => void;
  /** Something that a worklist shows may have changed: a referral, a lesion, answers, pictures, staff, the broker's connection. */
  changed(): void;
  /** Publish every station's worklist, changed or not: for a broker that has lost what it held. */
  publishAnew(): Promise<void>;
  close(): Promise<void>;
}

export function openClinic(options: ClinicOptions): Clinic {
  const { database, gate, now, log, head, publicUrl, fonts, smtp, modalityFolder } = options;
  const { publish, signer, recipientOf, questionnaire, earlier } = options;
  const lists = worklists({ database, publish, signer, recipientOf, questionnaire, earlier, now, log });
  const files =
    modalityFolder === undefined ? undefined : modalityWorklist({ database, folder: modalityFolder, now, log });
  const mail = smtp === undefined ? undefined : mailQueue({ database, mailer: smtpMailer(smtp), now, log });

  function changed(): void {
    lists.changed();
    files?.changed();
    mail?.changed();
  }

  const deps = { database, now, changed, letters: letters({ head, publicUrl, byEmail: mail !== undefined, fonts }) };
  changed(); // what happened while nobody looked
  return {
    routes: clinicRoutes({
      database,
      gate,
      now,
      sessions: sessions(deps),
      bookings: bookings(deps),
      messages: messages({ database, now, queued: changed }),
    }),
    changed,
    publishAnew: () => lists.refreshAll({ anew: true }),
    async close() {
      await Promise.all([lists.close(), files?.close(), mail?.close()]);
    },
  };
}
