/** Does what the core decides: see the drawing in `station.ts`. What comes of it is told as an event. */
import type { Logger } from 'pino';
import type { Camera, LightScene, Photo, RingLight } from '../../device/ports.ts';
import type { Capture } from '../wire/capture.ts';
import type { SignedManifest } from '../wire/manifest.ts';
import { sealParcel } from '../wire/parcel.ts';
import type { StaffId } from '../wire/staff.ts';
import type { StaffView } from './api/view.ts';
import type { Today } from './clinic/today.ts';
import type { Effect, VisitEvent } from './core/happening.ts';
import type { Aim, State, Trigger } from './core/visit.ts';
import { momentOf } from './events.ts';
import type { Journal } from './journal/journal.ts';
import type { LetterReader } from './letter-code.ts';
import type { KeepProblem, Outbox } from './outbox/outbox.ts';
import type { Papers } from './outbox/papers.ts';
import { lookingAt } from './pictures/look.ts';
import type { PictureShelf } from './pictures/shelf.ts';
import type { Assessor } from './quality/assess.ts';
import { staffByBadge, staffByPin } from './sign-in.ts';
import type { ClinicBook } from './worklist.ts';

export interface Hands {
  readonly parts: { readonly camera: Camera; readonly light: RingLight };
  /** The hospital's recipients. */
  readonly recipients: readonly string[];
  readonly clinic: ClinicBook;
  readonly today: Today;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly papers: Papers;
  readonly shelf: PictureShelf;
  readonly assessor: Assessor;
  readonly letters: LetterReader;
  readonly log: Logger;
  state(): State;
  happen(event: VisitEvent): void;
  /** The station closes no sooner than this is done. */
  work(promise: Promise<void>): void;
  onKept(letter: SignedManifest): void;
  onProblem(why: KeepProblem): void;
}

export function performing(hands: Hands): (effect: Effect) => void {
  const { parts, recipients, clinic, today, journal, outbox, papers, shelf, log, happen, work } = hands;
  const look = lookingAt(hands);

  async function expose(trigger: Trigger, deadlineMs: number): Promise<void> {
    const photo = await parts.camera.expose(deadlineMs);
    const now = momentOf();
    if (typeof photo === 'string') happen({ kind: 'exposure-failed', trigger, fault: photo, now });
    else happen({ kind: 'exposed', trigger, photo, now });
  }

  async function assess(trigger: Trigger, photo: Photo, aim: Aim): Promise<void> {
    const { quality, code } = await look(trigger, photo, aim);
    happen({ kind: 'assessed', trigger, photo, quality, code, now: momentOf() });
  }

  async function seal(capture: Capture, photo: Photo): Promise<void> {
    // The journal knows whose picture this is before the outbox has it: after a power cut it belongs to its own visit.
    // A disk that does not take the journal may still take the picture.
    const [sealed] = await Promise.all([sealParcel({ capture, picture: photo.bytes }, recipients), journal.written()]);
    if (typeof sealed === 'string') throw new Error(`the hospital's keys cannot be sealed to: ${sealed}`);
    const kept = await outbox.keep(capture.parcel, sealed);
    const now = momentOf();
    if (typeof kept === 'string') {
      log.error({ parcel: capture.parcel, why: kept }, 'a picture could not be kept');
      happen({ kind: 'seal-failed', id: capture.parcel, now });
      hands.onProblem(kept);
      return;
    }
    happen({ kind: 'sealed', id: capture.parcel, atMs: now.atMs, now });
    parts.camera.forget(photo); // safe with us: the camera's own copy may go
    hands.onKept(kept);
  }

  async function check(who: StaffId | 'badge', comparing: Promise<StaffView | undefined>): Promise<void> {
    const staff = await comparing;
    happen({ kind: 'secret-checked', who, staff, now: momentOf() });
  }

  async function show(scene: LightScene): Promise<void> {
    if ((await parts.light.show(scene)) === 'failed') log.warn({ scene: scene.kind }, 'the ring light does not answer');
  }

  return (effect) => {
    switch (effect.kind) {
      case 'prepare':
        return work(parts.camera.prepare(effect.setup).then(() => {})); // what it would not take is in its advice
      case 'expose':
        return work(expose(effect.trigger, effect.deadlineMs));
      case 'assess':
        return work(assess(effect.trigger, effect.photo, effect.aim));
      case 'seal':
        return work(seal(effect.capture, effect.photo));
      case 'send':
        papers.send(effect.document);
        return work(papers.forward(performance.now()));
      case 'deed':
        return papers.deed(effect.deed);
      case 'light':
        return work(show(effect.scene));
      case 'check-pin':
        return work(check(effect.staff, staffByPin(clinic.roster(), effect.staff, effect.pin)));
      case 'check-badge':
        return work(check('badge', staffByBadge(clinic.roster(), effect.code)));
      case 'open-list':
        return work(clinic.open().then(today.tell));
      case 'close-list':
        clinic.close();
        return today.tell();
      case 'forget-pictures':
        return shelf.forget();
    }
  };
}
