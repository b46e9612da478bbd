/** Live pictures for one page: at most two under way that it has not drawn; of those that come meanwhile, the newest. */

/** Two keep the page busy; more would only make the picture late. */
export const undrawnMax = 2;

export interface Pacing {
  /** A live picture came. */
  offer(jpeg: Uint8Array): void;
  /** The page has drawn one. */
  drawn(): void;
}

export function paced(send: (jpeg: Uint8Array) => void): Pacing {
  let undrawn = 0;
  let newest: Uint8Array | undefined;

  function sendNewest(): void {
    if (newest === undefined || undrawn >= undrawnMax) return;
    undrawn += 1;
    const jpeg = newest;
    newest = undefined;
    send(jpeg);
  }

  return {
    offer(jpeg) {
      newest = jpeg;
      sendNewest();
    },
    drawn() {
      undrawn = Math.max(0, undrawn - 1);
      sendNewest();
    },
  };
}
