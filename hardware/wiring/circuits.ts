/** Sketches of what is inside each part: enough to build it and to measure in it. Each gets its terminals, top to bottom. */
import { box, disc, line, type Point, text } from './ink.ts';

type Ends = readonly Point[];

const small = { size: 13 };
const middle = { size: 13, anchor: 'middle' } as const;

function end(ends: Ends, index: number): Point {
  const found = ends[index];
  if (found === undefined) throw new Error(`the sketch needs a terminal ${index}`);
  return found;
}

const right = ({ x, y }: Point, by: number): Point => ({ x: x + by, y });
const at = (x: number, y: number): Point => ({ x, y });
const joint = (point: Point): string => disc(point, 4, '#1f2429');

/** A block with up to two lines of words in its middle. */
function block(from: Point, width: number, height: number, first: string, second?: string): string {
  const centre = at(from.x + width / 2, from.y + height / 2);
  const words =
    second === undefined
      ? text(at(centre.x, centre.y + 5), first, middle)
      : `${text(at(centre.x, centre.y - 4), first, middle)}\n${text(at(centre.x, centre.y + 13), second, middle)}`;
  return `${box(from, width, height, { round: 4 })}\n${words}`;
}

/** A resistor lying on a horizontal line, its value above. */
function resistor(from: Point, value: string): string {
  return `${box(at(from.x, from.y - 7), 46, 14, { round: 1 })}\n${text(at(from.x + 23, from.y - 12), value, middle)}`;
}

export function displayInside(ends: Ends): string {
  const [supply, ground] = [end(ends, 0), end(ends, 1)];
  const x = supply.x + 110;
  return [
    line(supply, at(x, supply.y)),
    line(ground, at(x, ground.y)),
    block(
      at(x, supply.y - 14),
      240,
      ground.y - supply.y + 28,
      'power lead of the display',
      'its plug covers pins 2, 4 and 6',
    ),
  ].join('\n');
}

export function pedalInside(ends: Ends): string {
  const [supply, contact, ground] = [end(ends, 0), end(ends, 1), end(ends, 2)];
  const pullX = supply.x + 120;
  const guardX = supply.x + 190;
  const jackX = supply.x + 262;
  const switchX = jackX + 156;
  return [
    line(supply, at(pullX, supply.y), at(pullX, contact.y)),
    resistor(right(supply, 40), '2.2 kΩ'),
    joint(at(pullX, contact.y)),
    line(contact, at(switchX, contact.y), at(switchX, contact.y + 8)),
    line(ground, at(switchX, ground.y), at(switchX, ground.y - 6)),
    line(at(switchX, contact.y + 8), at(switchX + 16, ground.y - 10)),
    disc(at(switchX, contact.y + 8), 3, '#ffffff'),
    disc(at(switchX, ground.y - 6), 3, '#ffffff'),
    line(at(guardX, contact.y), at(guardX, ground.y)),
    joint(at(guardX, contact.y)),
    joint(at(guardX, ground.y)),
    block(at(guardX - 22, contact.y + 11), 44, 22, 'ESD'),
    block(at(jackX, contact.y - 18), 72, ground.y - contact.y + 36, '6.35 mm', 'jack'),
    text(at(jackX + 78, contact.y - 6), 'tip', small),
    text(at(jackX + 78, ground.y + 16), 'sleeve', small),
    text(at(switchX + 24, contact.y + 28), 'foot', small),
  ].join('\n');
}

