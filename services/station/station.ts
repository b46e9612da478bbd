/**
 * The station: brings what happens to the core and does what the core decides. The only place that acts.
 *
 *   pedal ─┐                                    ┌─► camera
 *   kiosk ─┼─► event ─► core.step ─► effects ───┼─► ring light
 *  camera ─┤                                    └─► seal ─► outbox ─► courier
 * receipts ┘              └──► view ─► kiosk
 */
import type { Logger } from 'pino';
import type { Camera, Pedal, Photo, RingLight, Stop } from '../../device/ports.ts';
import type { Capture } from '../wire/capture.ts';
import type { BrokerAddress } from '../wire/connection.ts';
import type { VisitId } from '../wire/ids.ts';
import { sealParcel } from '../wire/parcel.ts';
import { recipientId } from '../wire/signing.ts';
import type { SealedWorklist } from '../wire/worklist.ts';
import type { Command, View } from './api.ts';
import { diskState, purgeable } from './core/disk.ts';
import { step } from './core/step.ts';
import { viewOf } from './core/view.ts';
import { begin, type Effect, type State, type Trigger, type VisitEvent } from './core/visit.ts';
import { type Courier, startCourier } from './courier.ts';
import { eventOf, newTrigger } from './events.ts';
import { footOn } from './foot.ts';
import type { Identity } from './identity.ts';
import { listeners, type Watched } from './listeners.ts';
import { openOutbox } from './outbox/outbox.ts';
import { reduced } from './reduced.ts';
import type { ClinicBook } from './worklist.ts';

/** How often the disk is tried and old parcels are looked for. */
const housekeepingMs = 10_000;

export interface StationOptions {
  readonly identity: Identity;
  readonly parts: { readonly camera: Camera; readonly pedal: Pedal; readonly light: RingLight };
  readonly pedalWorks: Watched<boolean>;
  readonly outboxFolder: string;
  readonly broker: BrokerAddress;
  readonly clinic: ClinicBook;
  /** A parcel stays this long after its receipt. */
  readonly purgeGraceMs: number;
  readonly simulated: boolean;
  readonly log: Logger;
}

export interface Station {
  view(): View;
  /** Calls back after every change, with the whole view. */
  onView(listener: (view: View) => void): Stop;
  /** The reduced copy of the picture just taken, while its visit is open. */
  onTaken(listener: (jpeg: Uint8Array) => void): Stop;
  taken(): Uint8Array | undefined;
  /** Live pictures while a visit is open; the newest one wins. */
  onFrame(listener: (jpeg: Uint8Array) => void): Stop;
  dispatch(command: Exclude<Command, { kind: 'drawn' }>): void;
  close(): Promise<void>;
}

