/**
 * What a process may not ask of the kernel, as a seccomp filter (seccomp(2)): classic BPF, read once for each call.
 *
 *     number of the call ─► in the table? ─► EPERM, or look at its arguments ─► allowed
 *
 * A table of what is forbidden, not of what is needed: Node and V8 need several hundred calls, and more with each release.
 * Forbidden is what starts processes, opens other sockets than the camera's, reaches into other processes, changes files
 * without opening them, or is a large piece of kernel that no camera needs.
 */

import { errorNumbers } from './kernel.ts';

/** Numbers of calls by architecture: x86-64, arm64. `undefined`: the architecture does not have it. */
type Numbers = readonly [number | undefined, number | undefined];

// biome-ignore format: a table is read by columns
const forbidden: Readonly<Record<string, Numbers>> = {
  // other processes
  fork:               [57, undefined], vfork:             [58, undefined], ptrace:           [101, 117],
  process_vm_readv:   [310, 270],      process_vm_writev: [311, 271],      process_madvise:  [440, 440],
  kcmp:               [312, 272],      pidfd_open:        [434, 434],      pidfd_getfd:      [438, 438],
  pidfd_send_signal:  [424, 424],      rt_sigqueueinfo:   [129, 138],      rt_tgsigqueueinfo: [297, 240],
  tkill:              [200, 130],      shmget:            [29, 194],       msgget:           [68, 186],
  semget:             [64, 190],       mq_open:           [240, 180],
  // files, without opening them: Landlock does not look at these
  chmod:              [90, undefined], fchmod:            [91, 52],        fchmodat:         [268, 53],
  fchmodat2:          [452, 452],      chown:             [92, undefined], fchown:           [93, 55],
  lchown:             [94, undefined], fchownat:          [260, 54],       utime:            [132, undefined],
  utimes:             [235, undefined], futimesat:        [261, undefined], utimensat:       [280, 88],
  setxattr:           [188, 5],        lsetxattr:         [189, 6],        fsetxattr:        [190, 7],
  removexattr:        [197, 14],       lremovexattr:      [198, 15],       fremovexattr:     [199, 16],
  open_by_handle_at:  [304, 265],
  // other views of the machine
  unshare:            [272, 97],       setns:             [308, 268],      mount:            [165, 40],
  umount2:            [166, 39],       fsopen:            [430, 430],      fsmount:          [432, 432],
  move_mount:         [429, 429],      open_tree:         [428, 428],      mount_setattr:    [442, 442],
  pivot_root:         [155, 41],       chroot:            [161, 51],       personality:      [135, 92],
  // large pieces of kernel
  bpf:                [321, 280],      perf_event_open:   [298, 241],      userfaultfd:      [323, 282],
  io_uring_setup:     [425, 425],      io_uring_enter:    [426, 426],      io_uring_register: [427, 427],
  keyctl:             [250, 219],      add_key:           [248, 217],      request_key:      [249, 218],
};

// biome-ignore format: a table is read by columns
const looked = {
  clone:     [56, 220], clone3:    [435, 435], socket: [41, 198], sendto: [44, 206], sendmsg: [46, 211], sendmmsg: [307, 269],
  kill:      [62, 129], tgkill:    [234, 131], prlimit64: [302, 261],
} as const satisfies Record<string, Numbers>;

/** The last call of Linux 6.12 that concerns nobody but its caller (mseal). Younger ones do not exist for the worker. */
const lastKnownCall = 462;

const architectures = {
  x64: { column: 0, audit: 0xc000_003e }, // AUDIT_ARCH_X86_64
  arm64: { column: 1, audit: 0xc000_00b7 }, // AUDIT_ARCH_AARCH64
} as const;

const cloneThread = 0x0001_0000; // CLONE_THREAD
const fastOpen = 0x2000_0000; // MSG_FASTOPEN: connects where Landlock does not look
const families = { inet: 2, netlink: 16 } as const;
const stream = 1; // SOCK_STREAM
const protocols = { any: 0, tcp: 6 } as const; // and not MPTCP, at which Landlock does not look
const socketTypeMask = 0xf;

export interface Sockets {
  /** TCP over IPv4, to wherever Landlock lets it. */
  readonly tcp: boolean;
  /** The kernel's announcements of devices that come and go. */
  readonly deviceEvents: boolean;
}

