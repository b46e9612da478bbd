/**
 * What the hospital's programs are told: two options, and variables, because some of them are secrets and a program's
 * options can be read by everybody on its machine.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const url = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''));
const yes = z.enum(['yes', 'no']).transform((text) => text === 'yes');
const text = z.string().min(1);
const file = text.transform((path, context) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    context.addIssue({ code: 'custom', message: `${path} cannot be read` });
    return z.NEVER;
  }
});

/** A service of others that is reached over HTTP: where, and how we show who we are. The files are PEM. */
const outside = z
  .object({
    URL: url,
    AUTHORITY: file.exactOptional(),
    CERTIFICATE: file.exactOptional(),
    KEY: file.exactOptional(),
    TOKEN_URL: url.optional(),
    CLIENT_ID: text.optional(),
    CLIENT_SECRET: text.optional(),
    SCOPE: text.optional(),
  })
  .refine((it) => (it.CERTIFICATE === undefined) === (it.KEY === undefined), 'a certificate and its key go together')
  .transform((it) => ({
    url: it.URL,
    ...(it.AUTHORITY !== undefined || it.CERTIFICATE !== undefined
      ? {
          tls: {
            ...(it.AUTHORITY === undefined ? {} : { ca: it.AUTHORITY }),
            ...(it.CERTIFICATE === undefined || it.KEY === undefined ? {} : { cert: it.CERTIFICATE, key: it.KEY }),
          },
        }
      : {}),
    ...(it.TOKEN_URL !== undefined && it.CLIENT_ID !== undefined && it.CLIENT_SECRET !== undefined
      ? {
          oauth: {
            tokenUrl: it.TOKEN_URL,
            clientId: it.CLIENT_ID,
            clientSecret: it.CLIENT_SECRET,
            ...(it.SCOPE === undefined ? {} : { scope: it.SCOPE }),
          },
        }
      : {}),
  }));
export type Outside = z.infer<typeof outside>;

const variables = z.object({
  LENTIGO_HOSPITAL_PORT: port.default(7080),
  /** Of the embedded OpenID provider; unused with a provider of the hospital's own. */
  LENTIGO_IDENTITY_PORT: port.default(7081),
  /** How browsers and patients' letters reach the pages. */
  LENTIGO_PUBLIC_URL: url.optional(),
  LENTIGO_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'is written postgresql://user@host/database')
    .optional(),
  /** The archive takes no Dermoscopic Photography objects. */
  LENTIGO_PHOTOGRAPHIC_ONLY: yes.default(false),
  /** smtp://user:password@host:587, smtps://… */
  LENTIGO_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'is written smtp://host:25 or smtps://user:password@host')
    .optional(),
  LENTIGO_MAIL_FROM: text.default('Lentigo <noreply@lentigo.invalid>'),
  LENTIGO_OIDC_ISSUER: url.optional(),
  LENTIGO_OIDC_CLIENT_ID: text.default('lentigo-hospital'),
  LENTIGO_OIDC_CLIENT_SECRET: text.optional(),
  /** Folder of modality worklist files for other devices. */
  LENTIGO_MODALITY_WORKLIST: text.optional(),
  /** Invented patients and a clinic for today. Usual without a provider of the hospital's own. */
  LENTIGO_DEMONSTRATION: yes.optional(),
  /** With the e-Referral Service: the Personal Demographics Service, our ODS code, and in which function we ask. */
  LENTIGO_ERS_DEMOGRAPHICS_URL: url.optional(),
  LENTIGO_ERS_ORGANISATION: text.optional(),
  LENTIGO_ERS_FUNCTION: text.default('SERVICE_PROVIDER_CLINICIAN'),
});

export type HospitalConfig = z.infer<typeof variables> & {
  readonly home: string;
  readonly brokerPort: number;
  /** A DICOMweb archive; a folder of DICOM files without one. */
  readonly dicomWeb?: Outside;
  /** Where the hospital's record system takes FHIR resources. */
  readonly recordSystem?: Outside;
  readonly ers?: Ers;
};

/** The NHS e-Referral Service. */
export type Ers = Outside & {
  readonly demographicsUrl: string;
  readonly organisation: string;
  readonly businessFunction: string;
};

/** Throws with a sentence that names the option or variable when one is missing or wrong. Empty variables count as unset. */
export function readHospitalConfig(args: readonly string[], environment: NodeJS.ProcessEnv): HospitalConfig {
  const { values } = parseArgs({
    args: [...args],
    options: { home: { type: 'string' }, 'broker-port': { type: 'string' } },
  });
  const brokerPort = port.safeParse(values['broker-port']);
  if (values.home === undefined || !brokerPort.success)
    throw new Error('hospital: give --home DIR and --broker-port N');
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const outsides = {
    dicomWeb: outsideOf('DICOMWEB', set),
    recordSystem: outsideOf('EHR', set),
    ers: ersOf(outsideOf('ERS', set), set),
  };
  const read = variables.safeParse(set);
  const issues = [
    ...(read.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...Object.values(outsides).flatMap((it) => (Array.isArray(it) ? it : [])),
  ];
  if (issues.length > 0 || !read.success) throw new Error(`hospital: ${issues.join('; ')}`);
  const given = Object.entries(outsides).filter(([, it]) => it !== undefined);
  return { ...read.data, ...Object.fromEntries(given), home: values.home, brokerPort: brokerPort.data };
}

/** Undefined where it has no address; complaints where something about it is wrong. */
function outsideOf(name: string, set: Readonly<Record<string, unknown>>): Outside | readonly string[] | undefined {
  const prefix = `LENTIGO_${name}_`;
  const own = Object.entries(set).filter(([variable]) => variable.startsWith(prefix));
  if (set[`${prefix}URL`] === undefined) return undefined;
  const read = outside.safeParse(
    Object.fromEntries(own.map(([variable, value]) => [variable.slice(prefix.length), value])),
  );
  return read.success ? read.data : read.error.issues.map((it) => `${prefix}${it.path.join('.')}: ${it.message}`);
}

function ersOf(
  outside: ReturnType<typeof outsideOf>,
  set: Readonly<Record<string, unknown>>,
): Ers | readonly string[] | undefined {
  if (outside === undefined || Array.isArray(outside)) return outside as readonly string[] | undefined;
  const { LENTIGO_ERS_DEMOGRAPHICS_URL, LENTIGO_ERS_ORGANISATION, LENTIGO_ERS_FUNCTION } = variables.parse(set);
  if (LENTIGO_ERS_DEMOGRAPHICS_URL === undefined) return ['LENTIGO_ERS_DEMOGRAPHICS_URL: needed with LENTIGO_ERS_URL'];
  if (LENTIGO_ERS_ORGANISATION === undefined) return ['LENTIGO_ERS_ORGANISATION: needed with LENTIGO_ERS_URL'];
  return {
    ...(outside as Outside),
    demographicsUrl: LENTIGO_ERS_DEMOGRAPHICS_URL,
    organisation: LENTIGO_ERS_ORGANISATION,
    businessFunction: LENTIGO_ERS_FUNCTION,
  };
}
