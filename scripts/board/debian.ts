/**
 * Debian's packages for the board, fetched without touching what is installed on this machine: apt gets a configuration,
 * lists and a state of its own. apt checks the archive's signature and each package's checksum.
 *
 * The kernel is of line 6.12, Debian 13's own, in the build for Debian 12: its build programs run on either. The version
 * is the newest on the day it is fetched, as the archive keeps no older ones.
 */
import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetching } from './run.ts';

const line = '6.12';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const sources = `
deb [signed-by=${keyring}] http://deb.debian.org/debian bookworm main
deb [signed-by=${keyring}] http://deb.debian.org/debian-security bookworm-security main
`;

/** What Node and its add-ons load, and a shell to start them. */
const guestPackages = ['libc6:arm64', 'libstdc++6:arm64', 'libgcc-s1:arm64', 'busybox-static:arm64'];

/** Debian's name for the processor that builds: the headers' own programs run on it. */
const builder = arch() === 'arm64' ? 'arm64' : 'amd64';

/** What decides which packages are fetched. */
export const debianIngredients = [sources, line, builder, ...guestPackages];

/** Fetches the packages into `folder`: an empty folder, in which only `.deb` files are left. */
export async function fetchDebian(folder: string): Promise<void> {
  const state = mkdtempSync(join(tmpdir(), 'lentigo-apt-'));
  try {
    const apt = await ownApt(state);
    const meta = (await apt('apt-cache', ['depends', `linux-image-${line}-arm64`])).toString();
    const version = /Depends: linux-image-(\S+)-arm64/.exec(meta)?.[1];
    if (version === undefined) throw new Error(`linux-image-${line}-arm64 names no kernel:\n${meta}`);
    const kernelPackages = [
      `linux-image-${version}-arm64:arm64`,
      `linux-headers-${version}-arm64:arm64`,
      `linux-headers-${version}-common`,
      `linux-kbuild-${version}:${builder}`,
    ];
    await apt('apt-get', ['download', '-q', ...kernelPackages, ...guestPackages], folder);
  } finally {
    rmSync(state, { recursive: true });
  }
}

type Apt = (program: 'apt-get' | 'apt-cache', args: readonly string[], cwd?: string) => Promise<Buffer>;

/** apt with `state`, an empty folder, in place of everything of this machine except its proxies and keys. */
async function ownApt(state: string): Promise<Apt> {
  for (const folder of ['lists/partial', 'cache/archives/partial']) mkdirSync(join(state, folder), { recursive: true });
  const settings = {
    'Dir::State': state,
    'Dir::State::lists': join(state, 'lists'),
    'Dir::State::status': join(state, 'status'),
    'Dir::Cache': join(state, 'cache'),
    'Dir::Etc::sourcelist': join(state, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'APT::Architecture': 'arm64',
    'APT::Sandbox::User': '', // its own user may not write here
    'APT::Update::Error-Mode': 'any', // otherwise a mirror that does not answer is a warning
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} "${value}";`);
  const configuration = join(state, 'apt.conf');
  writeFileSync(configuration, [...lines, 'APT::Architectures { "arm64"; "amd64"; };', ''].join('\n'));
  writeFileSync(join(state, 'status'), '');
  writeFileSync(join(state, 'sources.list'), sources);
  const environment = { APT_CONFIG: configuration };
  const apt: Apt = (program, args, cwd = state) => fetching(program, args, { cwd, environment });
  await apt('apt-get', ['update', '-q']);
  return apt;
}

/** The packages' names (`linux-image-6.12.117+deb12-arm64`) and their files. */
export function debianPackages(folder: string): ReadonlyMap<string, string> {
  const files = globSync('*.deb', { cwd: folder }).sort();
  return new Map(files.map((file) => [file.slice(0, file.indexOf('_')), join(folder, file)]));
}
