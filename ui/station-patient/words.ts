/** What staff reads on the patient's screen. Everything else comes in the patient's language with the questionnaire. */

/** As long as `services/wire/staff.ts` says; it is not for browsers, so a test compares the two. */
export const pinDigitsMin = 4;
export const pinDigitsMax = 8;

export const staffWords = {
  title: 'Staff: take the screen back',
  how: 'type your PIN or scan your badge. Answers that were not sent are lost.',
  pin: 'PIN',
  enter: 'Take back',
  checking: 'Checking…',
  wrong: 'Wrong PIN. Try again.',
  wait: (seconds: number) => `Too many wrong PINs. Wait ${seconds} s, or scan your badge.`,
} as const;