export function startStation(options: StationOptions): Station {
  const { identity, parts, log } = options;
  const outbox = openOutbox({
    folder: options.outboxFolder,
    station: identity.station,
    signer: identity.signer,
    sealedTo: identity.hospital.recipients.map(recipientId),
  });
  const views = listeners<View>();
  const takens = listeners<Uint8Array>();
  const frames = listeners<Uint8Array>();
  let state: State = begin(identity.station);
  let taken: Uint8Array | undefined;
  let stopFrames: Stop | undefined;
  let closed = false;
  const working = new Set<Promise<void>>();

  const courier: Courier = startCourier({
    broker: options.broker,
    identity,
    outbox,
    log,
    onLink: () => views.tell(view()),
    onReceipt: ({ document }) => {
      happen({ kind: 'receipt', id: document.parcel, outcome: document.outcome, filedAs: document.filedAs });
      countWaiting();
      housekeep();
    },
    onWorklist: (letter) => work(takeWorklist(letter)),
  });

  function view(): View {
    return viewOf(state, {
      cameraFacts: parts.camera.facts(),
      cameraAdvice: parts.camera.advice(),
      pedal: options.pedalWorks.get() ? 'works' : 'missing',
      outbox: outbox.counts(),
      hospital: courier.connected() ? 'connected' : 'not-connected',
      simulated: options.simulated,
    });
  }

  function happen(event: VisitEvent): void {
    if (closed) return;
    const before = state;
    const next = step(state, event);
    state = next.state;
    for (const effect of next.effects) perform(effect);
    if (state !== before) views.tell(view());
    followLiveView();
  }

  function perform(effect: Effect): void {
    switch (effect.kind) {
      case 'prepare':
        work(parts.camera.prepare(effect.setup).then(() => {})); // what it would not take is in its advice
        return;
      case 'expose':
        work(expose(effect.trigger, effect.deadlineMs));
        return;
      case 'seal':
        work(seal(effect.capture, effect.photo));
        return;
      case 'light':
        work(
          parts.light.show(effect.scene).then((shown) => {
            if (shown === 'failed') log.warn({ scene: effect.scene.kind }, 'the ring light does not answer');
          }),
        );
        return;
      case 'forget-pictures':
        taken = undefined;
        return;
    }
  }

  async function expose(trigger: Trigger, deadlineMs: number): Promise<void> {
    const photo = await parts.camera.expose(deadlineMs);
    happen(
      typeof photo === 'string'
        ? { kind: 'exposure-failed', trigger, fault: photo }
        : { kind: 'exposed', trigger, photo },
    );
  }

  async function seal(capture: Capture, photo: Photo): Promise<void> {
    if (capture.binding.kind === 'visit') work(review(photo, capture.binding.visit));
    const sealed = await sealParcel({ capture, picture: photo.bytes }, identity.hospital.recipients);
    if (typeof sealed === 'string') throw new Error(`the hospital's keys cannot be sealed to: ${sealed}`);
    const kept = await outbox.keep(capture.parcel, sealed);
    if (typeof kept === 'string') {
      log.error({ parcel: capture.parcel, why: kept }, 'a picture could not be kept');
      happen({ kind: 'seal-failed', id: capture.parcel });
      happen({ kind: 'disk', disk: kept === 'disk-full' ? 'full' : 'failed' });
      return;
    }
    happen({ kind: 'sealed', id: capture.parcel, atMs: performance.now() });
    parts.camera.forget(photo); // safe with us: the camera's own copy may go
    courier.add(kept);
    countWaiting();
  }

  /** A reduced copy in memory, for the photographer to look at. */
  async function review(photo: Photo, visit: VisitId): Promise<void> {
    const jpeg = await reduced(photo.bytes);
    if (jpeg instanceof Error) {
      log.warn({ err: jpeg }, 'a picture has the form of a JPEG and cannot be shown'); // it is kept all the same
      return;
    }
    if (state.visit.kind === 'idle' || state.visit.visit.id !== visit) return; // the visit ended meanwhile
    taken = jpeg;
    takens.tell(jpeg);
  }

  async function takeWorklist(letter: SealedWorklist): Promise<void> {
    const kept = await options.clinic.receive(letter);
    if (kept !== 'kept' && kept !== 'old') log.error({ why: kept }, 'a worklist was not accepted');
    showToday();
  }

  /** Today's list, when it is another one than is shown. */
  function showToday(): void {
    const list = options.clinic.today(new Date());
    if (list !== state.clinic) happen({ kind: 'clinic', list });
  }

  function work(promise: Promise<void>): void {
    working.add(promise);
    promise.finally(() => working.delete(promise));
  }

  /** The camera shows its live view only while somebody is to be photographed. */
  function followLiveView(): void {
    const wanted = state.visit.kind !== 'idle' && !closed;
    if (wanted && stopFrames === undefined) stopFrames = parts.camera.onFrame((frame) => frames.tell(frame.bytes));
    if (!wanted && stopFrames !== undefined) {
      stopFrames();
      stopFrames = undefined;
    }
  }

  function countWaiting(): void {
    happen({ kind: 'waiting', waiting: outbox.counts().waiting });
    if (!closed) views.tell(view());
  }

  function housekeep(): void {
    showToday();
    const disk = diskState(outbox.look());
    if (disk !== state.disk) happen({ kind: 'disk', disk });
    if (disk === 'failed') return;
    for (const id of purgeable(outbox.received(), Date.now(), options.purgeGraceMs, disk)) outbox.purge(id);
  }

  const stops = [
    parts.camera.onStatus((status) => happen({ kind: 'camera', status })),
    parts.camera.onAdvice(() => views.tell(view())),
    options.pedalWorks.onChange(() => views.tell(view())),
    parts.camera.onUnexplained((photo) => happen({ kind: 'unexplained', noticed: newTrigger(), photo })),
    footOn(parts.pedal, {
      press: (atMs) => happen({ kind: 'press', trigger: newTrigger(atMs) }),
      stuck: () => happen({ kind: 'pedal-stuck' }),
    }),
  ];
  happen({ kind: 'camera', status: parts.camera.status() });
  countWaiting();
  housekeep();
  const housekeeping = setInterval(housekeep, housekeepingMs);

  return {
    view,
    onView: views.add,
    onTaken: takens.add,
    taken: () => taken,
    onFrame: frames.add,
    dispatch(command) {
      if (command.kind === 'confirm-camera') parts.camera.confirm(command.serial);
      else happen(eventOf(command));
    },
    async close() {
      for (const stop of stops) stop();
      clearInterval(housekeeping);
      while (working.size > 0) await Promise.all(working); // a picture on its way to the disk is brought there first
      closed = true;
      followLiveView();
      await Promise.all([courier.close(), parts.camera.close(), parts.pedal.close(), parts.light.close()]);
      outbox.close();
    },
  };
}
