/**
 * The kernel's own calls that a process gives its rights up with, through libc and koffi: Node has none of them.
 *
 * Each acts on the calling thread and on what it starts or becomes afterwards; `start.ts` says why that is enough.
 */

import koffi from 'koffi';

/** The same number on x86-64 and arm64. */
const systemCalls = { landlockCreateRuleset: 444, landlockAddRule: 445, landlockRestrictSelf: 446 } as const;
const prctlOptions = { setSeccomp: 22, dropFromBoundingSet: 24, noNewPrivileges: 38, ambient: 47 } as const;
const clearAmbient = 4;
const seccompFilter = 2; // SECCOMP_MODE_FILTER
const setDescriptorFlags = 2; // F_SETFD; the only flag there is means «close on exec»
const pathOnly = 0o10_000_000 | 0o2_000_000; // O_PATH | O_CLOEXEC

export const errorNumbers = {
  notPermitted: 1,
  noEntry: 2,
  accessDenied: 13,
  invalid: 22,
  noSuchCall: 38,
  notSupported: 95,
} as const;

/** Numbers of <sys/resource.h>, the same on both architectures. */
export const limits = { fileBytes: 1, dataBytes: 2, coreBytes: 4, openFiles: 7 } as const;

export type Kernel = ReturnType<typeof bindKernel>;

export function bindKernel() {
  const libc = koffi.load('libc.so.6');
  const prctl: (option: number, a: number, b: number, c: number, d: number) => number = libc.func(
    'int prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)',
  );
  koffi.struct('FilterProgram', { length: 'uint16_t', instructions: 'const void *' }); // struct sock_fprog
  const prctlProgram: (option: number, mode: number, program: { length: number; instructions: Buffer }) => number =
    libc.func('int prctl(int option, unsigned long mode, const FilterProgram *program)');
  const createRuleset: (number: number, attributes: Buffer | null, bytes: number, flags: number) => number = libc.func(
    'long syscall(long number, const void *attributes, size_t bytes, uint32_t flags)',
  );
  const addRule: (number: number, ruleset: number, type: number, attributes: Buffer, flags: number) => number =
    libc.func('long syscall(long number, int ruleset, int type, const void *attributes, uint32_t flags)');
  const restrictSelf: (number: number, ruleset: number, flags: number) => number = libc.func(
    'long syscall(long number, int ruleset, uint32_t flags)',
  );
  const setLimit: (resource: number, values: BigUint64Array) => number = libc.func(
    'int setrlimit(int resource, const uint64_t *values)',
  );
  const getLimit: (resource: number, values: BigUint64Array) => number = libc.func(
    'int getrlimit(int resource, _Out_ uint64_t *values)',
  );
  const capset: (head: Uint32Array, data: Uint32Array) => number = libc.func(
    'int capset(uint32_t *head, const uint32_t *data)',
  );
  const openPath: (path: string, flags: number) => number = libc.func('int open(const char *path, int flags)');
  const close: (descriptor: number) => number = libc.func('int close(int descriptor)');
  const fcntl: (descriptor: number, command: number, value: number) => number = libc.func(
    'int fcntl(int descriptor, int command, long value)',
  );
  const execve: (file: string, args: readonly (string | null)[], variables: readonly (string | null)[]) => number =
    libc.func('int execve(const char *file, const char **args, const char **variables)');

  /** The result, or minus the error number. */
  const told = (result: number): number => (result < 0 ? -koffi.errno() : result);
  const must = (what: string, result: number): number => {
    if (result < 0) throw new Error(`${what}: errno ${koffi.errno()}`);
    return result;
  };

  return {
    /** Neither this process nor what it becomes gets more rights from a set-user-id program or a file's capabilities. */
    forbidNewPrivileges: () => void must('no_new_privs', prctl(prctlOptions.noNewPrivileges, 1, 0, 0, 0)),

    /** All capabilities, present and future. Only root has any to begin with. */
    dropCapabilities(): void {
      for (let capability = 0; prctl(prctlOptions.dropFromBoundingSet, capability, 0, 0, 0) === 0; capability += 1);
      must('ambient capabilities', prctl(prctlOptions.ambient, clearAmbient, 0, 0, 0));
      const version3 = 0x2008_0522;
      must('capset', capset(new Uint32Array([version3, 0]), new Uint32Array(6)));
    },

    /** Soft and hard, so that nobody raises it again. A limit that is lower already stays. */
    limit(resource: number, value: number): void {
      const present = new BigUint64Array(2);
      must(`limit ${resource}`, getLimit(resource, present));
      const lowest = [BigInt(value), ...present].reduce((least, each) => (each < least ? each : least));
      must(`limit ${resource}`, setLimit(resource, new BigUint64Array([lowest, lowest])));
    },

    /** The version of Landlock, or minus the error number of a kernel that has none. */
    landlockVersion: (): number => told(createRuleset(systemCalls.landlockCreateRuleset, null, 0, 1)),
    landlockRuleset: (attributes: Buffer): number =>
      must('Landlock ruleset', createRuleset(systemCalls.landlockCreateRuleset, attributes, attributes.length, 0)),
    landlockRule: (ruleset: number, type: number, attributes: Buffer): void =>
      void must('Landlock rule', addRule(systemCalls.landlockAddRule, ruleset, type, attributes, 0)),
    landlockRestrict: (ruleset: number): void =>
      void must('Landlock', restrictSelf(systemCalls.landlockRestrictSelf, ruleset, 0)),

    /** `instructions`: classic BPF, eight bytes each. 0, or minus the error number. */
    filterCalls: (instructions: Buffer): number =>
      told(prctlProgram(prctlOptions.setSeccomp, seccompFilter, { length: instructions.length / 8, instructions })),

    /** A descriptor that names the file and cannot read it, or minus the error number. */
    openPath: (path: string): number => told(openPath(path, pathOnly)),
    close: (descriptor: number): void => void close(descriptor),

    /** The descriptor stays open when this process becomes another program. Ignored where it is not open. */
    keepOpen: (descriptor: number): void => void fcntl(descriptor, setDescriptorFlags, 0),

    /** Becomes another program; returns only where that failed, with the error number. */
    become(file: string, args: readonly string[], variables: Readonly<NodeJS.ProcessEnv>): number {
      const written = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
      return -told(execve(file, [...args, null], [...written, null]));
    },
  };
}
