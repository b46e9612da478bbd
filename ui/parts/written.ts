/** How the things of a clinic are written on a screen. */

interface Named {
  readonly familyName: string;
  readonly givenName: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Ten digits as 3-3-4: `999 000 0018`. Anything that has not ten digits is shown as it came. */
export function nhsNumberWritten(nhsNumber: string): string {
  return nhsNumber.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3');
}

/** A calendar date, `1958-04-03`, as `3 Apr 1958`: nobody can mistake the month for the day. */
export function dateWritten(date: string): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** `SMITH, Jane`: the family name stands out whatever the order of names at home. */
export function nameWritten(named: Named): string {
  return `${named.familyName.toLocaleUpperCase('en-GB')}, ${named.givenName}`;
}

/** `1 lesion`, `2 lesions`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
