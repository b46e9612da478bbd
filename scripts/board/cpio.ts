/**
 * Writes the archive from which a Linux kernel fills its first file system: cpio in the "newc" form.
 *
 *   "070701", 13 numbers of 8 hexadecimal digits, name, zero; padded to 4 ; content; padded to 4 ; next file … "TRAILER!!!"
 *
 * Source: the kernel's Documentation/driver-api/early-userspace/buffer-format.rst. Archives may follow one another: the
 * kernel unpacks them in turn, so that a small archive can be laid over a large one that stays as it is. Written here and
 * not by the program cpio, as that needs root for device nodes and real owners.
 */

export type Entry =
  | { readonly kind: 'file'; readonly path: string; readonly content: Uint8Array; readonly executable?: boolean }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'character-device'; readonly path: string; readonly major: number; readonly minor: number };

const typeBits = { file: 0o100000, folder: 0o040000, link: 0o120000, 'character-device': 0o020000 };
const headerBytes = 110;

/** One whole archive. Paths without a leading `/`; their folders are made. Everything belongs to root, of the year 1970. */
export function archive(entries: readonly Entry[]): Buffer {
  const parts: Uint8Array[] = [];
  const folders = new Set<string>();
  let inode = 0;

  const put = (path: string, mode: number, content: Uint8Array, device = { major: 0, minor: 0 }) => {
    const name = Buffer.from(`${path}\0`);
    inode += 1;
    const numbers = [inode, mode, 0, 0, 1, 0, content.length, 0, 0, device.major, device.minor, name.length, 0];
    const header = `070701${numbers.map((number) => number.toString(16).padStart(8, '0')).join('')}`;
    parts.push(Buffer.from(header), name, padding(headerBytes + name.length), content, padding(content.length));
  };
  const putFolders = (path: string) => {
    const steps = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= steps.length; depth++) {
      const folder = steps.slice(0, depth).join('/');
      if (folders.has(folder)) continue;
      folders.add(folder);
      put(folder, typeBits.folder | 0o755, new Uint8Array());
    }
  };

  for (const entry of entries) {
    putFolders(entry.path);
    switch (entry.kind) {
      case 'file':
        put(entry.path, typeBits.file | (entry.executable ? 0o755 : 0o644), entry.content);
        break;
      case 'link':
        put(entry.path, typeBits.link | 0o777, Buffer.from(entry.target));
        break;
      case 'character-device':
        put(entry.path, typeBits['character-device'] | 0o600, new Uint8Array(), entry);
        break;
    }
  }
  put('TRAILER!!!', 0, new Uint8Array());
  return Buffer.concat(parts);
}

function padding(length: number): Uint8Array {
  return new Uint8Array((4 - (length % 4)) % 4);
}
