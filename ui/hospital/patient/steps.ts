/** The steps of a patient's journey in words. `kind` and `detail` come from services/hospital/database/trail.ts. */
import type { Journey } from '../../../services/hospital/web/api/patients.ts';
import { paperWords } from '../visit/words.ts';
import { momentWritten } from '../when.ts';
import { setAsideReason, sourceWords, viewWords } from '../words.ts';

type JourneyEvent = Journey['events'][number];

/** One step as a sentence, and what more there is to say of it. */
export interface Step {
  readonly what: string;
  readonly more?: string;
}

export function stepOf({ kind, detail }: Pick<JourneyEvent, 'kind' | 'detail'>): Step {
  const told = (name: string): string | undefined => {
    const value = detail[name];
    return value === undefined || value === '' ? undefined : String(value);
  };
  const step = (what: string, more?: string): Step => (more === undefined ? { what } : { what, more });
  const slot = () => {
    const at = told('slotAt');
    const parts = [at && momentWritten(at), told('site')].filter((part) => part !== undefined);
    return parts.length > 0 ? parts.join(', ') : undefined;
  };
  switch (kind) {
    case 'referral-received': {
      const source = told('source');
      const how = source && source in sourceWords ? sourceWords[source as keyof typeof sourceWords] : source;
      return step('Referral received', [told('practice'), how].filter((part) => part).join(', ') || undefined);
    }
    case 'referral-accepted':
      return step('Referral accepted');
    case 'referral-rejected':
      return step('Referral rejected', told('reason'));
    case 'referral-duplicate':
      return step('Referral marked as a duplicate of another one');
    case 'letter-attached':
      return step('Document attached', told('title'));
    case 'questionnaire-answered':
      return step('Questionnaire answered');
    case 'appointment-booked':
      return step('Appointment booked', slot());
    case 'appointment-moved':
      return step('Appointment moved', slot());
    case 'appointment-cancelled':
      return step('Appointment cancelled', told('reason'));
    case 'did-not-attend':
      return step('Did not attend the appointment');
    case 'visit-ended':
      return step('Visit at the station', told('outcome')?.replaceAll('-', ' '));
    case 'attachment-filed':
      return step('Paper photographed', paperNamed(told('what')));
    case 'attachment-rejected':
      return step('Photographed paper taken out of the record', told('why'));
    case 'message-sent':
      return step(`Message sent: ${told('kind') ?? 'about the appointment'}`, told('how') && `by ${told('how')}`);
    case 'picture-filed': {
      const view = told('view');
      const named = view && view in viewWords ? viewWords[view as keyof typeof viewWords] : view;
      return step('Picture filed', named && `${named} view`);
    }
    case 'picture-set-aside': {
      const reason = told('reason');
      return step('Picture set aside until somebody decides', reason && setAsideReason(reason).what);
    }
    case 'picture-rejected':
      return step('Picture taken out of the record', told('why'));
    case 'patients-merged':
      return step('Two records of this patient were joined');
    case 'record-sent':
      return step('The hospital’s record system was told', told('resource') ?? told('type'));
    case 'reviewed':
      return step('Reviewed by the consultant', told('outcome'));
    case 'letter-sent':
      return step('Letter sent', told('to'));
    case 'survey-answered':
      return step('Survey answered');
    default:
      return step(kind.replaceAll('-', ' '));
  }
}

function paperNamed(what: string | undefined): string | undefined {
  return what && what in paperWords ? paperWords[what as keyof typeof paperWords] : what;
}
