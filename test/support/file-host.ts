import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CardJson } from './read-card.ts';
import type { TestPerson } from './test-person.ts';

/** Where Teams keeps what people attach: a server of this machine, which may also misbehave. */
export interface FileHost {
  /** Keeps a file; gives the address that a message carries. */
  keep(bytes: Uint8Array): string;
  /** An address that answers so. */
  answerWith(answer: (response: ServerResponse, request: IncomingMessage) => void): string;
  /**
   * An upload session of OneDrive: answers each PUT with the next of these, the last again and again; `hang` gives no answer
   * and `drop` ends the connection, both after taking the file.
   */
  session(answers?: readonly (number | 'hang' | 'drop')[]): UploadSession;
  /** An address that answers only once `release` is called. */
  hold(bytes: Uint8Array): { readonly url: string; release(): void };
  /** Requests it got. */
  requests(): number;
  /** The headers of the last request. */
  lastHeaders(): Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

/** Where one file may be put. */
export interface UploadSession {
  readonly url: string;
  /** What has been put there, with its headers. */
  puts(): readonly { readonly bytes: Uint8Array; readonly headers: Readonly<Record<string, unknown>> }[];
}

export async function startFileHost(): Promise<FileHost> {
  const answers = new Map<string, (response: ServerResponse, request: IncomingMessage) => void>();
  let requests = 0;
  let headers: Readonly<Record<string, unknown>> = {};
  const server = createServer((request, response) => {
    requests += 1;
    headers = request.headers;
    const answer = answers.get(request.url ?? '');
    if (answer) answer(response, request);
    else {
      response.writeHead(404);
      response.end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answerWith = (answer: (response: ServerResponse, request: IncomingMessage) => void) => {
    const path = `/${randomUUID()}`;
    answers.set(path, answer);
    return `http://127.0.0.1:${port}${path}`;
  };
  const send = (bytes: Uint8Array) => (response: ServerResponse) => {
    // Not chained: restify, loaded by the service in this process, changes what writeHead gives.
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(bytes);
  };
  return {
    keep: (bytes) => answerWith(send(bytes)),
    answerWith,
    session(given = [201]) {
      const puts: { bytes: Uint8Array; headers: Readonly<Record<string, unknown>> }[] = [];
      const url = answerWith((response, request) => {
        const chunks: Uint8Array[] = [];
        request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
        request.on('end', () => {
          puts.push({
            bytes: Buffer.concat(chunks),
            headers: { ...request.headers, method: request.method },
          });
          const answer = given[Math.min(puts.length, given.length) - 1] ?? 201;
          if (answer === 'drop') response.destroy();
          if (typeof answer !== 'number') return;
          const moved = answer >= 300 && answer < 400 ? { location: 'http://127.0.0.1:9/elsewhere' } : {};
          response.writeHead(answer, { 'content-type': 'application/json', ...moved });
          response.end(JSON.stringify({ id: 'item', name: 'file' }));
        });
      });
      return { url, puts: () => puts };
    },
    hold(bytes) {
      let held: ServerResponse | null = null;
      const url = answerWith((response) => {
        held = response;
      });
      return {
        url,
        release() {
          if (!held) throw new Error('Nobody has asked for the file yet.');
          send(bytes)(held);
        },
      };
    },
    requests: () => requests,
    lastHeaders: () => headers,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** An attachment as Teams describes a file in a 1:1 chat. */
export function fileAttachment(name: string, url: string): object {
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: url,
    name,
    content: { downloadUrl: url, uniqueId: randomUUID(), fileType: name.split('.').at(-1) },
  };
}

/** Sends a message with files; gives the card that answers it in its own turn. */
export async function sendFiles(
  person: TestPerson,
  text: string,
  files: readonly { readonly name: string; readonly url: string }[],
): Promise<CardJson> {
  const id = randomUUID();
  // Teams sends the formatted text along as one more attachment.
  const html = { contentType: 'text/html', content: `<p>${text}</p>` };
  const attachments = [html, ...files.map(({ name, url }) => fileAttachment(name, url))];
  const { status } = await person.posts({ id, type: 'message', text, attachments });
  if (status !== 200) throw new Error(`The message was answered with HTTP ${status}.`);
  const card = person.messages().findLast(({ replyTo }) => replyTo === id)?.card;
  if (!card) throw new Error(`${person.name} got no answer to their file.`);
  return card;
}
