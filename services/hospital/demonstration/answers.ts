/** What an invented patient answered at home: the same person always the same. */
import type { Answer } from '../questionnaire/api.ts';
import type { Person } from './people.ts';

const skinTypes = { I: '1', II: '2', III: '3', IV: '4', V: '5', VI: '6' } as const;

export function answersOf(person: Person): Readonly<Record<string, Answer>> {
  const worrying = person.urgency !== 'routine';
  return {
    'who.answering': 'patient',
    'skin.since': worrying ? 'months' : 'years',
    'skin.changed': worrying ? ['size', 'colour'] : ['none'],
    'skin.feels': worrying ? ['itches'] : ['none'],
    'history.cancer': person.dateOfBirth < '1950' ? 'yes' : 'no',
    'history.family': 'unsure',
    'sun.type': skinTypes[person.skin],
    'sun.burned': person.skin === 'I' || person.skin === 'II' ? 'yes' : 'no',
    'sun.beds': 'never',
    'medicines.any': false,
    'medicines.immune': 'no',
    'medicines.blood': person.dateOfBirth < '1960' ? 'yes' : 'no',
    'health.allergies': false,
    'health.device': 'no',
    ...(person.sex === 'female' && person.dateOfBirth > '1975' ? { 'health.pregnant': 'no' } : {}),
  };
}
