/**
 * The one camera of several on USB. libgphoto2 is a stand-in that knows which bodies are plugged in: no USB body was on the
 * bench.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Gphoto2 } from '../../../../device/camera/worker/gphoto2/gphoto2.ts';
import { openCamera } from '../../../../device/camera/worker/opening.ts';

const opening = suite('opening one of several cameras');

interface Plugged {
  readonly model: string;
  readonly port: string;
  readonly serial: string;
  /** The library's result when it is opened. */
  readonly opens?: number;
}

const canon: Plugged = { model: 'Canon EOS 90D', port: 'usb:001,009', serial: 'C1' };
const spare: Plugged = { model: 'Canon EOS 90D', port: 'usb:001,011', serial: 'C2' };
const nikon: Plugged = { model: 'Nikon DSC D7500', port: 'usb:001,005', serial: 'N1' };

type Out<T> = [T];

/** As much of the library as opening needs. Pointers are numbers of plugged bodies. */
function libraryWith(plugged: readonly Plugged[]) {
  const spoken: string[] = [];
  const at = (pointer: bigint) => plugged[Number(pointer)] ?? nikon;
  const result = (out: Out<bigint>) => {
    out[0] = 0n;
    return 0;
  };
  const fake = {
    version: 'none', // so that every driver is loaded, and none from a folder
    context: 0n,
    takeWords: () => '',
    abilitiesListNew: result,
    portListNew: result,
    listNew: result,
    abilitiesListLoad: () => 0,
    portListLoad: () => 0,
    abilitiesListDetect: () => 0,
    listUnref: () => 0,
    // like the library's, it also lists the bare `usb:` for the first one
    listCount: () => plugged.length + 1,
    listName: (_list: bigint, index: number, out: Out<string>) => {
      out[0] = at(BigInt(Math.max(0, index - 1))).model;
      return 0;
    },
    listValue: (_list: bigint, index: number, out: Out<string>) => {
      out[0] = index === 0 ? 'usb:' : at(BigInt(index - 1)).port;
      return 0;
    },
    setSetting: () => 0,
    abilitiesListLookup: () => 0,
    abilitiesListGet: () => 0,
    portListLookup: (_ports: bigint, port: string) => plugged.findIndex((body) => body.port === port),
    portListGet: (_ports: bigint, index: number, out: Out<bigint>) => {
      out[0] = BigInt(index);
      return 0;
    },
    cameraNew: (out: Out<{ port: bigint }>) => {
      out[0] = { port: -1n };
      return 0;
    },
    setAbilities: () => 0,
    setPort: (camera: { port: bigint }, port: bigint) => {
      camera.port = port;
      return 0;
    },
    init: async ({ port }: { port: bigint }) => {
      spoken.push(`open ${at(port).serial}`);
      return at(port).opens ?? 0;
    },
    exit: async ({ port }: { port: bigint }) => {
      spoken.push(`close ${at(port).serial}`);
      return 0;
    },
    cameraUnref: () => 0,
    getConfig: async ({ port }: { port: bigint }, name: string, out: Out<{ text: string }>) => {
      out[0] = { text: name === 'serialnumber' ? at(port).serial : name === 'cameramodel' ? at(port).model : name };
      return 0;
    },
    widgetUnref: () => 0,
    widgetType: () => 0,
    widgetReadOnly: () => 0,
    widgetChoices: () => -1,
    widgetText: (widget: { text: string }, out: Out<string>) => {
      out[0] = widget.text;
      return 0;
    },
  };
  return { library: fake as unknown as Gphoto2, spoken };
}

async function opened(plugged: readonly Plugged[], which: { serial?: string; model?: string; address?: string }) {
  const { library, spoken } = libraryWith(plugged);
  const { address = 'usb:', model, serial } = which;
  const result = await openCamera(library, '/nonexistent', {
    kind: 'open',
    address,
    model,
    serial,
    resetFirst: undefined,
  });
  return {
    result: 'code' in result ? result : { facts: result.outcome.facts.serial, port: result.outcome.port },
    spoken,
  };
}

opening('a single camera is opened whatever its number is: the station says whose it is', async () => {
  assert.equal((await opened([nikon], { serial: 'C1' })).result, { facts: 'N1', port: nikon.port });
});

opening('of several, ours is found by its number, and the others are let go', async () => {
  const { result, spoken } = await opened([nikon, canon, spare], { serial: 'C2' });
  assert.equal(result, { facts: 'C2', port: spare.port });
  assert.equal(spoken, ['open C1', 'close C1', 'open C2']);
});

opening('of several, none of them ours, none is opened and the log says which they are', async () => {
  const { result, spoken } = await opened([nikon, canon], { serial: 'X9' });
  assert.equal(result, { code: 0, text: 'X9 is not among these cameras: Canon EOS 90D C1, Nikon DSC D7500 N1' });
  assert.equal(spoken, ['open C1', 'close C1', 'open N1', 'close N1']);
});

opening('a body that somebody else has claimed does not keep us from ours', async () => {
  const { result } = await opened([{ ...canon, opens: -53 }, spare], { serial: 'C2' });
  assert.equal(result, { facts: 'C2', port: spare.port });
});

opening('a model and a port may be asked for', async () => {
  assert.equal((await opened([canon, nikon], { model: 'D7500' })).result, { facts: 'N1', port: nikon.port });
  assert.equal((await opened([canon, spare], { address: 'usb:001,011' })).result, { facts: 'C2', port: spare.port });
});

opening('with nothing that fits, the log says what was found', async () => {
  assert.equal((await opened([], {})).result, { code: -52, text: 'no camera on USB' });
  assert.equal((await opened([nikon], { model: 'EOS 90D' })).result, {
    code: -52,
    text: 'no camera fits; found Nikon DSC D7500 at usb:001,005',
  });
});

opening.run();
