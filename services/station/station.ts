/**
 * The station: brings what happens to the core and does what the core decides.
 *
 *   pedal ─┐                                    ┌─► camera, ring light
 *   kiosk ─┼─► event ─► core.step ─► effects ───┼─► look at the picture (looking.ts) ─► seal ─► outbox ─► courier
 *  camera ─┤                  │                 ├─► records and deeds (papers.ts) ──────────────┘
 * receipts ┘                  ▼                 └─► PINs and badges (sign-in.ts), the list (worklist.ts)
 *                    state ─► view ─► pages
 *                          └► journal (journal/): what outlives a power cut
 */
import type { Logger } from 'pino';
import type { Camera, Pedal, RingLight, Stop } from '../../device/ports.ts';
import type { BrokerAddress } from '../wire/connection.ts';
import type { SignedManifest } from '../wire/manifest.ts';
import { recipientId } from '../wire/signing.ts';
import { alarmThat } from './alarm.ts';
import type { BenchLetter } from './api/bench.ts';
import type { Command } from './api/command.ts';
import type { PatientCommand, PatientFrame } from './api/patient.ts';
import type { View } from './api/view.ts';
import { todayOf } from './clinic/today.ts';
import { whoseCode } from './clinic/whose-code.ts';
import { diskState, purgeable } from './core/disk.ts';
import type { VisitEvent } from './core/happening.ts';
import { patientFrameOf } from './core/shown/patient.ts';
import { nextTickMs, step } from './core/step.ts';
import { viewOf } from './core/view.ts';
import type { State } from './core/visit.ts';
import { startCourier } from './courier.ts';
import { performing } from './effects.ts';
import { eventOf, eventOfPatient, momentOf } from './events.ts';
import type { Identity } from './identity.ts';
import type { JournalWriter } from './journal/journal.ts';
import { keeping } from './journal/keeping.ts';
import { openLetterReader } from './letter-code.ts';
import { listeners, type Watched } from './listeners.ts';
import { type KeepProblem, openOutbox } from './outbox/outbox.ts';
import { endsDeeds, papersOf } from './outbox/papers.ts';
import { liveViewOf } from './pictures/live-view.ts';
import { type PictureMessage, pictureShelf } from './pictures/shelf.ts';
import { openAssessor } from './quality/assess.ts';
import { inTurn, listenTo } from './senses.ts';
import type { ClinicBook } from './worklist.ts';

/** How often the disk is tried, old parcels are looked for and deeds are sent. */
const housekeepingMs = 10_000;

export interface StationOptions {
  readonly identity: Identity;
  readonly parts: { readonly camera: Camera; readonly pedal: Pedal; readonly light: RingLight };
  readonly pedalWorks: Watched<boolean>;
  readonly outboxFolder: string;
  readonly journal: JournalWriter;
  readonly broker: BrokerAddress;
  readonly clinic: ClinicBook;
  /** A parcel stays this long after its receipt. */
  readonly purgeGraceMs: number;
  readonly simulated: boolean;
  /** What to type, shown by a simulated station. */
  readonly signInHint?: string;
  readonly log: Logger;
}

export interface Station {
  view(): View;
  /** What the patient's page is told. */
  patient(): PatientFrame;
  /** Calls back after every change, with the whole view. */
  onView(listener: (view: View) => void): Stop;
  /** Pictures of the open visit, while staff has the screen. */
  onPicture(listener: (picture: PictureMessage) => void): Stop;
  /** Those that are there. */
  pictures(): readonly PictureMessage[];
  /** Live pictures while there is something to aim at; the newest one wins. */
  onFrame(listener: (jpeg: Uint8Array) => void): Stop;
  dispatch(command: Exclude<Command, { kind: 'drawn' }>): void;
  /** Nothing happens unless the patient has the screen. */
  dispatchPatient(command: PatientCommand): void;
  /** What the code of somebody's letter says, for simulated parts. */
  letterCode(whose: BenchLetter): string | undefined;
  close(): Promise<void>;
}

