/**
 * The steps of a visit through the kiosk's own interface, one function each, as a photographer's hands would do them:
 *
 *   signIn → openVisit → identify → agree → take … → endVisit
 *
 * Each rejects with what it waited for when the station does not get there.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Notice } from '../../services/station/api/command.ts';
import type { Shot } from '../../services/station/api/picture.ts';
import type { AppointmentView, View } from '../../services/station/api/view.ts';
import { betweenShotsMs } from '../../services/station/core/visit.ts';
import type { LesionId } from '../../services/wire/ids.ts';
import type { KioskClient } from './kiosk-client.ts';

/** Longer than the camera's own deadline. */
export const stageMsMax = 30_000;
/** After a start the hospital writes the whole day first, and sends it with the names of staff. */
const dayMsMax = 120_000;

/** The guided set, in the order in which it is taken. */
export const shots: readonly Shot[] = ['locating', 'close-up', 'dermoscopic', 'dermoscopic-polarised'];

/** What the person at the station knows and the station does not say. */
export interface Photographer {
  readonly name: string;
  readonly pin: string;
  /** The day that the patient with this NHS number says: `1958-04-03`. */
  birthdayOf(nhsNumber: string): string;
}

/** By name and PIN; nothing to do when somebody is signed in. */
export async function signIn(kiosk: KioskClient, { name, pin }: Photographer): Promise<void> {
  const mine = ({ signIn: present }: View) => present?.roster.find((one) => one.name === name);
  const shown = (view: View) => view.stage !== 'locked' || mine(view) !== undefined;
  const staff = mine(await kiosk.until(`${name} in the list of staff`, shown, dayMsMax));
  if (staff === undefined) return;
  kiosk.say({ kind: 'sign-in', staff: staff.id, pin });
  const after = await kiosk.until(
    'signing in',
    ({ stage, signIn }) => stage !== 'locked' || (signIn?.refused !== undefined && !signIn.checking),
    stageMsMax,
  );
  if (after.stage === 'locked') throw new Error(`nobody could sign in: ${after.signIn?.refused}`);
}

/** Opens the appointment by hand, and confirms who is here. */
export async function openVisit(kiosk: KioskClient, who: Photographer, { id, nhsNumber }: Opened): Promise<View> {
  kiosk.say({ kind: 'open-visit', appointment: id });
  await kiosk.until('opening the visit', ({ stage }) => stage === 'identify', stageMsMax);
  return identify(kiosk, who.birthdayOf(nhsNumber));
}

type Opened = Pick<AppointmentView, 'id' | 'nhsNumber'>;

/** Look-alikes, questions and letter, as far as they are asked: at the start, and after every lock. */
export async function identify(kiosk: KioskClient, birthday: string): Promise<View> {
  let asked: string | undefined;
  for (;;) {
    const view = await kiosk.until(
      'confirming who is here',
      ({ stage, identify: now }) => stage !== 'identify' || now?.step !== asked,
      stageMsMax,
    );
    if (view.stage !== 'identify' || view.identify === undefined || view.visit === undefined) return view;
    asked = view.identify.step;
    switch (view.identify.step) {
      case 'look-alike':
        kiosk.say({ kind: 'this-one', appointment: view.visit.appointment });
        break;
      case 'questions': {
        const [, month, day] = birthday.split('-').map(Number);
        const address = view.identify.addressLine !== undefined;
        kiosk.say({ kind: 'identify', name: true, address, day: day ?? 0, month: month ?? 0 });
        break;
      }
      case 'frame':
        kiosk.say({ kind: 'no-frame', why: 'no-letter' });
        break;
      case 'reading':
        break; // the pedal was quicker
    }
  }
}

