/**
 * Pictures that lie ready before anybody takes them, as drawing one takes a second or two.
 *
 *     want: a list, the most wanted first ──► what is missing is drawn, one picture after the other
 *     take: from the tray, or from the easel ──► what lies there and nobody wants goes when there are too many
 *
 * A first wish in a hurry does not wait for the end of another drawing: it is begun beside that.
 */
import { type Sight, sameSight } from './sight.ts';

export interface Tray<Picture> {
  /** Replaces what was wanted. The same sight twice: two pictures of it. `hurry`: somebody waits for the first. */
  want(wanted: readonly Sight[], hurry: boolean): void;
  /** The picture of it that `take` would give, when it lies there. */
  look(sight: Sight): Picture | undefined;
  /** A picture of it, for nobody else: one that lies there, one that is being drawn, or one that is begun at once. */
  take(sight: Sight): Promise<Picture>;
}

export interface TrayOptions<Picture> {
  draw(sight: Sight): Promise<Picture>;
  /** A picture was laid in the tray or is in the hands of whoever waited for it. */
  drawn(): void;
}

/** Each is some 8 MB at 24 megapixels; with the live view made of it, 12 MB. */
export const trayMax = 5;

/** Drawings at the same time: one ahead, one in a hurry. */
const easelsMax = 2;

interface Slot<Picture> {
  readonly sight: Sight;
  readonly coming: Promise<Picture>;
  picture?: Picture;
}

export function newTray<Picture>({ draw, drawn }: TrayOptions<Picture>): Tray<Picture> {
  let slots: readonly Slot<Picture>[] = []; // the oldest first
  let wanted: readonly Sight[] = [];
  let hurried = false;
  let underWay = 0;

  function begin(sight: Sight): Slot<Picture> {
    const slot: Slot<Picture> = { sight, coming: draw(sight) };
    underWay += 1;
    // rejects on a bug of the drawing only, which ends the program
    void slot.coming.then((picture) => {
      slot.picture = picture;
      underWay -= 1;
      drawAhead();
      drawn();
    });
    return slot;
  }

  /** What is wanted and not there, the most wanted first; and what is there and not wanted. */
  function compared(): { readonly missing: readonly Sight[]; readonly surplus: readonly Slot<Picture>[] } {
    const rest = [...slots];
    const missing = wanted.filter((sight) => {
      const at = rest.findIndex((slot) => sameSight(slot.sight, sight));
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
    return { missing, surplus: rest };
  }

  function drawAhead(): void {
    const [next] = compared().missing;
    const presses = hurried && next !== undefined && next === wanted[0];
    if (next !== undefined && underWay < (presses ? easelsMax : 1)) slots = [...slots, begin(next)];
    const { surplus } = compared();
    const gone = new Set(surplus.slice(0, Math.max(0, slots.length - trayMax)));
    slots = slots.filter((slot) => !gone.has(slot));
  }

  const found = (sight: Sight): Slot<Picture> | undefined => {
    const alike = slots.filter((slot) => sameSight(slot.sight, sight));
    return alike.find(({ picture }) => picture !== undefined) ?? alike[0];
  };

  return {
    want(next, hurry) {
      wanted = next;
      hurried = hurry;
      drawAhead();
    },
    look: (sight) => found(sight)?.picture,
    take(sight) {
      const slot = found(sight) ?? begin(sight);
      slots = slots.filter((each) => each !== slot);
      return slot.coming;
    },
  };
}
