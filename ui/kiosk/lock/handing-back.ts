/** Takes down what is half filled in on the page as it stands, and puts it back into the page that stands there later. */
import type { LitElement } from 'lit';
import type { VisitId } from '../../../services/wire/ids.ts';
import type { Overlay } from '../screen.ts';
import type { Fillable, HalfFilled } from './half-filled.ts';

type FillableElement = Element & Fillable & Pick<LitElement, 'updateComplete'>;

/** `page`: the root that holds the screen and what lies over it. */
export function takenDown(page: ParentNode): readonly HalfFilled[] {
  return fillablesIn(page).flatMap((element) => element.takeDown() ?? []);
}

/** After each element has begun by itself. */
export async function putBack(page: ParentNode, halves: readonly HalfFilled[]): Promise<void> {
  for (const element of fillablesIn(page)) {
    await element.updateComplete;
    for (const half of halves) element.putBack(half);
  }
}

/** What has to be laid over the screen again to go on with it. */
export function laidAgain(
  halves: readonly HalfFilled[],
): { readonly kind: Overlay; readonly visit: VisitId | undefined } | undefined {
  for (const half of halves) {
    if (half.kind === 'register') return { kind: 'register', visit: undefined };
    if (half.kind === 'wrong-patient') return { kind: 'wrong-patient', visit: half.ended };
    if (half.kind === 'text') return { kind: half.what, visit: undefined };
  }
  return undefined;
}

function fillablesIn(page: ParentNode): readonly FillableElement[] {
  return [...page.querySelectorAll('main > *')].filter(isFillable);
}

function isFillable(element: Element): element is FillableElement {
  return 'takeDown' in element && 'putBack' in element;
}
