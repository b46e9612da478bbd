/** Twenty invented people with names as they occur: long, short, hyphenated, from many places. NHS numbers begin with 999. */
import type { PatientLine } from '../../../services/hospital/web/api/shared.ts';

export interface Person extends PatientLine {
  readonly address: readonly string[];
  readonly postcode: string;
  readonly email?: string;
  readonly telephone?: string;
  readonly language: string;
}

const names: readonly (readonly [string, string, string])[] = [
  ['Okonkwo-Bright', 'Margaret', '1958-04-03'],
  ['Fenwick', 'Alan', '1949-11-21'],
  ['Szczepańska', 'Wiesława Małgorzata', '1963-07-30'],
  ['Ó Súilleabháin', 'Pádraig', '1971-02-14'],
  ['Featherstonehaugh-Cholmondeley', 'Maximiliana Persephone', '1938-12-31'],
  ['Li', 'Bo', '1985-05-05'],
  ['al-Rashid', 'Noor', '1990-09-09'],
  ['Smith', 'Jane', '1952-06-17'],
  ['Smith', 'Janet', '1952-06-17'],
  ['Van der Westhuizen', 'Pieter', '1944-03-28'],
  ['Nguyễn', 'Thị Hồng', '1977-08-19'],
  ['Adeyemi', 'Tunde', '1969-01-11'],
  ['Kowalczyk', 'Zofia', '1981-10-02'],
  ['Patel', 'Hansa', '1955-05-25'],
  ['MacGillivray', 'Euan', '1967-04-30'],
  ['Jones', 'Rhys', '1996-02-29'],
  ['Begum', 'Shahida', '1973-12-12'],
  ['Thistlethwaite', 'Dorothy', '1931-08-08'],
  ['García Márquez', 'Lucía', '1988-11-11'],
  ['Hargreaves', 'Peter', '1960-07-07'],
];

/** The number with its check digit; counts up where the check would be ten, because such numbers are not issued. */
function nhsNumbers(count: number): readonly string[] {
  const numbers: string[] = [];
  for (let serial = 1; numbers.length < count; serial++) {
    const nine = `999${String(serial).padStart(6, '0')}`;
    const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) numbers.push(`${nine}${check}`);
  }
  return numbers;
}

const numbers = nhsNumbers(names.length);

/** An id as the record gives them, the same on every run. */
export function idOf(kind: number, number: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export const people: readonly Person[] = names.map(([familyName, givenName, dateOfBirth], index) => ({
  id: idOf(1, index),
  hospitalNumber: `H${String(100_200 + index * 37)}`,
  ...(index === 8 ? {} : { nhsNumber: numbers[index] ?? '' }), // Janet Smith's was not on the letter
  familyName,
  givenName,
  dateOfBirth,
  address: [`${index + 3} Orchard Way`, index % 2 ? 'Histon' : 'Cambourne', 'Cambridge'],
  postcode: `CB${(index % 9) + 1} ${(index % 8) + 1}XY`,
  ...(index % 3 === 0 ? {} : { email: `patient${index}@example.org` }),
  ...(index % 4 === 0 ? {} : { telephone: `01632 960${String(100 + index)}` }),
  language: index === 6 ? 'ar' : index === 12 ? 'pl' : 'en',
}));

/** Without what only the whole record holds. */
export function lineOf({ id, hospitalNumber, nhsNumber, familyName, givenName, dateOfBirth }: Person): PatientLine {
  return { id, hospitalNumber, ...(nhsNumber ? { nhsNumber } : {}), familyName, givenName, dateOfBirth };
}
