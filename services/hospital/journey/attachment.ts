/** GET /api/attachments/:parcel: a letter or a page that was photographed in a visit, small and upright. Who looks is on record. */
import type { FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { z } from 'zod';
import type { Database } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Gate } from '../identity/api.ts';

export interface AttachmentRoutesDeps {
  readonly database: Database;
  readonly gate: Gate;
  readonly now: () => Date;
}

/** Handwriting on a page is read at this size. */
const sidePxMax = 2_000;
/** Beyond every camera that is made: what claims more is not a photograph. */
const pixelsMax = 200_000_000;

interface Row {
  readonly patient: string;
  readonly what: string;
  readonly state: 'filed' | 'rejected';
  readonly bytes: Uint8Array;
}

export function attachmentRoutes({ database, gate, now }: AttachmentRoutesDeps): (app: FastifyInstance) => void {
  return (app) => {
    app.get<{ Params: { parcel: string } }>(
      '/api/attachments/:parcel',
      { preHandler: gate.allow('coordinator', 'consultant') },
      async (request, reply) => {
        const parcel = z.uuid().safeParse(request.params.parcel).data;
        const row = parcel === undefined ? undefined : await readRow(parcel);
        if (row === undefined) return reply.code(404).send({ error: 'There is no such picture.' });
        if (row.state === 'rejected') {
          // It may be somebody else's than the patient whose record it is called from.
          const error = 'This picture was taken out of the record. Look for it in reconciliation.';
          return reply.code(409).send({ error });
        }
        const jpeg = await small(row.bytes);
        if (jpeg === undefined)
          return reply.code(404).send({ error: 'This picture cannot be shown. Tell central IT.' });
        const { subject: who, name: whoName } = gate.who(request);
        const { patient, what } = row;
        const detail = { attachment: parcel, what };
        await database.transaction((tx) =>
          recordDeed(tx, { at: now(), who, whoName, action: 'view-attachment', patient, detail }),
        );
        return reply
          .header('cache-control', 'private, no-store')
          .header('x-content-type-options', 'nosniff')
          .type('image/jpeg')
          .send(jpeg);
      },
    );
  };

  async function readRow(parcel: string): Promise<Row | undefined> {
    const [row] = await database.query<Row>(
      'select patient, what, state, bytes from visit_attachment where parcel = $1',
      [parcel],
    );
    return row;
  }
}

/** Undefined for what begins and ends as a JPEG and cannot be decoded: the only thing that sharp objects to here. */
async function small(jpeg: Uint8Array): Promise<Buffer | undefined> {
  return sharp(jpeg, { limitInputPixels: pixelsMax, failOn: 'none' })
    .autoOrient()
    .resize({ width: sidePxMax, height: sidePxMax, fit: 'inside', withoutEnlargement: true })
    .jpeg()
    .toBuffer()
    .catch(() => undefined);
}
