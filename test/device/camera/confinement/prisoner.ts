/** A program that `confinement.test.ts` starts as the camera's worker is started, and that tries what it is told to. */
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import koffi from 'koffi';

export type Attempt =
  | {
      readonly kind: 'write' | 'write-on-thread' | 'write-natively' | 'read' | 'truncate' | 'chmod';
      readonly path: string;
    }
  | { readonly kind: 'grow'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'make-folder'; readonly path: string }
  | { readonly kind: 'connect'; readonly port: number }
  | { readonly kind: 'connect-unix'; readonly path: string }
  | { readonly kind: 'listen' | 'udp' | 'become-another-program' | 'new-user-namespace' }
  | { readonly kind: 'start-program'; readonly path: string }
  | { readonly kind: 'signal'; readonly pid: number }
  | { readonly kind: 'allocate'; readonly bytes: number }
  | { readonly kind: 'open-files-without-end' };

/** `'done'`, or the name of the error. */
async function attempt(what: Attempt): Promise<string> {
  switch (what.kind) {
    case 'write':
      return fails(() => writeFileSync(what.path, 'x'));
    case 'write-on-thread': {
      const source = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(what.path)}, 'x');`;
      const thread = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
      return new Promise((resolve) => {
        thread.on('error', (error) => resolve(nameOf(error)));
        thread.on('exit', () => resolve('done'));
      });
    }
    case 'write-natively': {
      const open = koffi.load('libc.so.6').func('int open(const char *path, int flags, int mode)');
      return open(what.path, 0o101, 0o600) < 0 ? errorName(koffi.errno()) : 'done'; // O_WRONLY | O_CREAT
    }
    case 'grow':
      return fails(() => {
        for (let written = 0; written < what.bytes; written += 1024) appendFileSync(what.path, Buffer.alloc(1024));
      });
    case 'make-folder':
      return fails(() => mkdirSync(what.path));
    case 'read':
      return fails(() => readFileSync(what.path));
    case 'truncate':
      return fails(() => truncateSync(what.path));
    case 'chmod':
      return fails(() => chmodSync(what.path, 0o777));
    case 'connect':
      return happens(connect(what.port, '127.0.0.1'), 'connect');
    case 'connect-unix':
      return happens(connect(what.path), 'connect');
    case 'listen':
      return happens(createServer().listen(0, '127.0.0.1'), 'listening');
    case 'udp': {
      const socket = createSocket('udp4');
      return new Promise((resolve) => {
        socket.on('error', (error) => resolve(nameOf(error)));
        socket.send('x', 9, '127.0.0.1', (error) => resolve(error ? nameOf(error) : 'done'));
      });
    }
    case 'start-program': {
      const { error } = spawnSync(what.path);
      return error ? nameOf(error) : 'done';
    }
    case 'become-another-program': {
      const execve = koffi
        .load('libc.so.6')
        .func('int execve(const char *file, const char **args, const char **names)');
      execve('/usr/bin/true', ['true', null], [null]);
      return errorName(koffi.errno());
    }
    case 'new-user-namespace':
      return koffi.load('libc.so.6').func('int unshare(int what)')(0x1000_0000) < 0 ? errorName(koffi.errno()) : 'done';
    case 'signal':
      return fails(() => process.kill(what.pid, 0));
    case 'allocate':
      return fails(() => Buffer.alloc(what.bytes, 1));
    case 'open-files-without-end':
      return fails(() => {
        for (let opened = 0; opened < 10_000; opened += 1) openSync('/dev/null', 'r');
      });
  }
}

function fails(deed: () => void): string {
  try {
    deed();
    return 'done';
  } catch (error) {
    return nameOf(error);
  }
}

async function happens(emitter: NodeJS.EventEmitter, what: string): Promise<string> {
  return once(emitter, what).then(() => 'done', nameOf);
}

function nameOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function errorName(number: number): string {
  return koffi.os.errno.EACCES === number ? 'EACCES' : koffi.os.errno.EPERM === number ? 'EPERM' : `errno ${number}`;
}

process.on('message', (what: Attempt) => {
  void attempt(what).then((result) => process.send?.(result));
});
