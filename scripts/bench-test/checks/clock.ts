/** Is the time right, and does somebody keep it so? Certificates, receipts and the day's list depend on it. */
import { type MachineCheck, newFindings, rounded } from '../check.ts';
import { kernelClock } from './clock/kernel-clock.ts';
import { askTime } from './clock/sntp.ts';

/** Central IT is alerted from here on. */
const offsetMsMax = 2_000;
/** Before this program was written, and long after its board has rusted: such a clock was never set. */
const earliestMs = Date.UTC(2026, 0, 1);
const latestMs = Date.UTC(2046, 0, 1);

export const clockCheck: MachineCheck = {
  name: 'clock',
  where: 'machine',
  needs: [],
  limitMs: 30_000,
  async run(around) {
    const findings = newFindings();
    const nowMs = Date.now();
    findings.figure('time', new Date(nowMs).toISOString());
    findings.figure('timeZone', Intl.DateTimeFormat().resolvedOptions().timeZone);
    if (nowMs < earliestMs || nowMs > latestMs) {
      const whatToDo =
        'It was never set: let the time server be reached (UDP port 123), or set it by hand. A Pi 4 forgets it without power: fit the clock module.';
      findings.fault('clock', `It says ${new Date(nowMs).toISOString()}.`, whatToDo);
    }
    const kernel = kernelClock();
    findings.figure('synchronised', kernel?.synchronised ?? 'the kernel does not say');
    findings.figure('maximumErrorMs', kernel && Math.round(kernel.maximumErrorMs));
    if (kernel === undefined || !kernel.synchronised) {
      findings.missing(
        around,
        'time synchronisation',
        'Nobody keeps the clock: the kernel calls it unsynchronised.',
        'Is systemd-timesyncd or chrony running, and may it reach its server on UDP port 123?',
      );
    }
    const compared = await compare(around.timeServer);
    return findings.result(
      `${new Date(nowMs).toISOString()}, ${kernel?.synchronised ? 'synchronised' : 'not synchronised'}${compared}`,
    );

    async function compare(server: string | undefined): Promise<string> {
      if (server === undefined) return '';
      const answer = await askTime(server);
      if (answer.kind === 'no-answer') {
        const whatToDo = 'Name another with --time-server, or let UDP port 123 through.';
        findings.fault('time server', `${server} tells no time: ${answer.why}.`, whatToDo);
        return '';
      }
      findings.figure('offsetMs', Math.round(answer.offsetMs));
      findings.figure('timeServerRoundTripMs', Math.round(answer.roundTripMs));
      const seconds = rounded(Math.abs(answer.offsetMs) / 1000);
      const direction = answer.offsetMs > 0 ? 'behind' : 'ahead of';
      if (Math.abs(answer.offsetMs) > offsetMsMax) {
        findings.fault(
          'clock',
          `It is ${seconds} s ${direction} ${server}.`,
          'Restart the time synchronisation; if it comes back, exchange the clock module’s battery.',
        );
      }
      return `, ${Math.round(Math.abs(answer.offsetMs))} ms ${direction} ${server}`;
    }
  },
};
