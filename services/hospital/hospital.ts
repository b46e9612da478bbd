/**
 * The hospital's services put together in one process, over one database.
 *
 *   broker ─► ingest ─► archive            GP, record system ─► /fhir ─► referral ─┐
 *                │                                                                 ├─► database ─► outbound ─► record system
 *                └─► reconciliation ◄── pages ──► identity    clinic ─► letters ───┘
 *                                                                └────► worklist ─► broker ─► station
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { WorkerId } from '../wire/ids.ts';
import { readAbout } from './about.ts';
import { openAside } from './archive/aside.ts';
import { openArchive } from './archive/choose.ts';
import { openPreviews } from './archive/previews.ts';
import { archiveRoutes } from './archive/routes.ts';
import { openClinic } from './clinic/clinic.ts';
import { readFonts } from './clinic/invitation/document.ts';
import { letters } from './clinic/invitation/letters.ts';
import { worklistPublisher } from './clinic/worklist/publish.ts';
import type { HospitalConfig } from './config.ts';
import type { Database } from './database/api.ts';
import { openDatabase } from './database/open.ts';
import { demonstrationStation } from './demonstration/people.ts';
import { keepDemonstration } from './demonstration.ts';
import { canTurn } from './dicom/jpeg/turn.ts';
import { pollErs } from './e-referral.ts';
import { openIdentity } from './identity/open.ts';
import { openProvider } from './identity/provider/provider.ts';
import { fileParcel, type IngestDeps } from './ingest/filing.ts';
import { openInbox } from './ingest/inbox.ts';
import { type IngestKeys, readHospitalKeys } from './ingest/keys.ts';
import { connectIngest } from './ingest/mqtt.ts';
import { openReceipts } from './ingest/receipts.ts';
import { resumeWork } from './ingest/reconciliation/resume.ts';
import { ingestRoutes } from './ingest/routes.ts';
import { registeredStations, worklistRecipients } from './ingest/stations.ts';
import { ingestWorker } from './ingest/worker.ts';
import { journeyRoutes } from './journey/routes.ts';
import { mailServer } from './mail-server.ts';
import { openOutbound } from './outbound.ts';
import { stationAnswers } from './questionnaire/at-station.ts';
import { readForm } from './questionnaire/form.ts';
import { questionnaireRoutes } from './questionnaire/routes.ts';
import { stationSheets } from './questionnaire/sheet.ts';
import { fhirRoutes } from './referral/fhir/routes.ts';
import { openValidator } from './referral/fhir/validator.ts';
import { openIntake } from './referral/intake.ts';
import { referralLines } from './referral/list.ts';
import { referralRoutes } from './referral/routes.ts';
import { staffRoutes } from './staff/routes.ts';
import { openWeb } from './web/server.ts';

export interface Hospital {
  /** Takes nothing new, finishes what is under way. */
  close(): Promise<void>;
}

