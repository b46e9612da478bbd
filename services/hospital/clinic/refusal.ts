/** How the clinic service says no: a sentence for the coordinator, with the HTTP status that fits it. */

export interface Refused {
  readonly kind: 'refused';
  /** 404: there is no such thing; 409: it is not in the state for it; 422: what was filled in cannot be. */
  readonly status: 404 | 409 | 422;
  readonly error: string;
  /** For a form: which field each sentence is about. */
  readonly fields?: Readonly<Record<string, string>>;
}

export function refused(status: Refused['status'], error: string, fields?: Refused['fields']): Refused {
  return { kind: 'refused', status, error, ...(fields === undefined ? {} : { fields }) };
}

export function isRefusal(answer: object): answer is Refused {
  return 'kind' in answer && answer.kind === 'refused';
}

/** A form with one sentence for each field that is wrong. */
export function wrongFields(fields: Readonly<Record<string, string>>): Refused {
  return refused(422, 'Some of this cannot be used. See the sentences beside the fields.', fields);
}
