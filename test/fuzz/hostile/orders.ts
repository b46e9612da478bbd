/** What the test and the process of its hostile cameras say to each other. */
import type { PersonalityName } from '../../../device/camera/simulated/makes.ts';
import type { Case, CaseName } from './spoiling.ts';

/** Hostile cameras, each with an honest one behind it. */
export type Orders = readonly CameraOrders[];

export interface CameraOrders {
  readonly seed: number;
  /** Only this happens, and nothing by chance. */
  readonly script?: readonly ScriptLine[];
  /** Of the honest camera; drawn when not given. */
  readonly make?: PersonalityName;
}

/** What happens to one operation of every conversation. */
export interface ScriptLine {
  readonly operation: number;
  /** Counted from 0; every time when not given. */
  readonly time?: number;
  readonly name: CaseName;
  /** The last conversation in which it happens, counted from 1; all of them when not given. */
  readonly until?: number;
}

export interface Figures {
  readonly cases: number;
  readonly byStage: Readonly<Record<string, number>>;
  readonly byName: Readonly<Record<string, number>>;
  readonly conversations: number;
}

/** What the referee says of bytes that the driver takes for a photo. */
export type Verdict = 'whole' | 'damaged inside' | 'not whole';

export type Question =
  | { readonly kind: 'figures' }
  /** What the camera last did. */
  | { readonly kind: 'trail'; readonly camera: number }
  | { readonly kind: 'judge'; readonly bytes: Uint8Array; readonly widthPx: number; readonly heightPx: number };

export type Reply =
  | { readonly kind: 'listening'; readonly ports: readonly number[] }
  | { readonly kind: 'figures'; readonly figures: Figures }
  | { readonly kind: 'trail'; readonly cases: readonly Case[] }
  | { readonly kind: 'verdict'; readonly verdict: Verdict };

/** Questions carry a number, and replies the number of their question. The first reply is to none, and says 0. */
export type Numbered<T> = T & { readonly id: number };
