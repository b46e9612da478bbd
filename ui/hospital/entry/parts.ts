/** The parts of the form for a letter: who the patient is, how to reach them, what the letter says. */
import { html, nothing, type TemplateResult } from 'lit';
import { choiceField, dayFields, longField, textField } from '../parts/fields.ts';
import type { Errors } from '../parts/typed.ts';
import { urgencyWords } from '../words.ts';
import { type Entry, nhsNumberAdvice } from './check.ts';
import './letter-file.ts';

type Set = (change: Partial<Entry>) => void;

/** Languages that letters and the questionnaire may be wanted in; others are written to in English. */
const languages = [
  'en',
  'ar',
  'bn',
  'cy',
  'fa',
  'fr',
  'gu',
  'it',
  'ku',
  'lt',
  'pa',
  'pl',
  'pt',
  'ro',
  'so',
  'es',
  'tr',
  'uk',
  'ur',
  'zh',
];

export function patientPart(entry: Entry, errors: Errors, set: Set): TemplateResult {
  const advice = errors.nhsNumber ? undefined : adviceOf(entry.nhsNumber);
  return html`<fieldset class="panel">
    <legend><h2>Who the patient is</h2></legend>
    ${textField({
      name: 'nhsNumber',
      label: 'NHS number',
      hint: 'Ten digits, as on the letter: 999 000 0018',
      numeric: true,
      width: 'middle',
      value: entry.nhsNumber,
      errors,
      set: (nhsNumber) => set({ nhsNumber }),
    })}
    <p class="advice" role="status">${advice ? html`<span aria-hidden="true">▲ </span>${advice}` : nothing}</p>
    ${textField({ name: 'familyName', label: 'Family name', value: entry.familyName, errors, set: (familyName) => set({ familyName }) })}
    ${textField({ name: 'givenName', label: 'Given name', value: entry.givenName, errors, set: (givenName) => set({ givenName }) })}
    ${dayFields({
      name: 'dateOfBirth',
      label: 'Date of birth',
      hint: 'For example 3 4 1958',
      value: entry.dateOfBirth,
      errors,
      set: (dateOfBirth) => set({ dateOfBirth }),
    })}
    ${choiceField({
      name: 'sex',
      label: 'Sex (if known)',
      value: entry.sex,
      errors,
      options: [
        { value: '', text: 'Not said' },
        { value: 'female', text: 'Female' },
        { value: 'male', text: 'Male' },
        { value: 'other', text: 'Other' },
        { value: 'unknown', text: 'Unknown' },
      ],
      set: (sex) => set({ sex: sex as Entry['sex'] }),
    })}
  </fieldset>`;
}

/** While it is being typed a short number is not yet a wrong one. */
function adviceOf(typed: string): string | undefined {
  const digits = typed.replaceAll(/[\s-]/g, '').length;
  return digits >= 10 ? nhsNumberAdvice(typed) : undefined;
}

export function reachPart(entry: Entry, errors: Errors, set: Set): TemplateResult {
  const named = new Intl.DisplayNames(['en-GB'], { type: 'language' });
  return html`<fieldset class="panel">
    <legend><h2>How to reach the patient</h2></legend>
    ${longField({ name: 'address', label: 'Address (if known)', hint: 'One line each', value: entry.address, errors, set: (address) => set({ address }) })}
    ${textField({ name: 'postcode', label: 'Postcode (if known)', width: 'middle', value: entry.postcode, errors, set: (postcode) => set({ postcode }) })}
    ${textField({ name: 'telephone', label: 'Telephone (if known)', type: 'tel', width: 'middle', value: entry.telephone, errors, set: (telephone) => set({ telephone }) })}
    ${textField({
      name: 'email',
      label: 'E-mail (if known)',
      hint: 'Without one the invitation is printed and posted',
      type: 'email',
      value: entry.email,
      errors,
      set: (email) => set({ email }),
    })}
    ${choiceField({
      name: 'language',
      label: 'Language of letters and questionnaire',
      value: entry.language,
      errors,
      options: languages.map((code) => ({ value: code, text: named.of(code) ?? code })),
      set: (language) => set({ language }),
    })}
  </fieldset>`;
}

export function letterPart(entry: Entry, errors: Errors, set: Set): TemplateResult {
  return html`<fieldset class="panel">
    <legend><h2>What the letter says</h2></legend>
    ${dayFields({
      name: 'receivedOn',
      label: 'Day the letter was received',
      hint: 'The 28 days begin with it',
      value: entry.receivedOn,
      errors,
      set: (receivedOn) => set({ receivedOn }),
    })}
    ${choiceField({
      name: 'urgency',
      label: 'Urgency',
      value: entry.urgency,
      errors,
      options: [
        { value: '', text: 'Choose' },
        ...Object.entries(urgencyWords).map(([value, { words }]) => ({ value, text: words })),
      ],
      set: (urgency) => set({ urgency: urgency as Entry['urgency'] }),
    })}
    ${textField({ name: 'practice', label: 'Practice', value: entry.practice, errors, set: (practice) => set({ practice }) })}
    ${textField({ name: 'practitioner', label: 'Who signed it', value: entry.practitioner, errors, set: (practitioner) => set({ practitioner }) })}
    ${longField({
      name: 'clinicalText',
      label: 'What the GP writes (if anything)',
      rows: 5,
      value: entry.clinicalText,
      errors,
      set: (clinicalText) => set({ clinicalText }),
    })}
    <letter-file .letter=${entry.letter} .error=${errors.letter} .chosen=${(letter: Entry['letter']) => set({ letter })}></letter-file>
  </fieldset>`;
}
