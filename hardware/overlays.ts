/**
 * Puts our lines into a board's device tree before the kernel sees it: Debian's kernel takes no overlay while it runs
 * (CONFIG_OF_OVERLAY is not set), so they are merged when the image is built.
 *
 *   node hardware/overlays.ts /usr/lib/linux-image-…/broadcom/bcm2711-rpi-4-b.dtb merged.dtb [tpm]
 *
 *   overlays/lentigo-*.dts ─ dtc ─► *.dtbo ┐
 *                       board's tree *.dtb ┴─ fdtoverlay ─► merged.dtb
 *
 * Needs Debian's package device-tree-compiler. Debian's trees of the Raspberry Pi 4 carry the labels that the overlays name.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type OverlayName = 'lines' | 'ring-light' | 'tpm';

/** What every station has; the TPM is an option. */
export const usualOverlays: readonly OverlayName[] = ['lines', 'ring-light'];

const commandMsMax = 30_000;

export function overlaySource(name: OverlayName): string {
  return join(import.meta.dirname, 'overlays', `lentigo-${name}.dts`);
}

/** Writes the compiled overlay. Throws with the compiler's words when it has any: a warning is a mistake here. */
export function compileOverlay(name: OverlayName, toFile: string): void {
  const said = run('dtc', ['-@', '-I', 'dts', '-O', 'dtb', '-o', toFile, overlaySource(name)]);
  if (said !== '') throw new Error(`dtc about ${overlaySource(name)}: ${said}`);
}

/** Writes the tree in `boardFile` with the overlays in it. Throws when the tree lacks a label that one of them names. */
export function mergeOverlays(boardFile: string, names: readonly OverlayName[], toFile: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'lentigo-overlays-'));
  try {
    const compiled = names.map((name) => join(folder, `${name}.dtbo`));
    for (const [index, name] of names.entries()) compileOverlay(name, compiled[index] ?? '');
    run('fdtoverlay', ['-i', boardFile, '-o', toFile, ...compiled]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the command said beside its result. */
function run(command: string, args: readonly string[]): string {
  const { error, status, signal, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: commandMsMax,
  });
  if (error !== undefined)
    throw new Error(`${command} cannot be run; is device-tree-compiler installed?`, { cause: error });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${signal ?? status}: ${stdout}${stderr}`);
  return stderr.trim();
}

if (import.meta.main) {
  const [boardFile, toFile, ...more] = process.argv.slice(2);
  if (boardFile === undefined || toFile === undefined || more.some((name) => name !== 'tpm')) {
    console.error('usage: node hardware/overlays.ts BOARD.dtb MERGED.dtb [tpm]');
    process.exitCode = 1;
  } else {
    mergeOverlays(boardFile, [...usualOverlays, ...(more as OverlayName[])], toFile);
  }
}
