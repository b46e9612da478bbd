/** The way out, put together: what changed goes to the record system, where there is one; until then it waits, and shows. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { About } from './about.ts';
import type { HospitalConfig } from './config.ts';
import type { Database } from './database/api.ts';
import type { Gate } from './identity/api.ts';
import { openEndpoint } from './outbound/endpoint.ts';
import { fhirReadRoutes } from './outbound/fhirRead.ts';
import { outboundRoutes } from './outbound/routes.ts';
import { startOutbound } from './outbound/worker.ts';

export interface OutboundOptions {
  readonly config: HospitalConfig;
  readonly database: Database;
  readonly about: About;
  readonly origin: string;
  readonly gate: Gate;
  readonly now: () => Date;
  readonly log: Logger;
}

export interface Outbound {
  readonly routes: readonly ((app: FastifyInstance) => void)[];
  close(): Promise<void>;
}

export function openOutbound({ config, database, about, origin, gate, now, log }: OutboundOptions): Outbound {
  const { recordSystem, dicomWeb } = config;
  const naming = {
    hospitalNumberSystem: about.hospitalNumberSystem,
    ownSystem: about.ownSystem,
    fhirUrl: `${origin}/fhir`,
    ...(dicomWeb === undefined ? {} : { dicomwebUrl: dicomWeb.url }),
  };
  const worker =
    recordSystem === undefined
      ? undefined
      : startOutbound(
          { database, endpoint: openEndpoint(recordSystem, now), naming, now, chance: Math.random, log },
          (error) => {
            throw error; // a database that is gone, or a bug: the supervisor starts this program anew
          },
        );
  return {
    routes: [
      outboundRoutes({ database, gate, now, configured: worker !== undefined, queued: () => worker?.wake() }),
      fhirReadRoutes({ database, gate, naming, now }),
    ],
    close: async () => worker?.stop(),
  };
}
