/**
 * The test's hands inside the emulated board: starts programs, talks to them, ends them, reads files of the kernel.
 * First process of the guest; over a virtio serial port come JSON lines, one request each, and answers go back.
 *
 * Programs get the port as their standard output, so that nothing stands between them and the test: a line of theirs is
 * one write. Their error output goes to the console, which the test shows when something fails.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Request } from './protocol.ts';

const port = openSync(join('/dev', theOnlyPort()), 'r+');
const programs = new Map<string, ChildProcess>();

createInterface({ input: createReadStream('', { fd: port }) }).on('line', (line) => serve(JSON.parse(line)));
say({ kind: 'up', kernel: release(), node: process.version, uptimeMs: Math.round(uptimeMs()) });

function serve(request: Request): void {
  switch (request.kind) {
    case 'start': {
      const { name, program, args } = request;
      const flags = ['--disable-warning=ExperimentalWarning'];
      const child = spawn(process.execPath, [...flags, program, name, ...args], { stdio: ['pipe', port, 'inherit'] });
      child.once('exit', (code, signal) => {
        programs.delete(name);
        say({ kind: 'ended', name, how: signal ?? code });
      });
      programs.set(name, child);
      return;
    }
    case 'tell':
      named(request.name).stdin?.write(`${request.line}\n`);
      return;
    case 'kill':
      named(request.name).kill('SIGKILL');
      return;
    case 'read':
      say({ kind: 'content', path: request.path, text: readFileSync(request.path, 'utf8') });
      return;
  }
}

/** Its number depends on what else the machine has. */
function theOnlyPort(): string {
  const [port, ...more] = readdirSync('/sys/class/virtio-ports');
  if (port === undefined || more.length > 0) throw new Error(`virtio ports: ${[port, ...more].join(', ')}`);
  return port;
}

function named(name: string): ChildProcess {
  const child = programs.get(name);
  if (child === undefined) throw new Error(`no program ${name} is running`);
  return child;
}

function say(line: object): void {
  writeSync(port, `${JSON.stringify({ from: 'agent', ...line })}\n`);
}

function uptimeMs(): number {
  return Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000;
}
