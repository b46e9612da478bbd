/**
 * Takes the referrals for review of the NHS e-Referral Service, again and again. A referral is fetched when its version
 * there is another one than before; taking it again changes nothing, so a restart only costs requests.
 *
 *   worklist ─► each new version ─► referral ─► who is it? ─► attachments ─► intake
 *
 * What fails is told and tried with the next poll: one referral's trouble keeps no other from coming.
 */
import type { Queries } from '../../database/api.ts';
import { hospitalDay } from '../../database/clock.ts';
import { documentsMax, type IncomingReferral, type Intake } from '../api.ts';
import { isPdf } from '../intake.ts';
import { type ErsClient, ErsTrouble } from './client.ts';
import { nhsNumberOf, readDemographics, readReferralRequest, readWorklist, type WorklistItem } from './read.ts';
import { documentsOf, type ReferralRequest, referralRequest } from './shapes.ts';

/** Referrals of one poll; the others wait for the next. */
export const referralsPerPollMax = 50;
/** Versions that are remembered; beyond it the oldest are fetched once more. */
const rememberedMax = 10_000;

export interface PollOutcome {
  readonly listed: number;
  readonly taken: number;
  readonly known: number;
  /** By UBRN; names no patient. */
  readonly troubles: readonly { readonly ubrn?: string; readonly why: string }[];
}

export interface ErsPollerDeps {
  readonly client: ErsClient;
  readonly intake: Intake;
  readonly database: Queries;
  readonly now: () => Date;
}

export interface ErsPoller {
  /** One round. Resolves also when the service is not there: then `troubles` says so. */
  poll(): Promise<PollOutcome>;
}

const by = { who: 'service:ers', whoName: 'NHS e-Referral Service' };

export function openErsPoller({ client, intake, database, now }: ErsPollerDeps): ErsPoller {
  const seen = new Map<string, number>();
  /** UBRNs whose last attempt failed: they come last, so that the others are not kept waiting by them. */
  const failed = new Set<string>();

  function remember({ ubrn, version }: WorklistItem): void {
    if (version === undefined) return;
    seen.delete(ubrn);
    seen.set(ubrn, version);
    for (const oldest of seen.keys()) {
      if (seen.size <= rememberedMax) break;
      seen.delete(oldest);
    }
  }

  async function take(ubrn: string): Promise<'taken' | 'known' | string> {
    const parsed = referralRequest.safeParse(await client.referral(ubrn));
    if (!parsed.success || parsed.data.id !== ubrn) return 'The referral is not in the form of A005.';
    const request = parsed.data;
    if (request.status !== 'active') return `The referral is ${request.status.slice(0, 40)}.`;
    const nhsNumber = nhsNumberOf(request);
    if (nhsNumber === undefined || !/^\d{10}$/.test(nhsNumber)) return 'The referral names no NHS number.';
    const person = readDemographics(await client.demographics(nhsNumber));
    if (person === undefined) return 'The Personal Demographics Service does not say who it is.';
    if (person.nhsNumber !== nhsNumber) return 'The NHS number was replaced by another one.';
    const { documents, notTaken } = await lettersOf(request);
    const today = hospitalDay(now());
    const outcome = await intake.take(readReferralRequest(request, person, documents, { notTaken, today }), by);
    return outcome.kind === 'refused' ? outcome.why : outcome.kind;
  }

  async function lettersOf(request: ReferralRequest) {
    const documents: NonNullable<IncomingReferral['documents']> = [];
    const notTaken: string[] = [];
    const attachments = documentsOf(request).flatMap(({ content, description }) =>
      content.map(({ attachment }) => ({ ...attachment, title: attachment.title ?? description ?? 'Attachment' })),
    );
    for (const { contentType, url, title } of attachments.slice(0, documentsMax)) {
      if (contentType !== 'application/pdf' || url === undefined) {
        notTaken.push(title);
        continue;
      }
      const bytes = await client.attachment(url);
      if (isPdf(bytes)) documents.push({ title, bytes });
      else notTaken.push(title);
    }
    notTaken.push(...attachments.slice(documentsMax).map(({ title }) => title));
    // it is made anew for every request, so it is asked for only once
    if (documents.length === 0 && !(await isKnown(request.id))) {
      documents.push({ title: 'Clinical information of e-RS', bytes: await client.clinicalInformation(request.id) });
    }
    return { documents, notTaken };
  }

  async function isKnown(ubrn: string): Promise<boolean> {
    return (await database.query('select 1 as one from referral where ubrn = $1', [ubrn])).length > 0;
  }

  return {
    async poll() {
      const troubles: { ubrn?: string; why: string }[] = [];
      const items = readWorklist(await settled(client.worklist(), (why) => troubles.push({ why })));
      if (items === undefined) {
        if (troubles.length === 0) troubles.push({ why: 'The worklist is not in the form of A008.' });
        return { listed: 0, taken: 0, known: 0, troubles };
      }
      const due = items
        .filter(({ ubrn, version }) => version === undefined || seen.get(ubrn) !== version)
        .sort((a, b) => Number(failed.has(a.ubrn)) - Number(failed.has(b.ubrn)));
      failed.clear();
      let taken = 0;
      let known = 0;
      for (const item of due.slice(0, referralsPerPollMax)) {
        const { ubrn } = item;
        const outcome = await settled(take(ubrn), (why) => troubles.push({ ubrn, why }));
        if (outcome === undefined) {
          failed.add(ubrn); // the service failed: the next poll tries it again
          continue;
        }
        remember(item);
        if (outcome === 'taken') taken++;
        else if (outcome === 'known') known++;
        else troubles.push({ ubrn, why: outcome });
      }
      return { listed: items.length, taken, known, troubles };
    },
  };
}

/** Polls at once and then again `everyMs` after each poll has ended; `tell` hears of each. Returns how to stop it. */
export function startPolling(
  poller: ErsPoller,
  everyMs: number,
  tell: (outcome: PollOutcome) => void,
): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  const again = () => {
    round = poller.poll().then((outcome) => {
      tell(outcome);
      if (!stopped) timer = setTimeout(again, everyMs);
    });
  };
  again();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await round;
  };
}

/** What came, or undefined after the trouble of the service was told. A bug goes on its way. */
async function settled<Value>(work: Promise<Value>, tell: (why: string) => void): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ErsTrouble)) throw error;
    tell(error.message);
    return undefined;
  }
}
