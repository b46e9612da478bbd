/** One referral with all that a coordinator decides by. */
import type { Queries } from '../../database/api.ts';
import type { AppointmentLine, LesionLine, ReferralDetail } from '../../web/api/referrals.ts';
import { adviceFor } from '../advice.ts';
import { referralLines } from '../list.ts';
import { samePersons } from '../record/patients.ts';
import { openReferrals } from '../record/rows.ts';
import { patientLine } from './patient-line.ts';

interface DetailRow {
  readonly patient: string;
  readonly ubrn: string | null;
  readonly practitioner: string;
  readonly clinicalText: string;
  readonly stateReason: string | null;
  readonly duplicateOf: string | null;
  readonly address: readonly string[];
  readonly postcode: string | null;
  readonly email: string | null;
  readonly telephone: string | null;
  readonly language: string;
  readonly questionnaire: string | null;
}

/** Undefined where there is no such referral. */
export async function referralDetail(on: Queries, id: string, today: string): Promise<ReferralDetail | undefined> {
  const [line] = await referralLines(on, { ids: [id] }, today);
  if (line === undefined) return undefined;
  const [row] = await on.query<DetailRow>(
    `select referral.patient, ubrn, practitioner, clinical_text as "clinicalText", state_reason as "stateReason",
       duplicate_of as "duplicateOf", address, postcode, email, telephone, language,
       (select status from questionnaire_response where referral = $1
        order by received_at desc, id limit 1) as questionnaire
     from referral join patient on patient.id = referral.patient where referral.id = $1`,
    [id],
  );
  if (row === undefined) throw new Error(`The referral ${id} was there and is not`);
  const lesions = await lesionLines(on, id);
  const documents = await on.query<{ id: string; title: string; mediaType: string }>(
    'select id, title, media_type as "mediaType" from document where referral = $1 order by created_at, id',
    [id],
  );
  const sameReferral = await referralLines(on, { ids: await openReferrals(on, row.patient, id) }, today);
  return {
    ...line,
    ...(row.ubrn === null ? {} : { ubrn: row.ubrn }),
    practitioner: row.practitioner,
    clinicalText: row.clinicalText,
    ...(row.stateReason === null ? {} : { stateReason: row.stateReason }),
    ...(row.duplicateOf === null ? {} : { duplicateOf: row.duplicateOf }),
    lesions,
    documents,
    questionnaire: questionnaireState(row.questionnaire),
    appointments: await appointmentLines(on, id),
    sameReferral,
    samePatient: (await samePersons(on, row.patient)).map(patientLine),
    advice: adviceFor({ dateOfBirth: line.patient.dateOfBirth, lesions, today }),
    address: row.address,
    ...(row.postcode === null ? {} : { postcode: row.postcode }),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.telephone === null ? {} : { telephone: row.telephone }),
    language: row.language,
  };
}

function questionnaireState(status: string | null): ReferralDetail['questionnaire'] {
  if (status === null) return 'none';
  return status === 'in-progress' ? 'in-progress' : 'completed';
}

async function lesionLines(on: Queries, referral: string): Promise<readonly LesionLine[]> {
  const rows = await on.query<{
    id: string;
    ordinal: number;
    site: string;
    side: NonNullable<LesionLine['side']> | null;
    scheme: string | null;
    code: string | null;
    meaning: string | null;
  }>(
    `select id, ordinal, site, side, site_scheme as scheme, site_code as code, site_meaning as meaning
     from lesion where referral = $1 order by ordinal`,
    [referral],
  );
  return rows.map(({ id, ordinal, site, side, scheme, code, meaning }) => ({
    id,
    ordinal,
    site,
    ...(side === null ? {} : { side }),
    ...(scheme === null || code === null || meaning === null ? {} : { coded: { scheme, code, meaning } }),
  }));
}

async function appointmentLines(on: Queries, referral: string): Promise<readonly AppointmentLine[]> {
  const rows = await on.query<{
    id: string;
    slotAt: Date;
    site: string;
    state: AppointmentLine['state'];
    reason: string | null;
  }>(
    `select appointment.id, appointment.slot_at as "slotAt", site.name as site, appointment.state, appointment.reason
     from appointment join session on session.id = appointment.session join site on site.id = session.site
     where appointment.referral = $1 order by appointment.booked_at, appointment.id`,
    [referral],
  );
  return rows.map(({ reason, slotAt, ...row }) => ({
    ...row,
    slotAt: slotAt.toISOString(),
    ...(reason === null ? {} : { reason }),
  }));
}
