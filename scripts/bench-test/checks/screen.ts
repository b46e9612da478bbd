/** Is there a display that can be touched, a browser for it, and a station that serves its page? */

import { connectKiosk } from '../../visit/kiosk-client.ts';
import { type Findings, type MachineCheck, newFindings, type Surroundings } from '../check.ts';
import { chromiumVersion, displays, touchPanels } from './screen/display.ts';

const pageMsMax = 5_000;
/** The modes that the pages are laid out for: the Touch Display 2 as it is built in, and its replacements. */
const knownModes = ['720x1280', '1280x720', '800x480', '1280x800'];

export const screenCheck: MachineCheck = {
  name: 'screen',
  where: 'machine',
  needs: [],
  limitMs: 60_000,
  async run(around) {
    const findings = newFindings();
    const page = await lookAtKiosk(around, findings);
    const shown = lookAtDisplay(around, findings);
    const version = await chromiumVersion();
    findings.figure('chromium', version ?? 'none');
    if (version === undefined) {
      findings.missing(
        around,
        'browser',
        'There is no Chromium here.',
        'Install the package chromium, or write the image anew.',
      );
    }
    return findings.result(`${page}, ${shown}, Chromium ${version ?? 'none'}`);
  },
};

async function lookAtKiosk({ kioskPort }: Surroundings, findings: Findings): Promise<string> {
  const address = `http://127.0.0.1:${kioskPort}/`;
  const startedMs = performance.now();
  const status = await pageStatus(address);
  findings.figure('pageMs', Math.round(performance.now() - startedMs));
  const restart = 'Is the station’s program running? Start it, and read its log if it does not stay.';
  if (status !== 200) {
    const why = status === undefined ? `Nothing answers at ${address}.` : `${address} answers with ${status}.`;
    findings.fault('the station’s program', why, restart);
    return '';
  }
  try {
    const kiosk = await connectKiosk(kioskPort);
    const { station, camera, hospital, disk } = kiosk.view(); // and nothing else of it: the list of patients is in there
    kiosk.close();
    findings.figure('stationServed', station);
    findings.figure('stationSaysCamera', camera.status);
    findings.figure('stationSaysHospital', hospital);
    findings.figure('stationSaysDisk', disk);
    return `kiosk of ${station} answers`;
  } catch (error) {
    const why = `The page is served and does not get its view: ${error instanceof Error ? error.message : error}`;
    findings.fault('the station’s program', why, restart);
    return '';
  }
}

async function pageStatus(address: string): Promise<number | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(pageMsMax) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined; // nobody there: the caller says so
  }
}

function lookAtDisplay(around: Surroundings, findings: Findings): string {
  const connected = displays(around.machine.sys);
  const touch = touchPanels(around.machine.sys);
  findings.figure('displays', connected.map(({ socket, mode }) => `${socket} ${mode}`).join(', ') || 'none');
  findings.figure('touchPanels', touch.join(', ') || 'none');
  const [display] = connected;
  if (display === undefined) {
    const whatToDo =
      'Push the DSI ribbon home at both ends, contacts to the marked side; power lead on pins 2, 4, 6. Does this kernel have the panel’s driver?';
    findings.missing(around, 'touch display', 'The kernel sees no display.', whatToDo);
  } else if (!knownModes.includes(display.mode)) {
    findings.remark(`The display has ${display.mode} pixels; the pages are laid out for ${knownModes.join(', ')}.`);
  }
  if (touch.length === 0) {
    findings.missing(
      around,
      'touch panel',
      'The kernel sees no touch panel.',
      'The touch signals are in the DSI ribbon: seat it again. With an HDMI screen: its USB cable.',
    );
  }
  return `display ${display?.mode ?? 'none'}, touch ${touch.length > 0 ? 'yes' : 'none'}`;
}
