/** The clinics' own time, whatever the station's clock is set to. */
const clinicZone = 'Europe/London';
const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: clinicZone, dateStyle: 'short' });
const timeFormat = new Intl.DateTimeFormat('en-GB', { timeZone: clinicZone, timeStyle: 'short' });

/** `2026-11-22` */
export function clinicDay(moment: Date): string {
  return dayFormat.format(moment);
}

/** `09:20` */
export function clinicTime(moment: Date): string {
  return timeFormat.format(moment);
}
