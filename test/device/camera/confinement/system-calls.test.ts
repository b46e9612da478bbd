/** The filter read as the kernel reads it, for the architecture of the station too, which no developer's machine has. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { portsOf } from '../../../../device/camera/confinement/confined.ts';
import { handledRights } from '../../../../device/camera/confinement/landlock.ts';
import { callFilter, type Sockets } from '../../../../device/camera/confinement/system-calls.ts';

const test = suite('what the worker may ask of the kernel');

const pid = 4711;
const overNetwork: Sockets = { tcp: true, deviceEvents: false };
const overUsb: Sockets = { tcp: false, deviceEvents: true };
const audits = { x64: 0xc000_003e, arm64: 0xc000_00b7 } as const;
// biome-ignore format: a table is read by columns
const numbers = {
  x64:   { read: 0,  clone: 56,  clone3: 435, socket: 41,  kill: 62,  fchmodat: 268, sendto: 44,  mseal: 462, setxattrat: 463, ptrace: 101 },
  arm64: { read: 63, clone: 220, clone3: 435, socket: 198, kill: 129, fchmodat: 53,  sendto: 206, mseal: 462, setxattrat: 463, ptrace: 117 },
} as const;

/** Runs classic BPF over one call; an instruction that the filter has no business with is an error. */
function answerTo(program: Buffer, audit: number, number: number, args: readonly number[]): string {
  const call = Buffer.alloc(64);
  call.writeUInt32LE(number, 0);
  call.writeUInt32LE(audit, 4);
  args.forEach((arg, place) => void call.writeBigUInt64LE(BigInt(arg), 16 + 8 * place));
  let accumulator = 0;
  for (let at = 0; at < program.length / 8; at += 1) {
    const constant = program.readUInt32LE(8 * at + 4);
    const skip = (condition: boolean) => program.readUInt8(8 * at + (condition ? 2 : 3));
    switch (program.readUInt16LE(8 * at)) {
      case 0x20:
        accumulator = call.readUInt32LE(constant);
        break;
      case 0x54:
        accumulator = (accumulator & constant) >>> 0;
        break;
      case 0x15:
        at += skip(accumulator === constant);
        break;
      case 0x25:
        at += skip(accumulator > constant);
        break;
      case 0x06:
        return constant === 0x7fff_0000 ? 'allow' : constant === 0x8000_0000 ? 'end' : `errno ${constant & 0xffff}`;
      default:
        throw new Error(`instruction ${program.readUInt16LE(8 * at)}`);
    }
  }
  throw new Error('the filter has no end');
}

for (const architecture of ['x64', 'arm64'] as const) {
  const asked = (sockets: Sockets, call: keyof (typeof numbers)['x64'], ...args: readonly number[]) => {
    const filter = callFilter(architecture, pid, sockets);
    assert.ok(filter !== undefined);
    return answerTo(filter, audits[architecture], numbers[architecture][call], args);
  };
  const refused = 'errno 1';

  test(`${architecture}: reads, starts threads and no processes`, () => {
    assert.is(asked(overNetwork, 'read'), 'allow');
    assert.is(asked(overNetwork, 'clone', 0x003d_0f00), 'allow'); // as glibc starts a thread
    assert.is(asked(overNetwork, 'clone', 0x0120_0011), refused); // as glibc forks
    assert.is(asked(overNetwork, 'clone3'), 'errno 38');
    assert.is(asked(overNetwork, 'ptrace'), refused);
  });

  test(`${architecture}: opens the camera’s kind of socket only`, () => {
    assert.is(asked(overNetwork, 'socket', 2, 1, 6), 'allow');
    assert.is(asked(overNetwork, 'socket', 2, 1 | 0o2_000_000, 0), 'allow'); // SOCK_CLOEXEC
    assert.is(asked(overNetwork, 'socket', 2, 1, 262), 'errno 13'); // MPTCP
    assert.is(asked(overNetwork, 'socket', 2, 2, 0), 'errno 13');
    assert.is(asked(overNetwork, 'socket', 1, 1, 0), 'errno 13');
    assert.is(asked(overNetwork, 'socket', 10, 1, 0), 'errno 13');
    assert.is(asked(overNetwork, 'socket', 16, 3, 15), 'errno 13');
    assert.is(asked(overUsb, 'socket', 16, 3, 15), 'allow');
    assert.is(asked(overUsb, 'socket', 2, 1, 6), 'errno 13');
    assert.is(asked(overNetwork, 'sendto', 3, 0, 0, 0x2000_0000), refused); // connects by the back door
    assert.is(asked(overNetwork, 'sendto', 3, 0, 0, 0x4000), 'allow');
  });

  test(`${architecture}: ends itself and nobody else, changes no file’s rights`, () => {
    assert.is(asked(overNetwork, 'kill', pid), 'allow');
    assert.is(asked(overNetwork, 'kill', pid + 1), refused);
    assert.is(asked(overNetwork, 'kill', 0xffff_ffff), refused); // everybody
    assert.is(asked(overNetwork, 'fchmodat'), refused);
  });

  test(`${architecture}: knows no call younger than this filter, and no other architecture`, () => {
    assert.is(asked(overNetwork, 'mseal'), 'allow');
    assert.is(asked(overNetwork, 'setxattrat'), 'errno 38');
    const filter = callFilter(architecture, pid, overNetwork);
    assert.ok(filter !== undefined);
    assert.is(answerTo(filter, 0x4000_0003, 5, []), 'end'); // 32-bit calls of an x86 machine
    assert.is(answerTo(filter, audits[architecture], 0x4000_0000 + 57, []), 'errno 38'); // x32
  });
}

test('a machine whose numbers nobody wrote down gets no filter, and says so', () => {
  assert.is(callFilter('riscv64', pid, overNetwork), undefined);
});

test('Landlock is asked for what its version knows and no more', () => {
  assert.equal(handledRights(1), { files: 0x1fffn, tcp: 0n, scopes: 0n }); // Debian 12
  assert.equal(handledRights(3), { files: 0x7fffn, tcp: 0n, scopes: 0n });
  assert.equal(handledRights(6), { files: 0xffffn, tcp: 3n, scopes: 3n }); // Debian 13
});

test('the camera’s ports are those of its address', () => {
  assert.equal(portsOf('ptpip:127.0.0.1:5000:5001'), [5000, 5001]);
  assert.equal(portsOf('ptpip:127.0.0.1:5000:5000'), [5000]);
  assert.equal(portsOf('ptpip:192.168.1.7'), [15_740]);
  assert.equal(portsOf('ptpip:192.168.1.7:5000'), [5000, 15_740]);
  assert.is(portsOf('usb:001,004'), undefined);
});

test.run();
