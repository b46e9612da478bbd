/** How an archive that speaks DICOMweb is reached. */

export interface DicomWebSettings {
  /**
   * Root of its DICOMweb services (PS3.18), as `https://archive.example.nhs.uk/dicom-web`. Without TLS only on this very
   * machine: pictures never travel in the clear.
   */
  readonly url: string;
  readonly tls?: TlsSettings;
  readonly sign?: SignIn;
  /** A whole request, from the first byte sent to the last one received; 120 s without. */
  readonly deadlineMs?: number;
}

/** PEM texts. They also count towards the token service. */
export interface TlsSettings {
  /** Certificates to trust instead of the system's. */
  readonly ca?: string;
  /** Our own, for an archive that asks for one, with its key. */
  readonly cert?: string;
  readonly key?: string;
}

/** What the archive asks for besides a certificate. */
export type SignIn =
  | { readonly kind: 'basic'; readonly name: string; readonly password: string }
  /** A token that never changes. */
  | { readonly kind: 'bearer'; readonly token: string }
  /** OAuth 2 client credentials (RFC 6749, section 4.4). */
  | {
      readonly kind: 'oauth';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string;
    };

/** The address without a slash at its end. Throws, with a sentence for central IT, where it must not be used. */
export function checkedUrl(text: string): URL {
  if (!URL.canParse(text)) throw new Error('The address of the archive is not an address: write https://…');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname))) {
    throw new Error('The address of the archive has to begin with https://: pictures never travel in the clear.');
  }
  if (url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new Error('The address of the archive must hold no name, no question mark and no hash sign.');
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
