/** Is one press of a foot one press, and does the contact open again? */
import { setTimeout as pause } from 'node:timers/promises';
import { pinFor } from '../../../device/board/pins.ts';
import type { Pedal, PedalEdge } from '../../../device/ports.ts';
import { pedalAtRest, rearmMs, stepPedal } from '../../../services/station/core/pedal.ts';
import type { Desk } from '../../../services/station/desk.ts';
import { type DeskCheck, newFindings, type Surroundings } from '../check.ts';

/** After the last edge, the press is over when nothing more comes for so long. */
const quietMs = 400;
/** A foot that stays down so long has been forgotten there, or the contact sticks. */
const heldMsMax = 5_000;
/** More chatter than any sound contact was measured with. */
const chatterMsMax = 40;
const simulatedHoldMs = 120;
const pressMsMax = 120_000;

const { pin, wire } = pinFor('pedal');
const lookAtWire = `Measure the ${wire} lead at pin ${pin}: 3.3 V at rest, below 0.1 V while pressed. A USB pedal: lsusb must name it.`;

export const pedalCheck: DeskCheck = {
  name: 'pedal',
  where: 'desk',
  needs: [],
  limitMs: pressMsMax + heldMsMax + 10_000,
  async run(desk, around) {
    if (desk.simulated === undefined && !around.engineer.present)
      return { kind: 'skipped', why: 'needs a foot on the pedal' };
    const edges = await pressed(desk, around);
    return judge(edges, around);
  },
};

function judge(edges: readonly PedalEdge[], { pressWithinMs }: Surroundings) {
  const findings = newFindings();
  const [first, last] = [edges[0], edges.at(-1)];
  findings.figure('edges', edges.length);
  if (first === undefined || last === undefined) {
    findings.fault(
      'foot pedal or its lead',
      `No press came within ${pressWithinMs / 1000} s.`,
      `Is it plugged in? ${lookAtWire}`,
    );
    return findings.result('');
  }
  const presses = countPresses(edges);
  const closings = edges.filter(({ down }, index) => down && index > 0 && !edges[index - 1]?.down);
  const chatterMs = Math.round(
    Math.max(0, ...closings.map(({ atMs }) => atMs - first.atMs).filter((ms) => ms < rearmMs)),
  );
  findings.figure('presses', presses);
  findings.figure('chatterMs', chatterMs);
  findings.figure('heldMs', Math.round(last.atMs - first.atMs));
  if (!first.down) {
    findings.fault(
      'foot pedal',
      'Its contact was closed before the press.',
      `Take away what lies on it. If nothing does, it opens instead of closing: take one whose contact is open at rest. ${lookAtWire}`,
    );
  } else if (last.down) {
    findings.fault(
      'foot pedal',
      'Its contact did not open again.',
      `Take the foot off. If it is off, the contact sticks: exchange the pedal. ${lookAtWire}`,
    );
  } else if (presses !== 1) {
    findings.fault(
      'foot pedal',
      `One press was heard as ${presses}.`,
      'Its contact is worn or wet: exchange the pedal.',
    );
  }
  if (chatterMs > chatterMsMax)
    findings.remark(`Its contact bounces for ${chatterMs} ms: exchange the pedal before it fails.`);
  return findings.result(`one press, ${edges.length} edges, held ${Math.round(last.atMs - first.atMs)} ms`);
}

/** The edges of one press: of the engineer's foot, or the simulated one. */
async function pressed(
  { parts: { pedal }, simulated }: Desk,
  { engineer, pressWithinMs }: Surroundings,
): Promise<readonly PedalEdge[]> {
  const recording = record(pedal, pressWithinMs);
  const foot = simulated?.pedal;
  if (foot === undefined) engineer.tell(`Press and release the foot pedal once, within ${pressWithinMs / 1000} s.`);
  else {
    foot.set(true);
    await pause(simulatedHoldMs);
    foot.set(false);
  }
  return recording;
}

function record(pedal: Pedal, withinMs: number): Promise<readonly PedalEdge[]> {
  return new Promise((resolve) => {
    const edges: PedalEdge[] = [];
    const end = () => {
      stop();
      resolve(edges);
    };
    let timer = setTimeout(end, Math.min(withinMs, pressMsMax));
    const stop = pedal.onEdge((edge) => {
      edges.push(edge);
      clearTimeout(timer);
      timer = setTimeout(end, edge.down ? heldMsMax : quietMs);
    });
  });
}

/** As the station counts them. */
function countPresses(edges: readonly PedalEdge[]): number {
  let state = pedalAtRest;
  let presses = 0;
  for (const { down, atMs } of edges) {
    const step = stepPedal(state, { kind: 'edge', down, atMs });
    state = step.state;
    if (step.says === 'press') presses += 1;
  }
  return presses;
}
