/** Will the outbox's disk take a picture, keep it through a power cut, and go on doing so? */
import { randomBytes } from 'node:crypto';
import { existsSync, statfsSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { freeBytesMin } from '../../../services/station/core/disk.ts';
import { type Findings, type MachineCheck, newFindings, rounded } from '../check.ts';
import { deviceUnder } from './disk/device.ts';

/** About as much as one picture of the largest body, sealed. */
const probeBytes = 64 * 1024 * 1024;
const pieceBytes = 1024 * 1024;
/** Such a picture has to be safe within a few seconds of the press. */
const megabytesPerSecondMin = 10;
/** Below this share of free bytes or inodes central IT is alerted. */
const freeShareMin = 0.2;
/** Tenths of an eMMC's life: the last one is the time to exchange it. */
const lifeUsedTenthsMax = 9;

export const diskCheck: MachineCheck = {
  name: 'disk',
  where: 'machine',
  needs: [],
  limitMs: 120_000,
  async run({ outboxFolder, machine }) {
    const findings = newFindings();
    // before the station's first start the folder is not there; it will be on the same disk as the one above it
    const folder = existsSync(outboxFolder) ? outboxFolder : dirname(outboxFolder);
    if (!existsSync(folder)) {
      findings.fault(
        'station’s folder',
        `${outboxFolder} is not there, nor the folder above it.`,
        'Enrol the station, or give its folder: --station-home.',
      );
      return findings.result('');
    }
    const free = lookAtRoom(folder, findings);
    const speed = findings.hasFaults() ? undefined : await writeAndKeep(folder, findings);
    lookAtDevice(folder, machine.sys, findings);
    return findings.result(`${speed} MB/s written and synchronised, ${free} GB free`);
  },
};

/** Free gigabytes. */
function lookAtRoom(folder: string, findings: Findings): number {
  const { bavail, blocks, bsize, ffree, files } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  findings.figure('freeBytes', freeBytes);
  findings.figure('sizeBytes', blocks * bsize);
  findings.figure('freeInodes', ffree);
  const gigabytes = rounded(freeBytes / 1e9);
  if (freeBytes < freeBytesMin + probeBytes) {
    findings.fault(
      'disk of the outbox',
      `Only ${gigabytes} GB are free: the station takes no picture below ${rounded(freeBytesMin / 1e9)} GB.`,
      'Connect it to the hospital and wait until the outbox is empty; delete nothing in it by hand. If it is empty, look what else fills the disk.',
    );
  } else if (bavail / blocks < freeShareMin)
    findings.remark(`Only ${Math.round((bavail / blocks) * 100)} % of the disk are free.`);
  if (files > 0 && ffree / files < freeShareMin)
    findings.remark(`Only ${Math.round((ffree / files) * 100)} % of the disk’s inodes are free.`);
  return gigabytes;
}

/** Megabytes a second, until it was synchronised. Leaves nothing behind. */
async function writeAndKeep(folder: string, findings: Findings): Promise<number | undefined> {
  const probe = join(folder, `bench-test-${process.pid}.probe`);
  const piece = randomBytes(pieceBytes); // a disk that compresses or deduplicates shall not shine
  try {
    const startedMs = performance.now();
    const file = await open(probe, 'wx', 0o600);
    try {
      for (let written = 0; written < probeBytes; written += pieceBytes) {
        piece.writeUInt32BE(written, 0);
        await file.writeFile(piece);
      }
      const syncStartedMs = performance.now();
      await file.sync();
      findings.figure('syncMs', Math.round(performance.now() - syncStartedMs));
    } finally {
      await file.close();
    }
    const speed = rounded(probeBytes / 1e6 / ((performance.now() - startedMs) / 1000));
    findings.figure('megabytesPerSecond', speed);
    const back = await readFile(probe);
    const whole = back.length === probeBytes && back.subarray(-pieceBytes).equals(piece);
    if (!whole)
      findings.fault(
        'disk of the outbox',
        'What was written is not what is read.',
        'Exchange the disk; do not use the station until then.',
      );
    if (speed < megabytesPerSecondMin) {
      findings.fault(
        'disk of the outbox',
        `It takes ${speed} MB/s; ${megabytesPerSecondMin} are the least for a picture to be safe in time.`,
        'A worn or simple memory card: exchange it for one of the bill of materials.',
      );
    }
    return speed;
  } catch (error) {
    const { part, why, whatToDo } = diskTrouble(error as NodeJS.ErrnoException, folder);
    findings.fault(part, why, whatToDo);
    return undefined;
  } finally {
    await rm(probe, { force: true }).catch(() => {}); // the trouble that forbids it has been told
  }
}

function diskTrouble(error: NodeJS.ErrnoException, folder: string): { part: string; why: string; whatToDo: string } {
  const part = 'disk of the outbox';
  switch (error.code) {
    case 'EROFS':
      return {
        part,
        why: `${folder} is on a file system that is read-only.`,
        whatToDo:
          'The kernel does that after errors of the disk: look at dmesg. With errors there, exchange the disk; without, mount it for writing.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        part: 'permissions of the outbox',
        why: `The user ${userInfo().username} may not write in ${folder}.`,
        whatToDo: 'Run the bench test as the station’s user. If it is, give that user the folder.',
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        part,
        why: `${folder} took no more: the disk is full.`,
        whatToDo: 'Connect the station to the hospital until its outbox is empty.',
      };
    case 'EIO':
      return {
        part,
        why: `The disk reports an error of input or output in ${folder}.`,
        whatToDo: 'Exchange the disk.',
      };
    case 'ENOTDIR':
      return { part, why: `${folder} is not a folder.`, whatToDo: 'Move that file away and enrol the station.' };
    default:
      throw error; // a bug, or something to learn
  }
}

function lookAtDevice(folder: string, sys: string, findings: Findings): void {
  const device = deviceUnder(folder, sys);
  findings.figure('device', device?.name ?? 'none of its own');
  findings.figure('deviceModel', device?.model);
  findings.figure('deviceLifeUsedTenths', device?.lifeUsedTenths);
  findings.figure('deviceHealthy', device?.healthy);
  if (device?.lifeUsedTenths !== undefined && device.lifeUsedTenths > lifeUsedTenthsMax) {
    findings.fault(
      `disk ${device.name}`,
      'It has used up its life by its own account.',
      'Exchange it before the next clinic.',
    );
  }
  if (device?.healthy === false)
    findings.fault(`disk ${device.name}`, 'It expects to fail, by its own account (SMART).', 'Exchange it now.');
}
