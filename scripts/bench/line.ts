/** One measurement: what was measured, against what, and how the two compare. Printed as one line of JSON. */
export interface Measurement {
  readonly bench: string;
  readonly value: number;
  readonly unit: 'MB/s' | 'ms' | 'frames/s' | 'MB' | '% of a core';
  /** The peer or the limit, measured or named in the same run. */
  readonly against: string;
  readonly againstValue: number;
  /** `value / againstValue`: for speeds above 1 is good, for times, sizes and shares below 1. */
  readonly ratio: number;
}

/** Measurements are rounded to what can be told apart on a machine that others use too. */
export function print(measurement: Omit<Measurement, 'ratio'>): void {
  const { value, againstValue } = measurement;
  const line: Measurement = {
    ...measurement,
    value: round(value),
    againstValue: round(againstValue),
    ratio: round(value / againstValue),
  };
  console.log(JSON.stringify(line));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
