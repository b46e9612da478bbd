/** Two names change places in one step, so that neither is ever missing: renameat2(2) with RENAME_EXCHANGE. */
import koffi from 'koffi';
import { Refusal } from './refusal.ts';

const currentFolder = -100; // AT_FDCWD, fcntl.h
const exchangeFlag = 2; // RENAME_EXCHANGE, linux/fs.h

/** Both paths must exist, on one file system. Throws a `Refusal` where the file system cannot do it. */
export function exchange(one: string, other: string): void {
  const libc = koffi.load('libc.so.6');
  const renameat2 = libc.func('int renameat2(int, const char *, int, const char *, unsigned int)');
  const failed = renameat2(currentFolder, one, currentFolder, other, exchangeFlag) !== 0;
  if (failed)
    throw new Refusal(
      `The file system could not exchange ${one} and ${other} (error ${koffi.errno()}). Move the old folder away yourself, then restore again: the backup is whole.`,
    );
}
