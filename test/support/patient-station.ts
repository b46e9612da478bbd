/**
 * A station that is none, for the patient's page: it hands out the questionnaire, notes what comes back, and takes the
 * screen back for one PIN and one badge. `show` lets it say anything else.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { readForm } from '../../services/hospital/questionnaire/form.ts';
import { stationSheets } from '../../services/hospital/questionnaire/sheet.ts';
import type { PatientCommand, PatientFrame } from '../../services/station/api/patient.ts';
import type { StationSheet } from '../../services/wire/questionnaire.ts';

export const goodPin = '4826';
export const goodBadge = 'LB-ABCDEFGH234567AB';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PatientStation {
  readonly port: number;
  /** What the page asked, in order. */
  readonly asked: readonly PatientCommand[];
  /** The screen is the patient's again, from the beginning; the page that is loaded next shows it. */
  begin(sheets?: readonly StationSheet[]): void;
  show(change: Partial<PatientFrame>): void;
  /** Closes the socket and takes no other until it is called with true. */
  reachable(is: boolean): void;
  close(): Promise<void>;
}

/** Serves the pages that were built into `dist`. */
export async function patientStation(dist: string): Promise<PatientStation> {
  const asked: PatientCommand[] = [];
  const sockets = new Set<WebSocket>();
  let sheets: readonly StationSheet[] = stationSheets(readForm());
  let frame: PatientFrame = beginningOf(sheets);
  let there = true;

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const local = request.headers.host?.startsWith('localhost:') === true;
    response.setHeader('content-security-policy', policy);
    response.setHeader('cache-control', 'no-store');
    if (path === '/' && !local) return response.setHeader('content-type', 'text/html').end('<h1>The kiosk</h1>');
    if (path.startsWith('/assets/') && local) {
      response.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'text/javascript');
      return response.end(readFileSync(join(dist, path)));
    }
    if (path !== '/patient/' || !local) return response.writeHead(404).end();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end(readFileSync(join(dist, 'station-patient/index.html')));
  });
  const upgrades = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (!there || request.url !== '/patient/socket' || !request.headers.host?.startsWith('localhost:')) {
      socket.destroy();
      return;
    }
    upgrades.handleUpgrade(request, socket, head, (opened) => {
      sockets.add(opened);
      opened.on('close', () => sockets.delete(opened));
      opened.on('message', (data) => {
        hear(JSON.parse(String(data)) as PatientCommand);
        tell();
      });
      opened.send(JSON.stringify(frame));
    });
  });

  function tell(): void {
    for (const socket of sockets) socket.send(JSON.stringify(frame));
  }

  function hear(command: PatientCommand): void {
    asked.push(command);
    const { view, takeBack } = frame;
    switch (command.kind) {
      case 'active':
        return;
      case 'language': {
        const sheet = sheets.find(({ language }) => language === command.language);
        if (sheet !== undefined && view.kind === 'sheet') frame = { ...frame, view: { ...view, sheet } };
        return;
      }
      case 'answers':
        if (view.kind === 'sheet') frame = { ...frame, view: { kind: 'thanks', sheet: view.sheet } };
        return;
      case 'take-back':
        frame =
          command.pin === goodPin
            ? { ...frame, view: { kind: 'over' } }
            : { ...frame, takeBack: { ...takeBack, refused: 'wrong' } };
        return;
      case 'scan':
        if (command.code === goodBadge) frame = { ...frame, view: { kind: 'over' } };
        return;
      default:
        command satisfies never;
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    begin(others = stationSheets(readForm())) {
      sheets = others;
      frame = beginningOf(sheets);
      asked.length = 0;
      tell();
    },
    show(change) {
      frame = { ...frame, ...change };
      tell();
    },
    reachable(is) {
      there = is;
      if (!is) for (const socket of sockets) socket.terminate();
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function beginningOf(sheets: readonly StationSheet[]): PatientFrame {
  const [sheet] = sheets;
  if (sheet === undefined) throw new Error('no sheet');
  return {
    view: { kind: 'sheet', sheet, languages: sheets.map(({ language, name }) => ({ code: language, name })) },
    takeBack: { staff: 'Theo Lund', checking: false },
    hospital: 'connected',
  };
}