export function ringInside(ends: Ends): string {
  const [plain, polarised, ground, enable] = [end(ends, 0), end(ends, 1), end(ends, 2), end(ends, 3)];
  const supplyY = plain.y - 46;
  const fetX = plain.x + 92;
  const fetWidth = 104;
  const switchX = fetX + 60;
  const groundX = fetX + fetWidth + 22;
  const ring = at(plain.x + 342, (plain.y + polarised.y) / 2 + 22);
  const [outerRadius, innerRadius] = [78, 50];
  const fet = (gate: Point, name: string, radius: number): string => {
    const reach = Math.sqrt(radius ** 2 - (ring.y - gate.y + 8) ** 2);
    return [
      line(gate, at(fetX, gate.y)),
      resistor(right(gate, 24), '100 Ω'),
      block(at(fetX, gate.y - 18), fetWidth, 36, 'N-MOSFET', name),
      line(at(fetX + fetWidth, gate.y - 8), at(ring.x - reach, gate.y - 8)),
      line(at(fetX + fetWidth, gate.y + 10), at(groundX, gate.y + 10)),
      joint(at(groundX, gate.y + 10)),
    ].join('\n');
  };
  return [
    disc(ring, outerRadius, '#fff2c4'),
    disc(ring, outerRadius - 16, '#f6f7f9'),
    disc(ring, innerRadius, '#e4dcf5'),
    disc(ring, innerRadius - 16, '#f6f7f9'),
    text(at(ring.x, ring.y + 5), 'lens', middle),
    block(at(plain.x - 168, supplyY - 18), 176, 36, '+5 V, a supply of', 'its own: ≥ 2 A'),
    line(at(plain.x + 8, supplyY), at(switchX, supplyY)),
    block(at(switchX, supplyY - 18), 124, 36, 'high-side switch', '≥ 1 A'),
    line(at(switchX + 124, supplyY), at(ring.x, supplyY), at(ring.x, ring.y - outerRadius)),
    text(at(switchX + 132, supplyY - 7), 'to both segments', small),
    fet(plain, 'plain', outerRadius),
    fet(polarised, 'polarised', innerRadius),
    line(ground, at(groundX, ground.y)),
    line(at(groundX, plain.y + 10), at(groundX, enable.y - 4)),
    joint(at(groundX, ground.y)),
    text(at(groundX + 10, enable.y + 8), '− of the 5 V supply', small),
    line(at(groundX, enable.y - 4), at(groundX, enable.y + 4), at(groundX + 6, enable.y + 4)),
    line(enable, at(plain.x + 74, enable.y), at(plain.x + 74, supplyY + 12), at(switchX, supplyY + 12)),
    text(at(ring.x + 88, ring.y - 44), 'outer:', small),
    text(at(ring.x + 88, ring.y - 27), 'plain', small),
    text(at(ring.x + 88, ring.y + 22), 'inner:', small),
    text(at(ring.x + 88, ring.y + 39), 'polarised', small),
    text(at(groundX + 10, enable.y + 32), 'each segment ≤ 0.5 A; gates and enable:', small),
    text(at(groundX + 10, enable.y + 50), '100 kΩ to ground', small),
  ].join('\n');
}

export function cameraInside(ends: Ends): string {
  const [cut, ground] = [end(ends, 0), end(ends, 1)];
  const switchX = cut.x + 92;
  const height = ground.y - cut.y + 36;
  const y = cut.y - 18;
  const wayX = switchX + 150;
  return [
    line(cut, at(switchX, cut.y)),
    resistor(right(cut, 22), '390 Ω'),
    line(ground, at(switchX, ground.y)),
    block(at(switchX, y), 150, height, 'solid-state switch,', 'closed at rest'),
    line(at(wayX, cut.y), at(wayX + 56, cut.y)),
    line(at(wayX, ground.y), at(wayX + 56, ground.y)),
    block(at(wayX + 56, cut.y - 16), 178, 32, '+ of the AC adapter'),
    block(at(wayX + 56, ground.y - 16), 178, 32, '+ of the battery coupler'),
    text(at(wayX + 56, ground.y + 36), '− runs straight through', small),
  ].join('\n');
}

export function lampInside(ends: Ends): string {
  const [lamp, ground] = [end(ends, 0), end(ends, 1)];
  const lampX = lamp.x + 150;
  const centre = at(lampX, (lamp.y + ground.y) / 2);
  return [
    line(lamp, at(lampX, lamp.y), at(lampX, ground.y), ground),
    resistor(right(lamp, 50), '1 kΩ'),
    disc(centre, 14, '#d8f5dd'),
    line(at(centre.x - 10, centre.y - 10), at(centre.x + 10, centre.y + 10)),
    line(at(centre.x - 10, centre.y + 10), at(centre.x + 10, centre.y - 10)),
    text(at(centre.x + 26, centre.y + 5), 'green LED, long leg to the resistor', small),
  ].join('\n');
}
