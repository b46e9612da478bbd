/**
 * Runs before a program: gives up what the program does not need, then becomes it.
 *
 *   fork ─► Node ─► --require this file ─► confine this thread ─► execve ─► Node, confined ─► worker.ts
 *                   (V8 has threads by now)                       (same process id, no thread but this one)
 *
 * Landlock and seccomp bind the thread that asks for them. V8 starts threads before the first line of JavaScript, and native
 * code that a camera got hold of could borrow one of those; so nothing but a new start of Node will do. Only what runs
 * before `execve` is unconfined: this file and koffi, which have heard nothing from any camera. It costs about a tenth of a
 * second. It is synchronous to its end, so that no message of the station is read by the process that goes away.
 */

import type { Confinement } from './confined.ts';
import { bindKernel, errorNumbers, limits } from './kernel.ts';
import { confineReach } from './landlock.ts';
import { callFilter } from './system-calls.ts';

/** Standard streams and the channel to the station (`stdio` of `worker-process.ts`). */
const channelDescriptor = 3;

function start(): never {
  const [node, program, confinementText, ...args] = process.argv;
  if (node === undefined || program === undefined || confinementText === undefined) throw new Error('nothing to start');
  const confinement: Confinement = JSON.parse(confinementText);
  const kernel = bindKernel();

  kernel.dropCapabilities();
  kernel.forbidNewPrivileges();
  kernel.limit(limits.coreBytes, 1); // 1 and not 0: a program that collects cores is then not even asked (core(5))
  kernel.limit(limits.fileBytes, confinement.fileBytesMax);
  kernel.limit(limits.dataBytes, confinement.dataBytesMax);
  kernel.limit(limits.openFiles, confinement.openFilesMax);
  const missing = [...confineReach(kernel, confinement.reach), ...filterCalls()];
  if (missing.length > 0) process.stderr.write(`Confined with gaps: ${missing.join('; ')}.\n`);

  for (let descriptor = 0; descriptor <= channelDescriptor; descriptor += 1) kernel.keepOpen(descriptor);
  const flags = process.execArgv.filter((_, at, all) => at !== own(all) && at !== own(all) + 1);
  const failed = kernel.become(node, [node, ...flags, program, ...args], {
    ...process.env,
    NODE_CHANNEL_FD: String(channelDescriptor), // Node has taken these two out when it found the channel
    NODE_CHANNEL_SERIALIZATION_MODE: 'advanced',
  });
  throw new Error(`Node could not be started again: errno ${failed}`);

  function filterCalls(): readonly string[] {
    const filter = callFilter(process.arch, process.pid, confinement.sockets);
    const result = filter === undefined ? -errorNumbers.invalid : kernel.filterCalls(filter);
    return result === 0 ? [] : [`system calls are not filtered (errno ${-result})`];
  }
}

/** Where `--require start.ts` stands among Node's flags. */
function own(flags: readonly string[]): number {
  return flags.findIndex((flag, at) => flag === '--require' && flags[at + 1] === import.meta.filename);
}

start();