// One instruction: code, how many to skip if true and if false, and a constant (struct sock_filter).
const load = (offset: number) => instruction(0x20, 0, 0, offset);
const and = (mask: number) => instruction(0x54, 0, 0, mask);
const give = (answer: number) => instruction(0x06, 0, 0, answer);
const skipUnlessEqual = (value: number, skip: number) => instruction(0x15, 0, skip, value);
const skipIfEqual = (value: number, skip: number) => instruction(0x15, skip, 0, value);
const skipUnlessGreater = (value: number, skip: number) => instruction(0x25, 0, skip, value);

const answers = {
  allow: 0x7fff_0000,
  endProcess: 0x8000_0000,
  refuse: 0x0005_0000 | errorNumbers.notPermitted,
  deny: 0x0005_0000 | errorNumbers.accessDenied,
  unknown: 0x0005_0000 | errorNumbers.noSuchCall,
} as const;

// struct seccomp_data: number, architecture, instruction pointer, six arguments of eight bytes, low half first
const numberAt = 0;
const architectureAt = 4;
const argumentAt = (place: number) => 16 + 8 * place;

/**
 * The filter for the process `pid`, which stays the same when that process becomes another program; `undefined` for an
 * architecture without numbers here.
 */
export function callFilter(architecture: NodeJS.Architecture, pid: number, sockets: Sockets): Buffer | undefined {
  if (architecture !== 'x64' && architecture !== 'arm64') return undefined;
  const { column, audit } = architectures[architecture];
  const whenCalled = (numbers: Numbers, then: readonly Buffer[]): readonly Buffer[] => {
    const number = numbers[column];
    return number === undefined ? [] : [skipUnlessEqual(number, then.length), ...then];
  };
  /** `then` for a call whose argument, masked, is none of the values. It ends in an answer in any case. */
  const unlessArgument = (place: number, mask: number, values: readonly number[], then: number): readonly Buffer[] => [
    load(argumentAt(place)),
    and(mask),
    ...values.map((value, at) => skipIfEqual(value, values.length - at)),
    give(then),
  ];
  const whole = 0xffff_ffff;
  const allowed = give(answers.allow);
  const isIpv4 = sockets.tcp ? families.inet : 0xffff;

  return Buffer.concat([
    load(architectureAt),
    skipIfEqual(audit, 1),
    give(answers.endProcess),
    load(numberAt),
    skipUnlessGreater(lastKnownCall, 1), // with x32 among them, whose numbers begin with 0x40000000
    give(answers.unknown),
    ...Object.values(forbidden).flatMap((numbers) => whenCalled(numbers, [give(answers.refuse)])),
    // a thread, not a process; clone3 keeps its flags in memory, where no filter looks, and libc knows another way
    ...whenCalled(looked.clone, [...unlessArgument(0, cloneThread, [cloneThread], answers.refuse), allowed]),
    ...whenCalled(looked.clone3, [give(answers.unknown)]),
    ...whenCalled(looked.socket, [
      load(argumentAt(0)),
      ...(sockets.deviceEvents ? [skipUnlessEqual(families.netlink, 1), allowed] : []),
      ...unlessArgument(0, whole, [isIpv4], answers.deny),
      ...unlessArgument(1, socketTypeMask, [stream], answers.deny),
      ...unlessArgument(2, whole, [protocols.any, protocols.tcp], answers.deny),
      allowed,
    ]),
    ...whenCalled(looked.sendto, [...unlessArgument(3, fastOpen, [0], answers.refuse), allowed]),
    ...whenCalled(looked.sendmsg, [...unlessArgument(2, fastOpen, [0], answers.refuse), allowed]),
    ...whenCalled(looked.sendmmsg, [...unlessArgument(3, fastOpen, [0], answers.refuse), allowed]),
    ...whenCalled(looked.kill, [...unlessArgument(0, whole, [pid], answers.refuse), allowed]),
    ...whenCalled(looked.tgkill, [...unlessArgument(0, whole, [pid], answers.refuse), allowed]),
    ...whenCalled(looked.prlimit64, [...unlessArgument(0, whole, [0, pid], answers.refuse), allowed]),
    allowed,
  ]);
}

function instruction(code: number, ifTrue: number, ifFalse: number, constant: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(ifTrue, 2);
  bytes.writeUInt8(ifFalse, 3);
  bytes.writeUInt32LE(constant, 4);
  return bytes;
}
