/** The ring light, drawn: the lamps of its ring, half of them behind the polarising filter. */
import { svg, type TemplateResult } from 'lit';
import type { BenchView } from '../../services/station/api/bench.ts';

const lamps = 16;

export function ringDrawing(light: NonNullable<BenchView['light']>): TemplateResult {
  return svg`<svg viewBox="-50 -50 100 100" aria-hidden="true" class=${sceneClass(light)}>
    <circle class="body" r="40" />
    ${Array.from({ length: lamps }, (_, lamp) => {
      const angle = (lamp / lamps) * 2 * Math.PI;
      const filtered = lamp % 2 === 1;
      return svg`<circle class="lamp ${isLit(light, filtered) ? 'lit' : ''}" r="5.5"
        cx=${(40 * Math.sin(angle)).toFixed(2)} cy=${(-40 * Math.cos(angle)).toFixed(2)} />`;
    })}
    <text text-anchor="middle" dominant-baseline="central">${signOf(light)}</text>
  </svg>`;
}

function isLit(light: NonNullable<BenchView['light']>, filtered: boolean): boolean {
  switch (light.kind) {
    case 'off':
      return false;
    case 'aim':
    case 'flash':
      return light.polarised === filtered;
    case 'signal':
      return true;
  }
}

function sceneClass(light: NonNullable<BenchView['light']>): string {
  return light.kind === 'signal' ? light.what : light.kind;
}

/** Not by colour alone: a sign in the middle tells the scene too. */
function signOf(light: NonNullable<BenchView['light']>): string {
  switch (light.kind) {
    case 'off':
      return '';
    case 'aim':
      return '◦';
    case 'flash':
      return '☀';
    case 'signal':
      return light.what === 'saved' ? '✓' : '✕';
  }
}
