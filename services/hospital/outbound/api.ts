/** How the record system is reached, and how patiently. Types only. */

/** PEM texts for the connection: our certificate where the other side asks for one, its authority where it is its own. */
export interface ClientTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** OAuth 2.0 client credentials (RFC 6749, 4.4); the secret goes in the `Authorization` header. */
export interface ClientCredentials {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
}

export interface EndpointSettings {
  /**
   * The FHIR R4 base, `https://host/fhir/r4`; resources are PUT to `[base]/[type]/[id]`. Without TLS only on this very
   * machine: patients' details never travel in the clear.
   */
  readonly url: string;
  readonly tls?: ClientTls;
  readonly oauth?: ClientCredentials;
  /** For one whole request, the token included. */
  readonly deadlineMs?: number;
}

/** What came of sending one resource. */
export type Sent =
  | { readonly kind: 'taken' }
  /** The same again may succeed: the endpoint is away, busy, or does not know us now. */
  | { readonly kind: 'later'; readonly why: string; readonly afterMs?: number }
  /** The same again will be refused again: a person has to look. */
  | { readonly kind: 'refused'; readonly why: string };
