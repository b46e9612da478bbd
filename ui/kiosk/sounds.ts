/** The kiosk's four sounds, made of plain tones. A browser lets a page sound only after the first touch. */
import type { Sound } from './cues.ts';

interface Tone {
  readonly hz: number;
  readonly atMs: number;
  readonly lengthMs: number;
}

const tones: Record<Sound, readonly Tone[]> = {
  armed: [{ hz: 1_050, atMs: 0, lengthMs: 35 }],
  taken: [{ hz: 1_700, atMs: 0, lengthMs: 25 }],
  saved: [
    { hz: 660, atMs: 0, lengthMs: 130 },
    { hz: 880, atMs: 140, lengthMs: 190 },
  ],
  failed: [
    { hz: 220, atMs: 0, lengthMs: 220 },
    { hz: 220, atMs: 320, lengthMs: 260 },
  ],
};

const loudness = 0.25;
/** A tone swells and fades over this time, or it would click like a shutter. */
const slopeMs = 8;

export interface Speaker {
  /** Call on every touch and key: the first one lets the page sound. */
  wake(): void;
  play(sound: Sound): void;
}

export function speaker(): Speaker {
  let audio: AudioContext | undefined;

  function sound(running: AudioContext, tone: Tone): void {
    const from = running.currentTime + tone.atMs / 1_000;
    const to = from + tone.lengthMs / 1_000;
    const gain = running.createGain();
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(loudness, from + slopeMs / 1_000);
    gain.gain.setValueAtTime(loudness, to - slopeMs / 1_000);
    gain.gain.linearRampToValueAtTime(0, to);
    const oscillator = new OscillatorNode(running, { type: 'sine', frequency: tone.hz });
    oscillator.connect(gain).connect(running.destination);
    oscillator.start(from);
    oscillator.stop(to);
  }

  return {
    wake() {
      audio ??= new AudioContext({ latencyHint: 'interactive' });
      if (audio.state === 'suspended') void audio.resume();
    },
    play(which) {
      if (audio?.state !== 'running') return;
      for (const tone of tones[which]) sound(audio, tone);
    },
  };
}
