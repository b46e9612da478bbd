/** Hands one e-mail to the hospital's mail server (SMTP, RFC 5321), through nodemailer. */
import nodemailer from 'nodemailer';
import type { SmtpSettings } from '../api.ts';

/** No answer to a command for this long is no mail server. */
const answerMsMax = 30_000;

export interface Mail {
  /** Names the mail for ever: the same mail again has the same Message-ID (RFC 5322, 3.6.4). */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly pdf: { readonly name: string; readonly bytes: Uint8Array };
}

/** `refused`: this mail will never be taken. `later`: the server is away or asks to try again. `why` may name the address. */
export type Sent = { readonly kind: 'sent' } | { readonly kind: 'refused' | 'later'; readonly why: string };

export interface Mailer {
  send(mail: Mail): Promise<Sent>;
  close(): void;
}

/** What nodemailer rejects with. */
interface SmtpError extends Error {
  readonly code: string;
  readonly responseCode?: number;
  readonly response?: string;
}

export function smtpMailer({ host, port, tls, user, from }: SmtpSettings): Mailer {
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(user === undefined ? {} : { auth: { user: user.name, pass: user.password } }),
    connectionTimeout: answerMsMax,
    greetingTimeout: answerMsMax,
    socketTimeout: answerMsMax,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, text, pdf }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${domainOf(from)}>`,
          headers: { 'Auto-Submitted': 'auto-generated' }, // no out-of-office answers (RFC 3834)
          attachments: [{ filename: pdf.name, content: Buffer.from(pdf.bytes), contentType: 'application/pdf' }],
        });
        return { kind: 'sent' };
      } catch (error) {
        if (!isSmtpError(error)) throw error;
        return { kind: isFinal(error) ? 'refused' : 'later', why: error.response ?? error.message };
      }
    },
    close: () => transport.close(),
  };
}

function isSmtpError(error: unknown): error is SmtpError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** The server said no to this mail (5yz, RFC 5321 4.2.1). A greeting or sign-in that it refuses is about all mail: somebody mends it. */
function isFinal({ code, responseCode }: SmtpError): boolean {
  if (code !== 'EENVELOPE' && code !== 'EMESSAGE') return false;
  return responseCode === undefined || responseCode >= 500;
}

function domainOf(from: string): string {
  return /@([^\s>@]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}
