/**
 * The board's GPIO lines from outside, as a wire sees them: QEMU's test protocol drives inputs and reads the chip's data
 * register, while the guest runs and knows nothing of it.
 *
 *   → set_irq_in /machine/unattached/device[7] unnamed-gpio-in 5 0        ← OK
 *   → readl 0x90303fc                                                     ← OK 0x0000000000000022
 *
 * Sources: QEMU, system/qtest.c; ARM PrimeCell GPIO (PL061) reference manual, 3.3.1: bits 9 to 2 of the data register's
 * address are a mask, 0x3fc reads all lines.
 */
import type { Called } from './sockets.ts';

const dataRegister = 0x9030000 + 0x3fc;

export interface Lines {
  /** Puts a level on an input. Resolves when the chip has it. */
  drive(line: number, level: 0 | 1): Promise<void>;
  /** The levels of all lines now; bit 0 is line 0. */
  read(): Promise<number>;
}

/** `qtest` and `qmp`: QEMU's two protocols, both fresh. */
export async function boardLines(qtest: Called, qmp: Called): Promise<Lines> {
  const chip = await findChip(qmp);
  const ask = inTurn(qtest);
  return {
    async drive(line, level) {
      await ask(`set_irq_in ${chip} unnamed-gpio-in ${line} ${level}`);
    },
    read: async () => Number(await ask(`readl 0x${dataRegister.toString(16)}`)) & 0xff,
  };
}

/** Where QEMU put the chip among the parts of the machine: the number depends on QEMU's version. */
async function findChip(qmp: Called): Promise<string> {
  const answers: ((answer: unknown) => void)[] = [];
  qmp.onLine((line) => {
    const message: { return?: unknown; error?: { desc: string } } = JSON.parse(line);
    if (message.error) throw new Error(`QEMU: ${message.error.desc}`);
    if (message.return !== undefined) answers.shift()?.(message.return);
  });
  const ask = (execute: string, args: Readonly<Record<string, string>> = {}) =>
    new Promise<unknown>((resolve) => {
      answers.push(resolve);
      qmp.send(JSON.stringify({ execute, arguments: args }));
    });
  const folder = '/machine/unattached';
  await ask('qmp_capabilities');
  const parts = (await ask('qom-list', { path: folder })) as readonly {
    readonly name: string;
    readonly type: string;
  }[];
  const chip = parts.find(({ type }) => type === 'child<pl061>');
  if (chip === undefined) throw new Error('this QEMU has no PL061 in its virt machine');
  return `${folder}/${chip.name}`;
}

/** One question at a time; resolves with what follows OK. */
function inTurn(qtest: Called): (command: string) => Promise<string> {
  const waiting: { readonly command: string; answer(line: string): void }[] = [];
  qtest.onLine((line) => waiting.shift()?.answer(line));
  return (command) =>
    new Promise((resolve, reject) => {
      waiting.push({
        command,
        answer(line) {
          const [word, value = ''] = line.split(' ');
          if (word === 'OK') resolve(value);
          else reject(new Error(`QEMU answered ${line} to ${command}`));
        },
      });
      qtest.send(command);
    });
}
