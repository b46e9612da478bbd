/** What both databases do alike. */
import { isRefused } from './api.ts';

/** How often a transaction is begun again when the database asks for it. */
const attemptsMax = 5;

/** Two transactions stood in each other's way: the same one again succeeds (PostgreSQL, 13.5). */
const againCodes = ['40001', '40P01'];

export async function retried<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let left = attemptsMax - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !againCodes.some((code) => isRefused(error, code))) throw error;
    }
  }
}

/** The number of an int8 as text. Throws beyond what a number holds exactly. */
export function bigintOf(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`${text} is beyond the whole numbers that are exact here`);
  return number;
}
