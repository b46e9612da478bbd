/**
 * A network of its own for a test file whose servers cannot be told to listen on this machine only: Debian's Orthanc opens
 * its ports to everybody. In a network namespace (network_namespaces(7)) there is nobody but the file itself.
 */
import { spawnSync } from 'node:child_process';

const mark = 'LENTIGO_OWN_NETWORK';

/** The first statement of the file: runs the file again within, and ends with what became of it there. */
export function inOwnNetwork(): void {
  if (process.env[mark] !== undefined) return;
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const ran = spawnSync('unshare', [...asRoot, '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...again], {
    stdio: 'inherit',
    env: { ...process.env, [mark]: 'yes' },
  });
  if (ran.error) throw ran.error;
  process.exit(ran.status ?? 1);
}
