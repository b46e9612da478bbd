/** The name of the station, for the report's head; whether its identity is sound is the broker's check. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { stationId } from '../../services/wire/ids.ts';

const named = z.object({ station: stationId });

export function stationNameIn(identityFolder: string): string {
  try {
    return named.parse(JSON.parse(readFileSync(join(identityFolder, 'station.json'), 'utf8'))).station;
  } catch {
    return 'a-station-not-enrolled'; // told by the broker's check, with the reason
  }
}
