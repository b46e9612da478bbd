/** Moments as DICOM writes them: the hospital's own date and time, and how far that is from UTC (PS3.3 C.12.1.1.8). */

const hospitalZone = 'Europe/London';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: hospitalZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZoneName: 'longOffset',
});

export interface LocalTime {
  /** DA: `20260329` */
  readonly date: string;
  /** TM: `013000.123` */
  readonly time: string;
  /** TimezoneOffsetFromUTC: `+0100` */
  readonly offset: string;
}

/** Throws for a text that is no moment: the record checked it when it took it in. */
export function localTime(moment: string): LocalTime {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) throw new Error('a moment is written as RFC 3339 has it');
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const [, offset = '+00:00'] = /^GMT([+-]\d\d:\d\d)$/.exec(part('timeZoneName')) ?? []; // winter is plain GMT
  return {
    date: `${part('year')}${part('month')}${part('day')}`,
    time: `${part('hour')}${part('minute')}${part('second')}.${part('fractionalSecond')}`,
    offset: offset.replace(':', ''),
  };
}
