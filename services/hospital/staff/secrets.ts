/** PINs and badge codes: made from chance, and looked at when a person chooses one. */
import { randomBytes, randomInt } from 'node:crypto';

/** RFC 4648 base32: nothing in it is mistaken for another when it is typed in from the badge. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const badgeLetters = 16;
/** Of a PIN that we make; people may choose others of four to eight digits. */
const pinDigits = 6;
/** Drawing again until a PIN is not an easy one takes one more draw in ten thousand. */
const drawsMax = 20;

/** `LB-` and sixteen letters and digits: eighty bits, so nobody guesses one. */
export function newBadgeCode(): string {
  const drawn = [...randomBytes(badgeLetters)].map((byte) => letters.charAt(byte % letters.length));
  return `LB-${drawn.join('')}`;
}

export function newPin(): string {
  for (let draw = 0; draw < drawsMax; draw++) {
    const pin = String(randomInt(10 ** pinDigits)).padStart(pinDigits, '0');
    if (!isEasy(pin)) return pin;
  }
  throw new Error('chance gives only easy PINs');
}

/** What is tried first: all digits alike, up or down one by one (1234, 9876), or one pair again and again (1212). */
export function isEasy(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, place) => digit - (digits[place] ?? 0));
  const [first] = steps;
  const even = (first === 0 || first === 1 || first === -1) && steps.every((step) => step === first);
  return even || (pin.length > 2 && digits.every((digit, place) => digit === digits[place % 2]));
}
