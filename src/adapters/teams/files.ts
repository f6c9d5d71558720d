import { Refusal } from '../../domain/shared/errors.ts';
import type { SentFile } from './sent-files.ts';

/** Fetches what people attach to their messages. */
export interface FileSource {
  /** Throws `bad-input` for an address that is not Teams' own, `file-unreadable` for a file that cannot be had. */
  fetch(file: SentFile): Promise<Uint8Array>;
}

export interface FileSourceOptions {
  /** Also this machine itself: for trying out where nobody is authenticated. */
  readonly allowLoopback: boolean;
  readonly patienceMilliseconds?: number;
}

const megabyte = 1024 * 1024;
const mostBytes = 10 * megabyte;
const usualPatience = 10_000;
const mostRedirects = 3;

/**
 * Where Microsoft keeps the files of chats: OneDrive for Business is SharePoint, also in its separate clouds. Whoever can post a
 * message must not be able to make this service call any other address.
 */
const fileHosts = [
  '.sharepoint.com',
  '.sharepoint.us',
  '.sharepoint-mil.us',
  '.sharepoint.cn',
  '.onedrive.com',
] as const;
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The address, if it may be fetched; null for any other text. */
export function parseFileUrl(text: string, allowLoopback: boolean, base?: URL): URL | null {
  if (!URL.canParse(text, base?.href)) return null;
  const url = new URL(text, base);
  if (url.username !== '' || url.password !== '') return null;
  if (allowLoopback && loopbackHosts.has(url.hostname)) return /^https?:$/u.test(url.protocol) ? url : null;
  const isOurs =
    url.protocol === 'https:' && url.port === '' && fileHosts.some((host) => url.hostname.endsWith(host));
  return isOurs ? url : null;
}

/** What a status other than 200 means to the sender. */
function statusRefusal(name: string, status: number): Refusal {
  const again =
    status >= 400 && status < 500
      ? `Teams does not give me ${name} any more: its link lasts for a few minutes only. Send the file again.`
      : `Teams could not give me ${name} just now. Send it again in a minute.`;
  return new Refusal('file-unreadable', again);
}

const tooLarge = (name: string) =>
  new Refusal(
    'file-unreadable',
    `${name} is larger than ${mostBytes / megabyte} MB. Save it without pictures or split it, and send that.`,
  );

async function readBody(response: Response, name: string): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > mostBytes) {
    await response.body?.cancel();
    throw tooLarge(name);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the rest, whatever the header promised.
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes) throw tooLarge(name);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** No token is sent along: the address itself is the permission (Teams, "Send and receive files using a bot"). */
export function createFileSource({
  allowLoopback,
  patienceMilliseconds = usualPatience,
}: FileSourceOptions): FileSource {
  async function get({ name, url: text }: SentFile, signal: AbortSignal): Promise<Uint8Array> {
    let url = parseFileUrl(text, allowLoopback);
    for (let hop = 0; hop <= mostRedirects && url !== null; hop += 1) {
      const response = await fetch(url, { redirect: 'manual', signal });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) {
        if (response.status === 200) return readBody(response, name);
        await response.body?.cancel();
        throw statusRefusal(name, response.status);
      }
      await response.body?.cancel();
      url = parseFileUrl(location, allowLoopback, url);
    }
    throw new Refusal(
      'bad-input',
      `${name} is not kept where Teams keeps files, so I did not fetch it. Attach the file itself to your message.`,
    );
  }

  return {
    async fetch(file) {
      const signal = AbortSignal.timeout(patienceMilliseconds);
      try {
        return await get(file, signal);
      } catch (error) {
        if (error instanceof Refusal) throw error;
        const words = signal.aborted
          ? `${file.name} did not arrive within ${patienceMilliseconds / 1000} seconds. Send it again in a minute.`
          : `Teams could not give me ${file.name} just now. Send it again in a minute.`;
        throw new Refusal('file-unreadable', words, { cause: error });
      }
    },
  };
}