export function startStation(options: StationOptions): Station {
  const { identity, parts, clinic, journal, log } = options;
  const { recipients } = identity.hospital;
  const outbox = openOutbox({
    folder: options.outboxFolder,
    station: identity.station,
    signer: identity.signer,
    sealedTo: recipients.map(recipientId),
  });
  const views = listeners<View>();
  const live = liveViewOf(parts.camera);
  const working = new Set<Promise<void>>();
  const happen = inTurn(act);
  let closed = false;
  const alarm = alarmThat(() => {
    happen({ kind: 'tick', now: momentOf() });
    if (!closed) alarm.follow(nextTickMs(state));
  });
  const keep = keeping(identity.station, journal.found?.kept, outbox);
  let state: State = keep.first;
  const shelf = pictureShelf(state, journal.copies.found());
  const today = todayOf(clinic, happen, log);
  const courier = startCourier({
    broker: options.broker,
    identity,
    outbox,
    log,
    onLink: tellView,
    onReceipt: ({ document }) => {
      const { parcel: id, outcome, filedAs } = document;
      happen({ kind: 'receipt', id, outcome, filedAs, now: momentOf() });
      countWaiting();
      housekeep();
    },
    onWorklist: (letter) => work(today.receive(letter)),
  });
  const assessor = openAssessor({ note: (note) => log.warn({ quality: note }, 'a picture was not assessed') });
  const letters = openLetterReader({ note: (error) => log.warn({ err: error }, 'the reader of letters ended') });
  const shared = { onKept, onProblem, recipients, journal, outbox, log };
  const papers = papersOf({ ...shared, station: identity.station, found: journal.found?.papers });
  const perform = performing({
    ...shared,
    parts,
    clinic,
    today,
    papers,
    shelf,
    assessor,
    letters,
    state: () => state,
    happen,
    work,
  });
  journal.from(() => ({ kept: keep.kept(), papers: papers.pending() }));

  function view(): View {
    const { epochMs, atMs } = momentOf();
    const around = {
      epochMs,
      cameraFacts: parts.camera.facts(),
      cameraAdvice: parts.camera.advice(),
      pedal: options.pedalWorks.get() ? 'works' : 'missing',
      outbox: outbox.counts(),
      hospital: hospital(),
      simulated: options.simulated,
      signInHint: options.signInHint,
    } as const;
    return viewOf(state, around, atMs);
  }

  function hospital(): View['hospital'] {
    return courier.connected() ? 'connected' : 'not-connected';
  }

  function tellView(): void {
    if (!closed) views.tell(view());
  }

  function act(event: VisitEvent): void {
    if (closed) return;
    const before = state;
    const next = step(state, event);
    state = next.state;
    for (const effect of next.effects) perform(effect);
    if (state === before) return;
    if (keep.changed(state)) journal.changed();
    if (endsDeeds(before.stage, state.stage)) {
      papers.closeDeeds();
      work(papers.forward(performance.now()));
    }
    shelf.follow(state);
    tellView();
    journal.copies.follow(shelf.saved());
    live.follow(state.stage);
    alarm.follow(nextTickMs(state));
  }

  function onKept(letter: SignedManifest): void {
    courier.add(letter);
    countWaiting();
  }

  function onProblem(why: KeepProblem): void {
    happen({ kind: 'disk', disk: why === 'disk-full' ? 'full' : 'failed', now: momentOf() });
  }

  function work(promise: Promise<void>): void {
    working.add(promise);
    promise.finally(() => working.delete(promise));
  }

  function countWaiting(): void {
    happen({ kind: 'waiting', waiting: outbox.counts().waiting, now: momentOf() });
    tellView();
  }

  function housekeep(): void {
    today.look();
    journal.copies.follow(shelf.saved());
    const disk = diskState(outbox.look());
    if (disk !== state.disk) happen({ kind: 'disk', disk, now: momentOf() });
    if (disk === 'failed') return;
    work(papers.forward(performance.now()));
    for (const id of purgeable(outbox.received(), Date.now(), options.purgeGraceMs, disk)) outbox.purge(id);
  }

  function confirmCamera(serial: string): void {
    if (state.stage.kind === 'locked') return; // the page shows the question to staff only
    parts.camera.confirm(serial);
    papers.deed({ at: momentOf().at, by: state.stage.staff.id, what: 'confirm-camera' });
    happen({ kind: 'active', now: momentOf() });
  }

  const stopListening = listenTo({ parts, pedalWorks: options.pedalWorks, happen, changed: tellView });
  today.tell();
  countWaiting();
  housekeep();
  const housekeeping = setInterval(housekeep, housekeepingMs);

  return {
    view,
    patient: () => patientFrameOf(state, hospital(), momentOf().epochMs),
    onView: views.add,
    onPicture: shelf.onPicture,
    pictures: shelf.all,
    onFrame: live.onFrame,
    dispatch(command) {
      if (command.kind === 'confirm-camera') confirmCamera(command.serial);
      else happen(eventOf(command));
    },
    dispatchPatient(command) {
      if (state.stage.kind === 'patient') happen(eventOfPatient(command));
    },
    letterCode: (whose) => whoseCode(state, view().clinic, whose),
    async close() {
      stopListening();
      clearInterval(housekeeping);
      while (working.size > 0) await Promise.all(working); // a picture on its way to the disk is brought there first
      closed = true;
      alarm.follow(undefined);
      live.follow(undefined);
      await Promise.all([journal.written(), journal.copies.settled(), assessor.close(), letters.close()]);
      await Promise.all([courier.close(), parts.camera.close(), parts.pedal.close(), parts.light.close()]);
      outbox.close();
    },
  };
}
