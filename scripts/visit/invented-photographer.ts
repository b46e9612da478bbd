/** The photographer of the demonstration: knows its PIN, and what its invented patients answer. */
import { people } from '../../services/hospital/demonstration/people.ts';
import { photographers } from '../../services/hospital/demonstration/photographers.ts';
import type { Photographer } from './walk.ts';

export function inventedPhotographer(): Photographer {
  const [first] = photographers;
  if (first === undefined) throw new Error('the demonstration has no photographer');
  return {
    name: first.name,
    pin: first.pin,
    birthdayOf(nhsNumber) {
      const found = people.find((person) => person.nhsNumber === nhsNumber);
      if (found === undefined) throw new Error(`nobody of the demonstration has the NHS number ${nhsNumber}`);
      return found.dateOfBirth;
    },
  };
}
