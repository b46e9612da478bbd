/** The words for what a station tells of a visit. What has no words here is shown as it is named. */
import type { AttachmentLine, ConsentPurpose, VisitLine } from '../../../services/hospital/web/api/visits.ts';

export const outcomeWords: Record<VisitLine['outcome'], string> = {
  completed: 'Completed',
  'ended-early': 'Ended early',
  'did-not-attend': 'Did not attend',
};

export const openedWords: Record<VisitLine['identity']['opened'], string> = {
  scanned: 'opened by the code on the patient’s letter',
  list: 'chosen by hand from the day’s list',
  'by-hand': 'registered by hand at the station',
};

export const frameWords: Record<VisitLine['identity']['frame'], string> = {
  matched: 'The letter was photographed first, and its code is this appointment’s',
  'no-letter': 'The patient had no letter with them',
  unreadable: 'The letter’s code could not be read',
  'not-taken': 'The letter was not photographed',
};

export const howAnsweredWords: Record<VisitLine['questionnaire']['how'], string> = {
  before: 'answered before the visit',
  'at-station': 'answered by the patient at the station',
  paper: 'filled in on paper',
  declined: 'the patient did not want to answer',
  'not-asked': 'not asked',
};

export const purposeWords: Record<ConsentPurpose, string> = {
  record: 'Pictures for their own care',
  teaching: 'Use for teaching',
  publication: 'Use in publications',
};

export const paperWords: Record<AttachmentLine['what'], string> = {
  'identity-frame': 'The patient’s letter',
  'paper-questionnaire': 'Page of a paper questionnaire',
};

const exclusionTable: Readonly<Record<string, string>> = {
  'excluded-site': 'A site that this clinic does not photograph',
  'under-16': 'Under 16',
  'more-than-three-lesions': 'More than three lesions',
  'lacks-capacity': 'Lacks capacity to agree',
};

const cannotTable: Readonly<Record<string, string>> = {
  gone: 'nothing is to be seen there any more',
  'not-found': 'it could not be found',
  'patient-declined': 'the patient declined',
  painful: 'it was too painful',
  dressing: 'it is covered by a dressing that may not come off',
  'cannot-reach': 'camera or patient could not be brought into position',
  'excluded-site': 'a site that this clinic does not photograph',
  'no-time': 'there was no time',
  equipment: 'the equipment did not work',
};

export function exclusionWords(exclusion: string): string {
  return exclusionTable[exclusion] ?? exclusion.replaceAll('-', ' ');
}

export function cannotWords(why: string): string {
  return cannotTable[why] ?? why.replaceAll('-', ' ');
}