/** Questionnaire as it is, no exclusion found, consent given by word of mouth: on to the lesions. */
export async function agree(kiosk: KioskClient): Promise<View> {
  const { visit } = kiosk.view();
  const known = visit?.consent.known ?? [];
  kiosk.say({ kind: 'questionnaire-done', declined: false });
  await kiosk.until('consent', ({ stage }) => stage === 'consent', stageMsMax);
  kiosk.say({ kind: 'exclusions', found: known, ...(known.length > 0 && { why: 'Agreed with the consultant.' }) });
  await kiosk.until('the exclusion questions', (view) => view.visit?.consent.exclusions !== undefined, stageMsMax);
  kiosk.say({
    kind: 'consent',
    given: { record: true, teaching: false, publication: false },
    how: { kind: 'verbal' },
  });
  return kiosk.until('choosing what to take', ({ stage }) => stage === 'choosing', stageMsMax);
}

/** From a signed-in station to the lesions of this patient. */
export async function begin(kiosk: KioskClient, who: Photographer, appointment: Opened): Promise<View> {
  await openVisit(kiosk, who, appointment);
  return agree(kiosk);
}

/** Waits until the next press would take this. */
export async function arm(kiosk: KioskClient, lesion: LesionId, shot: Shot): Promise<void> {
  kiosk.say({ kind: 'arm', lesion, shot });
  await kiosk.until(
    `the ${shot} picture armed`,
    ({ stage, aim, camera, notice }) =>
      stage === 'armed' &&
      aim?.lesion === lesion &&
      aim.shot === shot &&
      camera.status === 'ready' &&
      notice === undefined,
    stageMsMax,
  );
}

/** A press may take longer on its way to the station than the one after it. */
const slackMs = 100;
/** The last press was at the station by then. There is one foot, whichever connection tells of it. */
let pressedAtMs = Number.NEGATIVE_INFINITY;

/** The shutter on the screen, no sooner after the last press than the station takes one for a picture of its own. Tells when. */
export async function press(kiosk: KioskClient): Promise<number> {
  const sinceMs = performance.now() - pressedAtMs;
  const wantedMs = betweenShotsMs + slackMs;
  if (sinceMs < wantedMs) await pause(wantedMs - sinceMs);
  const atMs = performance.now();
  pressedAtMs = atMs;
  kiosk.say({ kind: 'press' });
  return atMs;
}

export interface Taken {
  readonly id: string;
  /** When it was pressed, and when the station said that it is safe: milliseconds of `performance.now()`. */
  readonly atMs: number;
  readonly savedAtMs: number;
}

/** One picture, from arming to being kept. */
export async function take(kiosk: KioskClient, lesion: LesionId, shot: Shot): Promise<Taken> {
  await arm(kiosk, lesion, shot);
  const atMs = await press(kiosk);
  await kiosk.until('the shutter', ({ stage, notice }) => stage !== 'armed' || notice !== undefined, stageMsMax);
  pressedAtMs = performance.now();
  const after = await kiosk.until(
    'taking a picture',
    ({ stage, notice }) => stage === 'reviewing' || (stage === 'armed' && notice !== undefined),
    stageMsMax,
  );
  const savedAtMs = performance.now();
  if (after.review === undefined) throw new Error(`the ${shot} picture was not taken: ${reasonIn(after.notice)}`);
  kiosk.say({ kind: 'keep' });
  await kiosk.until('keeping the picture', ({ stage }) => stage !== 'reviewing', stageMsMax);
  return { id: after.review.picture, atMs, savedAtMs };
}

/** Ends the open visit, with whatever is missing. */
export async function endVisit(kiosk: KioskClient): Promise<void> {
  const { stage } = kiosk.view();
  if (stage === 'armed') kiosk.say({ kind: 'disarm' });
  kiosk.say({ kind: 'go', to: 'ending' });
  await kiosk.until('the end check', (view) => view.stage === 'ending', stageMsMax);
  kiosk.say({ kind: 'end-visit', outcome: 'completed' });
  await kiosk.until('the end of the visit', (view) => view.stage === 'clinic', stageMsMax);
}

function reasonIn(notice: Notice | undefined): string {
  if (notice === undefined) return 'no reason was given';
  switch (notice.kind) {
    case 'refused':
      return notice.why;
    case 'camera':
      return `the camera says ${notice.fault}`;
    case 'not-kept':
    case 'set-aside':
    case 'pedal-stuck':
      return notice.kind;
  }
}
