/**
 * <body-map>: where the lesions are, on a figure from the front and one from the back, each with a number to tap.
 *
 *   ┌──────────────────────────────┐
 *   │   ( )             ( )        │   numbers stand on their place, or as near to it as gloves allow, with a line to it;
 *   │  /|1|\           /| |\       │   what has no place on the figure stands below
 *   │   | |             |2|        │
 *   │ Right  Left    Left  Right   │   of the patient
 *   └──────────────────────────────┘
 *
 * Tells a tap on a number with the event `choose`, whose detail is the lesion's id. While `picking`, a tap on a figure is
 * told with the event `pick`, whose detail are the sites nearest to it (`Picked[]`): a finger is wider than an ear, so
 * whoever hears it lets the photographer choose among them, and offers a list beside the figure for the keyboard.
 */
import { html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { bodyMapStyles } from './body-map-styles.ts';
import { figure } from './figure.ts';
import {
  figureHeight,
  figureWidth,
  type Picked,
  type Place,
  type Point,
  placeOf,
  type Sited,
  sitesNear,
  spread,
} from './places.ts';

export interface MapLesion extends Sited {
  readonly id: string;
  /** As in the list beside the map. */
  readonly number: number;
  /** `done`: all its pictures are taken; `cannot`: it is not photographed. */
  readonly state: 'open' | 'done' | 'cannot';
  /** For readers of the screen: `Shin, left, 2 of 4 pictures`. */
  readonly label: string;
}

const faces = ['front', 'back'] as const;
const markerMm = 10.2; // 10 mm and what rounding may take away
const gapMm = 3.1;

interface Size {
  readonly width: number;
  readonly height: number;
  readonly mm: number;
}

/** A marker and the spot that it speaks of, in pixels of the map. */
interface Pin {
  readonly lesion: MapLesion;
  readonly spot: Point;
  readonly at: Point | undefined;
}

export class BodyMap extends LitElement {
  static override properties = {
    lesions: { attribute: false },
    chosen: { attribute: false },
    picking: { attribute: false },
    size: { state: true },
  };

  declare lesions: readonly MapLesion[];
  /** The id of the lesion that is next, or was tapped. */
  declare chosen: string | undefined;
  /** A tap on a figure means a site. */
  declare picking: boolean;
  declare size: Size | undefined;

  readonly #observer = new ResizeObserver(() => this.#measure());

  constructor() {
    super();
    this.lesions = [];
    this.chosen = undefined;
    this.picking = false;
    this.size = undefined;
  }

  static override styles = bodyMapStyles;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override render(): TemplateResult {
    const placed = this.lesions.map((lesion) => ({ lesion, place: placeOf(lesion) }));
    const pins = this.size ? pinsOf(placed, this.size) : [];
    const onMap = pins.filter(({ at }) => at !== undefined);
    const beside = placed.filter(({ place }) => place === undefined);
    return html`<div class="map" role="group" aria-label="Body map">
        ${faces.map((face) => this.#figure(face))}
        <svg class="lines" aria-hidden="true">${onMap.map(({ spot, at }) => line(spot, at))}</svg>
        ${onMap.map(({ lesion, at }) => this.#marker(lesion, at))}
      </div>
      ${
        beside.length === 0
          ? nothing
          : html`<div class="beside" role="group" aria-label="Not on the figure">
              <span>Not on the figure:</span>${beside.map(({ lesion }) => this.#marker(lesion, undefined))}
            </div>`
      }`;
  }

  #figure(face: 'front' | 'back'): TemplateResult {
    const [near, far] = face === 'front' ? ['Right', 'Left'] : ['Left', 'Right'];
    const pick = (event: MouseEvent) => {
      if (this.picking) this.#pick(face, event);
    };
    return html`<div class="face ${this.picking ? 'picking' : ''}" @click=${pick}>
      <svg viewBox="0 0 ${figureWidth} ${figureHeight}" preserveAspectRatio="xMidYMax" aria-hidden="true">${figure(face)}</svg>
      <p><span>${near}</span> <b>${face === 'front' ? 'Front' : 'Back'}</b> <span>${far}</span></p>
    </div>`;
  }

  #marker(lesion: MapLesion, at: Point | undefined): TemplateResult {
    const sign = { open: '', done: '✓', cannot: '✕' }[lesion.state];
    const chosen = lesion.id === this.chosen;
    return html`<button
      class="marker ${lesion.state}"
      .style=${at ? `left: ${at.x}px; top: ${at.y}px` : ''}
      aria-label=${`${lesion.number}: ${lesion.label}`}
      aria-current=${chosen}
      @click=${() => this.dispatchEvent(new CustomEvent<string>('choose', { detail: lesion.id }))}
    >
      <span aria-hidden="true">${lesion.number}<i>${sign}</i></span>
    </button>`;
  }

  #pick(face: Place['face'], { clientX, clientY }: MouseEvent): void {
    const map = this.renderRoot.querySelector('.map')?.getBoundingClientRect();
    if (!map || !this.size) return;
    const { scale, left, top } = faceIn(face, this.size);
    const at = { x: (clientX - map.left - left) / scale, y: (clientY - map.top - top) / scale };
    this.dispatchEvent(new CustomEvent<readonly Picked[]>('pick', { detail: sitesNear(face, at) }));
  }

  #measure(): void {
    const map = this.renderRoot.querySelector('.map');
    if (!map || !this.isConnected) return; // what was taken away at once has no size, and never would have one
    const { width, height } = map.getBoundingClientRect();
    const mm = Number.parseFloat(getComputedStyle(this).getPropertyValue('--mm'));
    const { size } = this;
    if (size && size.width === width && size.height === height && size.mm === mm) return;
    this.size = { width, height, mm };
  }

  override updated(): void {
    this.#measure(); // what stands below the figure takes room from it
  }
}

/** Height of the words below a figure, in pixels: markers leave them readable. */
const wordsPx = 24;

/** Where a figure stands on the map: pixels for each of its units, and its upper left corner. */
function faceIn(face: Place['face'], { width, height }: Size): { scale: number; left: number; top: number } {
  const [faceWidth, faceHeight] = [width / 2, height - wordsPx];
  const scale = Math.min(faceWidth / figureWidth, faceHeight / figureHeight);
  const left = (face === 'front' ? 0 : faceWidth) + (faceWidth - figureWidth * scale) / 2;
  return { scale, left, top: faceHeight - figureHeight * scale }; // it stands on the words below it
}

function pinsOf(
  placed: readonly { readonly lesion: MapLesion; readonly place: Place | undefined }[],
  size: Size,
): readonly Pin[] {
  const spots = placed.flatMap(({ lesion, place }) => {
    if (!place) return [];
    const { scale, left, top } = faceIn(place.face, size);
    return { lesion, spot: { x: left + place.x * scale, y: top + place.y * scale } };
  });
  const { width, height, mm } = size;
  const centres = spread(
    spots.map(({ spot }) => spot),
    { width, height: height - wordsPx, marker: markerMm * mm, gap: gapMm * mm },
  );
  return spots.map((pin, index) => ({ ...pin, at: centres[index] }));
}

function line(spot: Point, at: Point | undefined) {
  if (!at) return nothing;
  return svg`<line x1=${spot.x} y1=${spot.y} x2=${at.x} y2=${at.y} /><circle cx=${spot.x} cy=${spot.y} r="5" />`;
}

customElements.define('body-map', BodyMap);
