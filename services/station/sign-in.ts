/** Whose PIN, whose badge: compared with the hashes of the worklist. How often it may be tried is the core's decision. */
import { timingSafeEqual } from 'node:crypto';
import { badgeCode, hashSecret, isSecret, type StaffId, type StaffMember } from '../wire/staff.ts';
import type { StaffView } from './api/view.ts';

/** Who that is; undefined when the PIN is not theirs, or nobody has this name. */
export async function staffByPin(
  roster: readonly StaffMember[],
  id: StaffId,
  pin: string,
): Promise<StaffView | undefined> {
  const member = roster.find((entry) => entry.id === id);
  if (member?.pin === undefined) return undefined;
  return (await isSecret(pin, member.pin)) ? staffView(member) : undefined;
}

/**
 * Whose badge it is; undefined when nobody's. The badges of one worklist share a salt, so one computation finds it among
 * all; a badge that was hashed at other costs is compared by itself.
 */
export async function staffByBadge(roster: readonly StaffMember[], code: string): Promise<StaffView | undefined> {
  if (!badgeCode.safeParse(code).success) return undefined;
  const bySalt = Map.groupBy(
    roster.filter(({ badge }) => badge !== undefined),
    ({ badge }) => badge?.salt,
  );
  for (const [salt, members] of bySalt) {
    const made = await hashSecret(code, salt);
    for (const member of members) {
      if (member.badge === undefined) continue;
      const same =
        member.badge.cost === made.cost
          ? equal(member.badge.hash, made.hash) // the other costs have one value only
          : await isSecret(code, member.badge);
      if (same) return staffView(member);
    }
  }
  return undefined;
}

export function staffView({ id, name }: StaffMember): StaffView {
  return { id, name };
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'base64'), Buffer.from(other, 'base64')];
  return a.length === b.length && timingSafeEqual(a, b);
}
