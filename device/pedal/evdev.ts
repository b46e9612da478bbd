/**
 * A foot pedal on USB. Most of them are keyboards with one key, so the device is grabbed: its key never reaches the browser.
 *
 *   /dev/input/event3 ─ grab ─► SIGIO ─► read until empty ─► key down / up ─► edge, with the kernel's time
 *        ▲                                                        │
 *        └──── looked for every second ◄──── pulled out ◄─────────┘
 *
 * A device that shows several nodes (keyboard and mouse) is taken as a whole: the pedal is down while any key of any node is.
 * After a run-over queue the state of the keys is asked for, so a release that was lost is told late and not never.
 *
 * A pedal that is not there is expected trouble: somebody kicked the plug. The station goes on (its screen has a shutter)
 * and the pedal is taken again as soon as it is back; until then the trouble is told to a listener that nobody can leave out.
 */
import type { Pedal, PedalEdge } from '../ports.ts';
import { type InputCalls, linuxInput, onInputSignal } from './evdev-calls.ts';
import { type InputFolders, type InputNode, inputFolders, keyNodes, matches, type WhichInput } from './evdev-find.ts';
import { type OpenNode, openNode } from './evdev-node.ts';

/** Why no press can come. `sentence` is for the engineer's log: what was found and what to do. */
export interface PedalTrouble {
  readonly kind:
    | 'not-there' // no such device since the start
    | 'unplugged' // it was there
    | 'not-permitted' // the station's user may not open it
    | 'taken'; // another program has grabbed it
  readonly sentence: string;
}

export interface EvdevOptions {
  readonly which: WhichInput;
  /**
   * Called on every change: with a trouble, and with `undefined` once the pedal is in use (again). A pedal that is in
   * use from the start is told as `undefined` too, so exactly one call comes before `evdevPedal` returns.
   */
  readonly onTrouble: (trouble: PedalTrouble | undefined) => void;
  readonly folders?: InputFolders;
  readonly calls?: InputCalls;
  readonly lookEveryMs?: number;
}

/** How often a pedal that is not there, or another node of it, is looked for. */
export const lookEveryMs = 1000;

/** Throws when the kernel refuses what it refuses nobody; troubles of a clinic go to `onTrouble`. */
export function evdevPedal(options: EvdevOptions): Pedal {
  const { which, onTrouble, folders = inputFolders, calls = linuxInput() } = options;
  const listeners = new Set<{ tell(edge: PedalEdge): void }>();
  const open = new Map<string, OpenNode>();
  let name = '';
  let down = false;
  let told: PedalTrouble['kind'] | 'in-use' | undefined;
  let closed = false;

  function become(trouble: PedalTrouble | undefined): void {
    const now = trouble?.kind ?? 'in-use';
    if (closed || now === told) return;
    told = now;
    onTrouble(trouble);
  }

  /** Tells an edge if the pedal as a whole went down or up. */
  function changed(atMs: number): void {
    const now = [...open.values()].some((node) => node.down());
    if (closed || now === down) return;
    down = now;
    const edge: PedalEdge = { down, atMs };
    for (const { tell } of listeners) tell(edge);
  }

  function read(): void {
    for (const [path, node] of [...open]) {
      if (closed) return;
      const left = node.read();
      if (left === 'more') setImmediate(read); // no further signal comes for what is there already
      if (left !== 'gone') continue;
      node.close();
      open.delete(path);
      changed(performance.now()); // a plug that is pulled lifts the foot
    }
    if (open.size === 0 && told === 'in-use') become(unplugged(name));
  }

  /** Takes every node of the pedal that is not taken yet. Reads as well, so that no lost signal can hide a press for long. */
  function look(): void {
    read();
    const nodes = keyNodes(folders);
    const ours = nodes.filter((node) => matches(which, node));
    let trouble: PedalTrouble | undefined;
    for (const node of ours) {
      if (open.has(node.path)) continue;
      const opened = openNode(node.path, calls, changed);
      if (opened === 'not-there') continue; // pulled out a moment ago, or not made yet: the next look tells
      if (typeof opened === 'string') {
        trouble ??= troubleWith(opened, node);
        continue;
      }
      open.set(node.path, opened);
      down ||= opened.down(); // a foot that was on it before is no edge
      name = node.name;
    }
    if (open.size > 0 || trouble !== undefined) become(trouble);
    else if (told !== 'unplugged') become(told === 'in-use' ? unplugged(name) : notThere(which, nodes));
    read(); // what came before the kernel knew whom to signal
  }

  const stopSignal = onInputSignal(read);
  look();
  const looking = setInterval(look, options.lookEveryMs ?? lookEveryMs);

  return {
    onEdge(listener) {
      const entry = { tell: listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    async close() {
      closed = true;
      clearInterval(looking);
      stopSignal();
      listeners.clear();
      for (const node of open.values()) node.close();
      open.clear();
    },
  };
}

function troubleWith(kind: 'not-permitted' | 'taken', { path, name }: InputNode): PedalTrouble {
  switch (kind) {
    case 'not-permitted':
      return { kind, sentence: `${path} (${name}) may not be opened: put the station's user into the group "input"` };
    case 'taken':
      return { kind, sentence: `${path} (${name}) is grabbed by another program: "fuser ${path}" names it` };
  }
}

function unplugged(name: string): PedalTrouble {
  return { kind: 'unplugged', sentence: `${name} was unplugged: it is taken again as soon as it is back` };
}

function notThere(which: WhichInput, nodes: readonly InputNode[]): PedalTrouble {
  const wanted = which.kind === 'usb' ? `USB id ${which.vendor}:${which.product}` : `a name beginning "${which.name}"`;
  const found = nodes.map(({ name, vendor, product }) => `${name} (${vendor}:${product})`).join('; ');
  return { kind: 'not-there', sentence: `no input device with keys has ${wanted}; found: ${found || 'none'}` };
}
