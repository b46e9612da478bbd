/**
 * The log of the web server. It leaves the building, so it gets the route's pattern, a request id, the kind and place of an error;
 * never an address, a body or an error's own words, which may name a patient. The framework and its plugins log too: they are
 * given a logger that cannot say more.
 */
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { ChildLoggerOptions, Logger } from 'pino';

/** What an error says without its words: its kind, its codes, and where it happened. */
export function traceOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    kind: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    at: frames.map((frame) => frame.trim()),
  };
}

const serializers = {
  req: ({ method, routeOptions }: Partial<FastifyRequest>) => ({ method, route: routeOptions?.url }),
  res: ({ statusCode }: Partial<FastifyReply>) => ({ status: statusCode }),
  err: traceOf,
  error: traceOf,
};

/** `logger`, for the framework. */
export function discreet(logger: Logger): FastifyBaseLogger {
  return guarded(logger.child({}, { serializers }));
}

function guarded(logger: Logger): FastifyBaseLogger {
  const at =
    (level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace') =>
    (first: unknown, text?: unknown): void => {
      if (first instanceof Error) logger[level]({ err: first }, 'error');
      else if (typeof first === 'string') logger[level](withoutAddresses(first));
      // without a text the logger would take the error's own
      else logger[level](first as object, typeof text === 'string' ? withoutAddresses(text) : 'event');
    };
  return {
    level: logger.level,
    fatal: at('fatal'),
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    trace: at('trace'),
    silent: () => {},
    child: (bindings: object, options?: object) =>
      guarded(logger.child({ ...bindings }, { ...options, serializers } as ChildLoggerOptions)),
  } as FastifyBaseLogger;
}

/** Some of the framework's messages quote the address. */
function withoutAddresses(text: string): string {
  return text.replaceAll(/(^|[\s"'(])\/[^\s"')]*/g, '$1/…');
}