/** Resolves when pages and ingest are there. Rejects with a sentence when something that was configured cannot be used. */
export async function openHospital(config: HospitalConfig, log: Logger): Promise<Hospital> {
  const { home } = config;
  if (!(await canTurn())) throw new Error('hospital: jpegtran is missing: install the package libjpeg-turbo-progs');
  const now = () => new Date();
  const keys = readHospitalKeys(join(home, 'keys'));
  const about = readAbout(home);
  const form = readForm();
  const closing: (() => unknown)[] = [];
  const origin = config.LENTIGO_PUBLIC_URL ?? `http://127.0.0.1:${config.LENTIGO_HOSPITAL_PORT}`;

  const database = await openDatabase(config.LENTIGO_DATABASE_URL ?? join(home, 'database'));
  closing.push(() => database.close());
  const identity = await openIdentity({
    database,
    folder: join(home, 'identity'),
    origin,
    now,
    provider: await signIn(),
  });
  const { gate } = identity;
  const publisher = worklistPublisher({ broker: brokerOf(config), tls: keys.tls, log });
  closing.push(() => publisher.close());
  const { LENTIGO_SMTP_URL: smtp, LENTIGO_MAIL_FROM: from, LENTIGO_MODALITY_WORKLIST: modalityFolder } = config;
  const fonts = readFonts();
  const stations = join(home, 'stations');
  const previews = await openPreviews(join(home, 'previews'));
  const clinic = openClinic({
    database,
    gate,
    now,
    log,
    head: about.letterHead,
    publicUrl: origin,
    fonts,
    publish: publisher.publish,
    signer: keys.signer,
    recipientOf: worklistRecipients(stations),
    questionnaire: stationSheets(form),
    earlier: (sopUid) => previews.read(sopUid, 'thumbnail'),
    ...(smtp === undefined ? {} : { smtp: mailServer(smtp, from) }),
    ...(modalityFolder === undefined ? {} : { modalityFolder }),
  });
  closing.push(() => clinic.close(), publisher.onConnect(clinic.changed));
  const { changed } = clinic;
  const intake = openIntake({ database, now, changed });
  const validator = openValidator();
  closing.push(() => validator.close());
  const outbound = openOutbound({ config, database, about, origin, gate, now, log });
  closing.push(outbound.close);
  const filing = await filingDeps(config, {
    ...{ database, previews, keys, now, log, changed },
    keepStationAnswers: stationAnswers(form),
  });
  await resumeWork(filing);
  if (config.ers !== undefined) closing.push(pollErs({ ers: config.ers, intake, database, now, log }));

  const web = await openWeb({
    port: config.LENTIGO_HOSPITAL_PORT,
    origin,
    pages: join(import.meta.dirname, '..', '..', 'ui', 'dist'),
    logger: log,
    plugins: [identity.plugin],
    whoAsks: identity.whoAsks,
    routes: [
      identity.routes,
      referralRoutes({ database, gate, intake, now, changed }),
      fhirRoutes({ database, gate, intake, validator, now, changed, hospitalNumberSystem: about.hospitalNumberSystem }),
      journeyRoutes({
        database,
        gate,
        now,
        referralsOf: (on, patients, today) => referralLines(on, { patients }, today),
      }),
      clinic.routes,
      staffRoutes({ database, gate, now, changed }),
      ingestRoutes({ ...filing, gate }),
      archiveRoutes({ ...filing, gate }),
      ...outbound.routes,
      questionnaireRoutes({ database, form, now, changed }),
    ] satisfies ((app: FastifyInstance) => void)[],
  });
  closing.push(() => web.close());
  const ingest = await startIngest(config, keys, filing, log);
  closing.push(ingest.close);
  await ingest.ready;
  if (config.LENTIGO_DEMONSTRATION ?? config.LENTIGO_OIDC_ISSUER === undefined) {
    const station = demonstrationStation;
    const letter = letters({ head: about.letterHead, publicUrl: origin, byEmail: smtp !== undefined, fonts });
    closing.push(keepDemonstration({ database, station, form, letters: letter, filing, changed, now, log }));
  }

  return {
    async close() {
      for (const close of closing.reverse()) await close();
    },
  };

  /** The hospital's own OpenID provider, or the embedded one with its invented staff. */
  async function signIn() {
    const {
      LENTIGO_OIDC_ISSUER: issuer,
      LENTIGO_OIDC_CLIENT_ID: clientId,
      LENTIGO_OIDC_CLIENT_SECRET: clientSecret,
    } = config;
    if (issuer !== undefined) {
      if (clientSecret === undefined) throw new Error('hospital: LENTIGO_OIDC_CLIENT_SECRET: needed with an issuer');
      return { issuer, clientId, clientSecret };
    }
    const folder = join(home, 'provider');
    const provider = await openProvider({ folder, port: config.LENTIGO_IDENTITY_PORT, webOrigin: origin });
    closing.push(() => provider.close());
    return { issuer: provider.issuer, clientId: provider.web.id, clientSecret: provider.web.secret };
  }
}

type Shared = Pick<IngestDeps, 'now' | 'log' | 'changed' | 'previews' | 'keepStationAnswers'> & {
  readonly database: Database;
  readonly keys: IngestKeys;
};

async function filingDeps(config: HospitalConfig, { keys, ...shared }: Shared): Promise<IngestDeps> {
  const root = join(config.home, 'archive');
  const { dicomWeb } = config;
  return {
    ...shared,
    archive: await openArchive({
      folder: root,
      ...(dicomWeb === undefined ? {} : { dicomWebUrl: dicomWeb.url }),
      ...(dicomWeb?.tls === undefined ? {} : { tls: dicomWeb.tls }),
      ...(dicomWeb?.oauth === undefined ? {} : { sign: { kind: 'oauth', ...dicomWeb.oauth } }),
    }),
    aside: await openAside(root),
    dicom: { photographicOnly: config.LENTIGO_PHOTOGRAPHIC_ONLY },
    identities: keys.identities,
  };
}

async function startIngest(config: HospitalConfig, keys: IngestKeys, filing: IngestDeps, log: Logger) {
  const id = randomUUID() as unknown as WorkerId;
  const inbox = await openInbox(join(config.home, 'inbox'), Date.now());
  const receipts = await openReceipts(join(config.home, 'receipts'));
  return connectIngest({
    broker: brokerOf(config),
    tls: keys.tls,
    id,
    log,
    worker: (answer) =>
      ingestWorker({
        id,
        inbox,
        receipts,
        file: (manifest, sealed) => fileParcel(filing, manifest, sealed),
        signer: keys.signer,
        stationKeys: registeredStations(join(config.home, 'stations')),
        now: filing.now,
        log,
        answer,
      }),
  });
}

function brokerOf({ brokerPort }: HospitalConfig) {
  return { host: '127.0.0.1', port: brokerPort };
}
