import type { AddressInfo } from 'node:net';
import restify from 'restify';
import type { Logger } from '../../ports.ts';
import {
  answerCalendar,
  type CalendarAnswer,
  calendarUnavailable,
  type ReadCalendar,
} from './calendar-answer.ts';
import { answerFile, type FileAnswer, fileUnavailable, type SharedFiles } from './file-answer.ts';
import { isLoopbackHost, isLoopbackOrigin } from './loopback.ts';
import type { Readiness } from './readiness.ts';

export interface HttpRoutes {
  messages(request: { readonly body: unknown; readonly authorization: string }): Promise<{
    readonly status: number;
    readonly body?: unknown;
  }>;
  /** What the service needs, and whether it is there. Answers in about two seconds, whatever hangs. */
  checkReady(): Promise<Readiness>;
  readonly readCalendar: ReadCalendar;
  readonly files: SharedFiles;
}

export interface HttpServer {
  /** Throws an error with code EADDRINUSE when the port is taken. */
  listen(host: string, port: number): Promise<{ readonly port: number }>;
  /** Stops taking requests and waits for those under way, for fifteen seconds at most. */
  close(): Promise<void>;
}

/** A Teams message is at most about 100 KB; an activity with its envelope stays well under this. */
const maxBodyBytes = 512 * 1024;

/**
 * restify’s reader bounds a compressed body by its packed size only, and one that is no gzip ends the process
 * (measured on 12.0.0, before anybody is authenticated). Teams sends activities as they are.
 */
function refuseEncodedBodies(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const encoding = request.header('content-encoding', 'identity').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') {
    // restify takes the word itself for an encoding that it does not know.
    delete request.headers['content-encoding'];
    next();
    return;
  }
  response.json(415, { error: 'Send the body without a content encoding.' });
  next(false);
}

export interface HttpServerOptions {
  /** Nobody is authenticated: only who is at this machine, and speaks to it by its own name, is answered. */
  readonly thisMachineOnly?: boolean;
  /** Milliseconds until a connection that has sent no complete request is ended. */
  readonly requestWithin?: number;
  /** Milliseconds between two looks for such connections. */
  readonly lookEvery?: number;
  /** Milliseconds that `close` waits for what is under way. */
  readonly closeWithin?: number;
}

const requestWithinMilliseconds = 10_000;
const lookEveryMilliseconds = 1_000;
/** Teams has given up by then; a client that never ends its request must not hold up the stop of the process. */
const closeWithinMilliseconds = 15_000;

/** Answers 421 to who is not at this machine, whatever they ask and before anything they send is read. */
function refuseStrangers(request: restify.Request, response: restify.Response, next: restify.Next): void {
  const { host = [] } = request.headersDistinct;
  const origin = request.header('origin', '');
  // Reading across origins is the browser's to prevent; what is sent it lets through.
  const isForeign = origin !== '' && request.method !== 'GET' && !isLoopbackOrigin(origin);
  if (host.length === 1 && isLoopbackHost(host[0] ?? '') && !isForeign) {
    next();
    return;
  }
  response.json(421, {
    error:
      'This service answers only on the computer it runs on, by the name localhost or 127.0.0.1. For others, set MicrosoftAppId.',
  });
  next(false);
}

/** restify around the routes: it parses, bounds and answers, and decides nothing. */
export function createHttpServer(
  routes: HttpRoutes,
  logger: Logger,
  options: HttpServerOptions = {},
): HttpServer {
  const {
    thisMachineOnly = false,
    requestWithin = requestWithinMilliseconds,
    lookEvery = lookEveryMilliseconds,
    closeWithin = closeWithinMilliseconds,
  } = options;
  const server = restify.createServer({ name: 'board-actions', ignoreTrailingSlash: true });
  // restify hands no options on; Node reads these when it begins to listen. They end with the request, not with our answer.
  Object.assign(server.server, {
    headersTimeout: requestWithin,
    requestTimeout: requestWithin,
    connectionsCheckingInterval: lookEvery,
  });
  if (thisMachineOnly) server.pre(refuseStrangers);
  server.use(refuseEncodedBodies);
  // JSON alone: restify’s general parser also takes forms and writes uploaded files to disk.
  server.use(restify.plugins.bodyReader({ maxBodySize: maxBodyBytes }));
  server.use(restify.plugins.jsonBodyParser({ mapParams: false, bodyReader: true }));

  server.post('/api/messages', async (request, response) => {
    const authorization = request.header('authorization', '');
    const answer = await routes.messages({ body: request.body, authorization });
    if (answer.body === undefined) response.send(answer.status);
    else response.json(answer.status, answer.body);
  });
  server.get('/healthz', async (_request, response) => {
    response.json(200, { status: 'ok' });
  });
  server.get('/readyz', async (_request, response) => {
    const readiness = await routes.checkReady();
    response.json(readiness.status === 'ready' ? 200 : 503, readiness);
  });

  const calendar = async (request: restify.Request, response: restify.Response) => {
    const asked = { file: request.params['*'], knownTags: request.header('if-none-match', '') };
    let answer: CalendarAnswer;
    try {
      answer = await answerCalendar(asked, routes.readCalendar);
    } catch (error) {
      logger.error({ err: error }, 'a shared calendar could not be read');
      answer = calendarUnavailable();
    }
    const length = answer.status === 304 ? {} : { 'Content-Length': `${Buffer.byteLength(answer.body)}` };
    response.sendRaw(answer.status, answer.body, { ...answer.headers, ...length });
  };
  // A wildcard, because a named part would send an overlong address to restify’s own words.
  server.get('/calendar/*', calendar);
  server.head('/calendar/*', calendar);

  const file = (method: 'GET' | 'HEAD') => async (request: restify.Request, response: restify.Response) => {
    let answer: FileAnswer;
    try {
      answer = await answerFile({ token: request.params['*'], method }, routes.files);
    } catch (error) {
      logger.error({ err: error }, 'a shared document could not be made');
      answer = fileUnavailable();
    }
    const { status, headers, body } = answer;
    const length = method === 'HEAD' ? {} : { 'Content-Length': `${body.length}` };
    response.sendRaw(status, Buffer.from(body), { ...headers, ...length });
  };
  server.get('/file/*', file('GET'));
  server.head('/file/*', file('HEAD'));
  // restify's own 500 would show the error's text to whoever asked.
  server.on(
    'restifyError',
    (_request: unknown, response: restify.Response, error: { statusCode?: number }, done: () => void) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) logger.error({ err: error }, 'request failed');
      response.json(status, { error: status >= 500 ? 'Internal error' : 'Bad request' });
      done();
    },
  );

  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.removeListener('error', reject);
          const address = server.address() as AddressInfo;
          resolve({ port: address.port });
        });
      }),
    close() {
      // A connection that was busy when we began to close would else be kept open for its next request.
      server.on('after', () => setImmediate(() => server.server.closeIdleConnections()));
      const cut = setTimeout(() => server.server.closeAllConnections(), closeWithin);
      return new Promise((resolve) =>
        server.close(() => {
          clearTimeout(cut);
          resolve();
        }),
      );
    },
  };
}
