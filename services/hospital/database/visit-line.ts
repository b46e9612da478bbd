/** A visit's record out of its row, as the pages show it: names instead of ids, and no answers, which have a place of their own. */
import type { VisitRecord } from '../../wire/visit-record.ts';
import type { VisitLine } from '../web/api/visits.ts';

/** A row of `visit_record`, as far as pages need it. */
export interface VisitRow {
  readonly parcel: string;
  readonly station: string;
  readonly referral: string | null;
  readonly record: VisitRecord;
}

/** Columns of `visit_record` for a `VisitRow`. */
export const visitColumns = 'parcel, station, referral, record';

export function visitLineOf({ parcel, station, referral, record }: VisitRow): VisitLine {
  const { visit, outcome, why, openedAt, endedAt, staff, registeredByHand, lesions, identity, questionnaire } = record;
  const names = new Map<string, string>(staff.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? 'somebody unknown';
  const places = new Map<string, VisitRecord['lesions'][number]>(lesions.map((lesion) => [lesion.id, lesion]));
  return {
    record: parcel,
    visit,
    station,
    ...(referral === null ? {} : { referral }),
    outcome,
    ...(why === undefined ? {} : { why }),
    openedAt,
    endedAt,
    staff: staff.map(({ name }) => name),
    registeredByHand,
    identity: {
      opened: identity.opened,
      confirmed: identity.confirmed.map((once) => ({ ...once, by: nameOf(once.by) })),
      lookAlikes: identity.lookAlikes.length,
      frame: identity.frame,
    },
    questionnaire: {
      how: questionnaire.how,
      ...(questionnaire.language === undefined ? {} : { language: questionnaire.language }),
    },
    exclusions: {
      found: record.exclusions.found,
      ...(record.exclusions.why === undefined ? {} : { why: record.exclusions.why }),
    },
    consent: record.consent.map(({ at, by, given, how }) => ({
      at,
      by: nameOf(by),
      given,
      ...(how.kind === 'signed' ? { strokes: how.strokes } : {}),
    })),
    cannot: record.cannot.map(({ lesion, why: reason }) => {
      const { site = lesion, side, typed } = places.get(lesion) ?? {};
      const place = { site, ...(side === undefined ? {} : { side }), ...(typed === undefined ? {} : { typed }) };
      return { lesion: place, why: reason };
    }),
    wishes: record.wishes,
    ...(record.note === undefined ? {} : { note: record.note }),
    retaken: record.pictures.filter(({ verdict }) => verdict === 'retaken').length,
  };
}
