/**
 * Pictures for the pages, as small copies. Whoever looks at one is recorded.
 *
 *   GET /api/pictures/:sopUid/preview      JPEG, at most 1600 px
 *   GET /api/pictures/:sopUid/thumbnail    JPEG, at most 320 px
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/api.ts';
import { recordDeed } from '../database/trail.ts';
import type { Gate } from '../identity/api.ts';
import type { Archive, Previews } from './api.ts';
import type { PreviewSize } from './previews.ts';
import { isUid } from './uid.ts';
import { isArchiveUnavailable } from './unavailable.ts';

export interface ArchiveRoutesDeps {
  readonly previews: Previews;
  readonly archive: Pick<Archive, 'jpeg'>;
  readonly database: Database;
  readonly gate: Gate;
  readonly now: () => Date;
}

interface PictureRow {
  readonly patient: string;
  readonly state: 'filed' | 'rejected';
  readonly as: string;
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly studyUid: string;
}

export function archiveRoutes({
  previews,
  archive,
  database,
  gate,
  now,
}: ArchiveRoutesDeps): (app: FastifyInstance) => void {
  /** The copy, made from the archive's picture where there is none yet; undefined when the archive has not got it. */
  async function copyOf(picture: PictureRow, size: PreviewSize): Promise<Uint8Array | undefined> {
    const made = await previews.read(picture.sopUid, size);
    if (made !== undefined) return made;
    const jpeg = await archive.jpeg(picture);
    if (jpeg === undefined) return undefined;
    await previews.make(picture.sopUid, jpeg);
    return previews.read(picture.sopUid, size);
  }

  async function answer(
    request: FastifyRequest<{ Params: { sopUid: string } }>,
    reply: FastifyReply,
    size: PreviewSize,
  ): Promise<FastifyReply> {
    const refuse = (status: number, error: string) => reply.code(status).send({ error });
    const { sopUid } = request.params;
    const [picture] = isUid(sopUid)
      ? await database.query<PictureRow>(
          `select patient, state, filed_as as "as", sop_uid as "sopUid", series_uid as "seriesUid", study_uid as "studyUid"
           from picture where sop_uid = $1`,
          [sopUid],
        )
      : [];
    if (picture === undefined) return refuse(404, 'There is no such picture.');
    if (picture.state === 'rejected') {
      // It may show somebody else than the patient whose record it is called from.
      return refuse(409, 'This picture was rejected and must not be used. Look for it in reconciliation.');
    }
    let copy: Uint8Array | undefined;
    try {
      copy = await copyOf(picture, size);
    } catch (error) {
      if (!isArchiveUnavailable(error)) throw error;
      request.log.warn({ trouble: error.message }, 'the archive gave no picture');
      return refuse(503, 'The archive does not answer at the moment. Try again in a minute.');
    }
    if (copy === undefined) return refuse(404, 'The archive has no such picture. Tell central IT.');
    const { subject, name } = gate.who(request);
    await database.transaction((tx) =>
      recordDeed(tx, {
        at: now(),
        who: subject,
        whoName: name,
        action: 'view-picture',
        patient: picture.patient,
        detail: { picture: sopUid, size },
      }),
    );
    // No copy stays in a browser: the machine is shared, and what it shows unasked nobody records.
    return reply
      .header('cache-control', 'private, no-store')
      .header('x-content-type-options', 'nosniff')
      .type('image/jpeg')
      .send(Buffer.from(copy.buffer, copy.byteOffset, copy.byteLength));
  }

  return (app) => {
    const preHandler = gate.allow('coordinator', 'consultant');
    for (const size of ['preview', 'thumbnail'] as const) {
      app.get<{ Params: { sopUid: string } }>(`/api/pictures/:sopUid/${size}`, { preHandler }, (request, reply) =>
        answer(request, reply, size),
      );
    }
  };
}
