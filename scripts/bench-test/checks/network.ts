/** Is there a way out, are names answered, and how far is the broker? Whether it is a broker is the next check's question. */
import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { connect, isIP } from 'node:net';
import { join } from 'node:path';
import { type Findings, type MachineCheck, newFindings, rounded } from '../check.ts';

const reachMsMax = 5_000;
const trips = 5;
/** A link over a satellite; the courier works on it, slowly. */
const slowMs = 800;
/** RTF_UP and RTF_GATEWAY of <linux/route.h>. */
const gatewayFlags = 0x0003;

export const networkCheck: MachineCheck = {
  name: 'network',
  where: 'machine',
  needs: [],
  limitMs: (trips + 2) * reachMsMax + 10_000,
  async run(around) {
    const findings = newFindings();
    const { broker, machine } = around;
    const way = defaultRoute(machine.proc);
    findings.figure('defaultRoute', way ?? 'none');
    if (way === undefined) {
      const whatToDo =
        'Is the network cable in at both ends, its lamp lit, an address given by DHCP? With radio: is the password right?';
      findings.missing(around, 'network cable, radio or address', 'There is no default route.', whatToDo);
    } else lookAtLink(way, machine.sys, findings);

    if (isIP(broker.host) === 0 && !(await named(broker.host, findings))) return findings.result('');
    const roundTripsMs: number[] = [];
    for (let trip = 0; trip < trips; trip += 1) {
      const answer = await reach(broker.host, broker.port);
      if (typeof answer === 'string') {
        const whatToDo = `Does the clinic’s firewall let TCP port ${broker.port} out to ${broker.host}? Ask its network’s owner.`;
        findings.fault('way to the hospital', `${broker.host} cannot be reached: ${answer}.`, whatToDo);
        return findings.result('');
      }
      roundTripsMs.push(answer);
    }
    const medianMs = rounded(roundTripsMs.sort((a, b) => a - b)[Math.floor(trips / 2)] ?? 0);
    findings.figure('roundTripMs', medianMs);
    findings.figure('slowestRoundTripMs', rounded(roundTripsMs.at(-1) ?? 0));
    if (medianMs > slowMs) findings.remark(`The way to ${broker.host} takes ${medianMs} ms: pictures will be slow.`);
    return findings.result(`${way ?? 'no default route'}, ${medianMs} ms to ${broker.host}`);
  },
};

/** The interface that leads out, by /proc/net/route and /proc/net/ipv6_route (proc(5)). */
function defaultRoute(proc: string): string | undefined {
  for (const row of lines(join(proc, 'net', 'route')).slice(1)) {
    const [name, destination, , flags, , , , mask] = row.split(/\s+/);
    if (
      destination === '00000000' &&
      mask === '00000000' &&
      (Number.parseInt(flags ?? '0', 16) & gatewayFlags) === gatewayFlags
    )
      return name;
  }
  for (const row of lines(join(proc, 'net', 'ipv6_route'))) {
    const columns = row.trim().split(/\s+/);
    const [destination, length, name] = [columns[0], columns[1], columns.at(-1)];
    const flags = Number.parseInt(columns.at(-2) ?? '0', 16);
    if (/^0+$/.test(destination ?? '') && length === '00' && (flags & gatewayFlags) === gatewayFlags) return name;
  }
  return undefined;
}

function lookAtLink(name: string, sys: string, findings: Findings): void {
  const attribute = (file: string) => lines(join(sys, 'class', 'net', name, file))[0];
  findings.figure('linkState', attribute('operstate'));
  const megabits = Number(attribute('speed') ?? Number.NaN); // radio has none, and some drivers say -1
  if (megabits > 0) findings.figure('linkMegabitsPerSecond', megabits);
  if (megabits > 0 && megabits < 100) findings.remark(`The wire runs at ${megabits} Mbit/s: the cable may be damaged.`);
}

async function named(host: string, findings: Findings): Promise<boolean> {
  const startedMs = performance.now();
  try {
    const { address } = await lookup(host);
    findings.figure('address', address);
    findings.figure('lookupMs', Math.round(performance.now() - startedMs));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    findings.fault(
      'name server (DNS)',
      `${host} has no address (${code}).`,
      'Is the name right? If others are answered, ask the network’s owner; if none is, look at the name server that DHCP gives.',
    );
    return false;
  }
}

/** Milliseconds until the host answered, or why it did not. A refusal is an answer: the host is there. */
function reach(host: string, port: number): Promise<number | string> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const socket = connect({ host, port });
    const settle = (answer: number | string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(`no answer within ${reachMsMax / 1000} s`), reachMsMax);
    const there = () => settle(performance.now() - startedMs);
    socket.once('connect', there);
    socket.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' ? there() : settle(error.code ?? error.message),
    );
  });
}

function lines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return []; // an interface without this attribute, or a kernel without this protocol
  }
}
