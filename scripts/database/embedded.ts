/**
 * The embedded database: all of its files as one archive. Only one process may have them open, so the service is stopped.
 *
 *   restore:  FILE ─► <folder>.restoring ─► compared ─► exchanged with <folder> in one step ─► <folder>.before-<moment>
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../services/disk/durable.ts';
import { openEmbedded } from '../../services/hospital/database/embedded.ts';
import { checkBackup, writeBackup } from './backup-files.ts';
import { compare, contentsOf } from './contents.ts';
import { exchange } from './exchange.ts';
import { processesIn } from './open-files.ts';
import { Refusal } from './refusal.ts';

export async function backUpEmbedded(folder: string, file: string): Promise<string> {
  if (!isDatabase(folder))
    throw new Refusal(`There is no embedded database in ${folder}. Name its folder with --database.`);
  refuseRunning(folder);
  await writeBackup(file, async (draft) => {
    const database = await openEmbedded({ folder });
    try {
      const contents = await contentsOf(database);
      const snapshot = await database.snapshot();
      await writeFile(draft, new Uint8Array(await snapshot.arrayBuffer()));
      const madeAt = new Date().toISOString();
      return { kind: 'lentigo-database-backup', version: 1, engine: 'embedded', madeAt, ...contents };
    } finally {
      await database.close();
    }
  });
  return `${file}: backed up. Keep ${file}.json and ${file}.sha256 beside it.`;
}

export async function restoreEmbedded(folder: string, file: string, replace: boolean): Promise<string> {
  const about = await checkBackup(file, 'embedded');
  refuseRunning(folder);
  const taken = existsSync(folder) && readdirSync(folder).length > 0;
  if (taken && !replace)
    throw new Refusal(`${folder} is not empty. With --replace it is kept as it is, under another name beside it.`);

  const fresh = `${folder}.restoring`;
  refuseRunning(fresh);
  await rm(fresh, { recursive: true, force: true }); // of a restore that was broken off
  await mkdir(dirname(fresh), { recursive: true });
  const database = await openEmbedded({ folder: fresh, snapshot: new Blob([readFileSync(file)]) });
  try {
    compare(await contentsOf(database), about);
  } finally {
    await database.close();
  }
  await syncTree(fresh);

  refuseRunning(folder); // somebody may have started the service meanwhile
  const told = `${folder}: restored, ${about.audit.entries} entries of the audit log checked.`;
  if (!existsSync(folder)) {
    await rename(fresh, folder);
    await syncFolder(dirname(folder));
    return told;
  }
  exchange(fresh, folder); // at no moment is there no database: the service would begin an empty one
  await syncFolder(dirname(folder));
  if (!taken) {
    await rm(fresh, { recursive: true });
    return told;
  }
  const before = `${folder}.before-${new Date().toISOString().replaceAll(/[-:.]/g, '')}`;
  await rename(fresh, before);
  await syncFolder(dirname(folder));
  return `${told}\nWhat was there before is in ${before}. Delete it when it is not needed any more.`;
}

function isDatabase(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'));
}

function refuseRunning(folder: string): void {
  if (!existsSync(folder)) return;
  const { uid } = statSync(folder);
  const self = process.getuid?.();
  if (self !== 0 && self !== uid)
    throw new Refusal(`${folder} belongs to another user. Run this as that user, so that it can see who has it open.`);
  const holders = processesIn(folder);
  if (holders.length > 0)
    throw new Refusal(`Process ${holders.join(', ')} has ${folder} open. Stop the service first, then run this again.`);
}

/** Forces every file and every name below the folder to the disk. */
async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const file = await open(path, 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  }
  await syncFolder(folder);
}
