/** The mail server's address as an engineer writes it: smtp://host:25, smtp://user:password@host:587, smtps://host. */
import type { SmtpSettings } from './clinic/api.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Mail leaves this machine encrypted: without TLS only a relay on this very machine is spoken to. */
export function mailServer(address: string, from: string): SmtpSettings {
  const url = new URL(address);
  const implicit = url.protocol === 'smtps:';
  const tls = implicit ? 'implicit' : loopback.has(url.hostname) ? 'none' : 'starttls';
  const port = url.port === '' ? (implicit ? 465 : url.username === '' ? 25 : 587) : Number(url.port);
  const user = { name: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, tls, from, ...(url.username === '' ? {} : { user }) };
}
