/**
 * The words of the letters to a patient: invitation, another time instead, and no appointment any more; with the leaflet
 * that says what happens, and that only what the referral names is photographed. In English; plain words, no numbers of
 * the patient, and nothing of what the referral is about beyond the skin.
 */
import { hospitalZone } from '../../database/clock.ts';
import type { LetterHead } from '../api.ts';
import { hospitalTime } from '../slots.ts';
import type { Block, Letter } from './blocks.ts';

export type LetterKind = 'invitation' | 'moved' | 'cancelled';

/** What a letter is about. */
export interface LetterFacts {
  readonly kind: LetterKind;
  readonly writtenAt: Date;
  readonly patient: { readonly name: string; readonly address: readonly string[] };
  readonly slotAt: Date;
  readonly slotMinutes: number;
  readonly site: {
    readonly name: string;
    readonly address: readonly string[];
    readonly directions: string;
    readonly parking: string;
  };
  /** What the QR code says. */
  readonly code: string;
  /** Where the questionnaire is; undefined in a letter that cancels. */
  readonly questionnaire: string | undefined;
}

const dayWords = new Intl.DateTimeFormat('en-GB', { timeZone: hospitalZone, dateStyle: 'full' });
const shortDay = new Intl.DateTimeFormat('en-GB', { timeZone: hospitalZone, dateStyle: 'long' });

/** `Monday 23 November 2026`, in the hospital. */
export function dayOf(at: Date): string {
  return dayWords.format(at).replace(',', '');
}

const titles: Record<LetterKind, string> = {
  invitation: 'Your medical photography appointment',
  moved: 'Your medical photography appointment has a new time',
  cancelled: 'Your medical photography appointment is cancelled',
};

export function letterOf(facts: LetterFacts, head: LetterHead): Letter {
  const { kind, patient } = facts;
  const opening: readonly Block[] = [
    { kind: 'lines', lines: [head.hospital, head.department], strong: true },
    { kind: 'lines', lines: [...head.address, `Telephone ${head.telephone}`, ...(head.email ? [head.email] : [])] },
    { kind: 'lines', lines: [patient.name, ...patient.address] },
    { kind: 'lines', lines: [shortDay.format(facts.writtenAt)] },
    { kind: 'heading', level: 1, text: titles[kind] },
    { kind: 'paragraph', text: `Dear ${patient.name},` },
  ];
  const body = kind === 'cancelled' ? cancelled(facts, head) : invited(facts, head);
  return { title: titles[kind], author: `${head.hospital}, ${head.department}`, blocks: [...opening, ...body] };
}

function cancelled({ slotAt, site }: LetterFacts, head: LetterHead): readonly Block[] {
  return [
    {
      kind: 'paragraph',
      text: `Your appointment on ${dayOf(slotAt)} at ${hospitalTime(slotAt)} at ${site.name} will not take place. Please do not come at that time.`,
    },
    {
      kind: 'paragraph',
      text: `Your referral stays with us. Unless you told us that you do not need an appointment any more, we will write to you with a new one. If you hear nothing within two weeks, or if this letter surprises you, please call ${head.telephone}.`,
    },
    {
      kind: 'paragraph',
      text: 'If the place on your skin grows quickly, bleeds or hurts, do not wait for us: call your GP, or NHS 111.',
    },
    { kind: 'paragraph', text: `Yours sincerely, ${head.department}` },
  ];
}

function invited(facts: LetterFacts, head: LetterHead): readonly Block[] {
  const { kind, slotAt, slotMinutes, site, code, questionnaire } = facts;
  return [
    {
      kind: 'paragraph',
      text:
        kind === 'moved'
          ? 'Your appointment has been moved. This letter takes the place of the one before: please throw that one away, its code is not valid any more.'
          : 'Your GP has referred you to our dermatologists. For their opinion they need photographs of your skin, which a medical photographer takes near you. Please come to this appointment:',
    },
    { kind: 'fact', name: 'When', value: [`${dayOf(slotAt)}, ${hospitalTime(slotAt)}`] },
    { kind: 'fact', name: 'Where', value: [site.name, ...site.address] },
    { kind: 'fact', name: 'How long', value: [`About ${slotMinutes} minutes`] },
    ...(site.directions === '' ? [] : [{ kind: 'fact' as const, name: 'How to find us', value: [site.directions] }]),
    ...(site.parking === '' ? [] : [{ kind: 'fact' as const, name: 'Parking', value: [site.parking] }]),
    { kind: 'heading', level: 2, text: 'Bring this letter, on paper or on your telephone' },
    {
      kind: 'paragraph',
      text: 'The photographer scans this code to be sure that the photographs are filed to you and to nobody else.',
    },
    { kind: 'qr', code, alt: `QR code of your appointment. The photographer scans it. Its text is ${spaced(code)}.` },
    ...(questionnaire === undefined ? [] : questions(questionnaire)),
    { kind: 'heading', level: 2, text: 'If you cannot come' },
    {
      kind: 'paragraph',
      text: `To change or cancel your appointment, call ${head.telephone}${head.email ? ` or write to ${head.email}` : ''} as early as you can. Somebody else can then have your time.`,
    },
    { kind: 'paragraph', text: `Yours sincerely, ${head.department}` },
    { kind: 'new-page' },
    ...leaflet(head),
  ];
}

function questions(url: string): readonly Block[] {
  return [
    { kind: 'heading', level: 2, text: 'Answer our questions before you come' },
    {
      kind: 'paragraph',
      text: 'Please answer a few questions about your health and your skin at this address. It is meant for you alone. If you cannot, you will get the questions on paper when you come.',
    },
    { kind: 'link', url },
  ];
}

function leaflet(head: LetterHead): readonly Block[] {
  return [
    { kind: 'heading', level: 1, text: 'What happens at your appointment' },
    { kind: 'heading', level: 2, text: 'Only what your GP wrote to us about' },
    {
      kind: 'paragraph',
      text: "This is not a full-body check. The photographer takes pictures only of the lesions that are named in your GP's letter. If something else worries you, please show it to your GP.",
    },
    { kind: 'heading', level: 2, text: 'The photographs' },
    {
      kind: 'list',
      items: [
        'Reception shows you where to wait. The medical photographer greets you there.',
        'You are asked for your full name, your date of birth and the first line of your address.',
        'Each place is photographed at least three times: where it is on your body, from close by, and through a lens that touches the skin. For this a little gel or alcohol is put on the skin. It does not hurt.',
        'You may be asked to take off the clothes that cover these places. You may bring somebody with you, and you may ask for a chaperone.',
        'The photographer cannot tell you what it is. A consultant dermatologist looks at the photographs later and writes to you and to your GP.',
      ],
    },
    { kind: 'heading', level: 2, text: 'What to bring' },
    {
      kind: 'list',
      items: [
        'this letter',
        'a list of your medicines and allergies',
        'clothes that open easily; no make-up, cream or nail varnish on the places that are photographed',
      ],
    },
    { kind: 'heading', level: 2, text: 'Your consent' },
    {
      kind: 'paragraph',
      text: 'Nothing is photographed without your consent. You are asked separately whether the photographs may be used for your care, for teaching, and for publication. You may say no to any of these, and you may change your mind later. Photographs that were used to decide about your care stay in your record.',
    },
    { kind: 'heading', level: 2, text: 'Help' },
    {
      kind: 'paragraph',
      text: `If you need an interpreter, large print, step-free access or other help, or if you are not able to decide about this yourself, please call ${head.telephone} before you come.`,
    },
  ];
}

/** A code in groups, to be read out or typed. */
export function spaced(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
