import { createHash } from 'node:crypto';

/** What a calendar client asked for. */
export interface CalendarRequest {
  /** The last part of the path: `TOKEN.ics`. */
  readonly file: string;
  /** `If-None-Match`; '' where there is none. */
  readonly knownTags: string;
}

export interface CalendarAnswer {
  readonly status: 200 | 304 | 404 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The calendar behind a link, as text; null for a link that was never given or has been replaced. */
export type ReadCalendar = (token: string) => Promise<string | null>;

/** Ten years of several boards are a fraction of it. */
const largestBytes = 4 * 1024 * 1024;
const tokenFile = /^([A-Za-z0-9_-]{16,128})\.ics$/;
// The link is the key: nobody on the way may keep the answer or pass the address on.
const guarded = {
  'Cache-Control': 'private, no-cache',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
};

/** A file that a calendar client asks for by its link. Whoever guesses learns nothing: unknown and malformed read the same. */
export async function answerCalendar(
  { file, knownTags }: CalendarRequest,
  read: ReadCalendar,
): Promise<CalendarAnswer> {
  const [, token] = tokenFile.exec(file) ?? [];
  const calendar = token === undefined ? null : await read(token);
  if (calendar === null) {
    return asText(404, 'There is no calendar at this address. Ask the project manager for a new link.\n');
  }
  if (Buffer.byteLength(calendar) > largestBytes) {
    return asText(
      503,
      'The calendar is too long to be given out. Ask the project manager for it as a file.\n',
    );
  }
  const tag = tagOf(calendar);
  const headers = { ...guarded, ETag: tag };
  if (isKnown(tag, knownTags)) return { status: 304, headers, body: '' };
  return {
    status: 200,
    headers: {
      ...headers,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="board-calendar.ics"',
    },
    body: calendar,
  };
}

/** For when storage is away: a calendar client asks again by itself. */
export function calendarUnavailable(): CalendarAnswer {
  const { status, headers, body } = asText(503, 'The calendar cannot be read now. Try again in a minute.\n');
  return { status, headers: { ...headers, 'Retry-After': '60' }, body };
}

function asText(status: 404 | 503, body: string): CalendarAnswer {
  return { status, headers: { ...guarded, 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

/** Weak, because each writing is stamped with its time, which changes nothing for the reader. */
function tagOf(calendar: string): string {
  const content = calendar.replace(/^DTSTAMP[:;].*$/gm, '');
  return `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`;
}

function isKnown(tag: string, knownTags: string): boolean {
  const bare = (text: string) => text.trim().replace(/^W\//, '');
  return knownTags.split(',').some((known) => known.trim() === '*' || bare(known) === bare(tag));
}
