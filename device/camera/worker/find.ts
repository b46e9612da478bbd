/**
 * Which camera is meant, of those that are there.
 *
 *   usb:          all on USB ─► the model that was asked for, Canon EOS and Nikon first ─► the one with our serial number
 *   usb:001,004   what is there
 *   ptpip:…       nobody can look: libgphoto2 asks the camera when it is opened
 */

import type { Gphoto2, Pointer, Result } from './gphoto2/gphoto2.ts';

/** A camera that could be opened: a model that libgphoto2 knows and the port it is at, such as `usb:001,004`. */
export interface Candidate {
  readonly model: string;
  readonly port: string;
}

/** Any camera with this address on USB. */
export const anyUsb = 'usb:';
const ptpIpModel = 'PTP/IP Camera';
/** Bodies on one station's USB. */
export const candidatesMax = 8;

/**
 * Those of the cameras found that are of a model, the likeliest first. Every word of `model` must occur in the found one's, so
 * that `Nikon D7500` finds libgphoto2's `Nikon DSC D7500`. A telephone is a `USB PTP Class Camera`: last of all.
 */
export function fitting(found: readonly Candidate[], model: string | undefined): readonly Candidate[] {
  const wanted = words(model ?? '');
  return found
    .filter((candidate) => wanted.every((word) => words(candidate.model).includes(word)))
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, candidatesMax);
}

/** For a log: what was found where nothing fitted. */
export function foundText(found: readonly Candidate[]): string {
  if (found.length === 0) return 'no camera on USB';
  return `no camera fits; found ${found.map(({ model, port }) => `${model} at ${port}`).join(', ')}`;
}

const words = (model: string) => model.toLowerCase().split(/\s+/).filter(Boolean);

const makes = [/^canon eos/i, /^nikon/i, /^(?!usb ptp class)/i];
function rank({ model }: Candidate): number {
  const place = makes.findIndex((make) => make.test(model));
  return place === -1 ? makes.length : place;
}

/** What libgphoto2 knows of cameras and ports. */
export interface Catalogue {
  readonly abilities: Pointer;
  readonly ports: Pointer;
}

/** `driverFolder`: see `usableDrivers`; `undefined` loads every driver there is. */
export function openCatalogue(library: Gphoto2, driverFolder: string | undefined): Catalogue | Result {
  const abilities: [Pointer | null] = [null];
  library.abilitiesListNew(abilities);
  const loaded =
    driverFolder === undefined
      ? library.abilitiesListLoad(abilities[0], library.context)
      : library.abilitiesListLoadFolder(abilities[0], driverFolder, library.context);
  if (loaded < 0) return loaded;
  const ports: [Pointer | null] = [null];
  library.portListNew(ports);
  const portsLoaded = library.portListLoad(ports[0]);
  if (portsLoaded < 0) return portsLoaded;
  return { abilities: abilities[0] ?? 0n, ports: ports[0] ?? 0n };
}

/** Who could be meant by an address, the likeliest first, and all that was found. */
export function candidatesAt(
  library: Gphoto2,
  catalogue: Catalogue,
  address: string,
  model: string | undefined,
): { readonly candidates: readonly Candidate[]; readonly found: readonly Candidate[] } | Result {
  if (!address.startsWith(anyUsb)) return { candidates: [{ model: model ?? ptpIpModel, port: address }], found: [] };
  const all = onUsb(library, catalogue);
  if (typeof all === 'number') return all;
  const found = address === anyUsb ? all : all.filter((candidate) => candidate.port === address);
  return { candidates: fitting(found, model), found };
}

/** What `gp_camera_autodetect` finds, with the drivers that this process has. */
function onUsb(library: Gphoto2, { abilities, ports }: Catalogue): readonly Candidate[] | Result {
  const list: [Pointer | null] = [null];
  const made = library.listNew(list);
  if (made < 0) return made;
  try {
    const detected = library.abilitiesListDetect(abilities, ports, list[0], library.context);
    if (detected < 0) return detected;
    const found: Candidate[] = [];
    for (let index = 0; index < library.listCount(list[0]); index += 1) {
      const name: [string | null] = [null];
      const value: [string | null] = [null];
      library.listName(list[0], index, name);
      library.listValue(list[0], index, value);
      // the bare `usb:` repeats the first of the others, the rest are disks and networks
      if (name[0] && value[0] && /^usb:\d+,\d+$/.test(value[0])) found.push({ model: name[0], port: value[0] });
    }
    return found;
  } finally {
    library.listUnref(list[0]);
  }
}

/** A camera object for a candidate, not yet spoken to. */
export function cameraFor(
  library: Gphoto2,
  { abilities, ports }: Catalogue,
  { model, port }: Candidate,
): Pointer | Result {
  const index = library.abilitiesListLookup(abilities, model);
  if (index < 0) return index;
  const ability = {};
  library.abilitiesListGet(abilities, index, ability);
  const portIndex = library.portListLookup(ports, port);
  if (portIndex < 0) return portIndex;
  const info: [Pointer | null] = [null];
  library.portListGet(ports, portIndex, info);
  const camera: [Pointer | null] = [null];
  library.cameraNew(camera);
  library.setAbilities(camera[0], ability);
  const set = library.setPort(camera[0], info[0]);
  return set < 0 ? set : (camera[0] ?? -1);
}
