/** How much the hospital's web server takes, of a request and of a client. */
import type { FastifyRequest } from 'fastify';

export const bodyBytesMax = 1024 * 1024;
/** A letter as PDF in base64, in a form or in a FHIR document. */
export const letterBytesMax = 30 * 1024 * 1024;
/** For a request to arrive whole: a letter over a practice's slow line. */
export const requestMsMax = 60_000;
/** For the answers under way when the server closes; then they are cut off. */
export const closeMsMax = 10_000;

/** The routes that take a letter. */
export function takesLetters(method: string | readonly string[], url: string): boolean {
  return (
    [method].flat().some((one) => one === 'POST' || one === 'PUT') &&
    (url === '/api/referrals' || /^\/fhir(\/|$)/.test(url))
  );
}

/** What requests are counted apart for; each pair of area and client has its own count. */
export type Area = 'sign-in' | 'fhir' | 'questionnaire' | 'pages';

/** Requests a minute. A whole hospital may come from one address: these stop a program, not a busy morning. */
export type RateLimits = Readonly<Record<Area, number>>;

export const rateLimits: RateLimits = {
  'sign-in': 60,
  fhir: 300,
  questionnaire: 120, // a secret has far more guesses in it than this allows in a century
  pages: 1_200, // a page of pictures is a hundred requests
};
export const rateWindowMs = 60_000;

/** By the route's pattern, so that no spelling of an address escapes its count. */
export function areaOf({ routeOptions }: FastifyRequest): Area {
  const url = routeOptions.url ?? '';
  if (/^\/sign(ed)?-in$/.test(url)) return 'sign-in';
  if (/^\/fhir(\/|$)/.test(url)) return 'fhir';
  return /^\/q\//.test(url) ? 'questionnaire' : 'pages';
}
