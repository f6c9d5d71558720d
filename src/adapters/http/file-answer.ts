/** A document for whoever has its link. */
export interface SharedFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The documents behind links. */
export interface SharedFiles {
  /** Whether a link stands for a document now; makes none. */
  has(token: string): Promise<boolean>;
  /** null for a link that was never given or has ended. */
  read(token: string): Promise<SharedFile | null>;
}

export interface FileAnswer {
  readonly status: 200 | 404 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

// The link is the key: nobody on the way may keep the answer or pass the address on, and no page may frame it.
const guarded = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

function asText(status: 404 | 503, words: string): FileAnswer {
  const headers = { ...guarded, 'Content-Type': 'text/plain; charset=utf-8' };
  return { status, headers, body: Buffer.from(words) };
}

/**
 * A document that somebody asks for by its link. Whoever guesses learns nothing: ended, unknown and malformed read the same.
 * Looking without taking (HEAD) makes no document.
 */
export async function answerFile(
  { token, method }: { readonly token: string; readonly method: 'GET' | 'HEAD' },
  files: SharedFiles,
): Promise<FileAnswer> {
  const looksAlone = method === 'HEAD';
  const file = looksAlone ? null : await files.read(token);
  if (looksAlone ? !(await files.has(token)) : file === null) {
    return asText(
      404,
      'There is no file at this address, or its link has ended. Ask Board Actions in Teams for a new one.\n',
    );
  }
  if (file === null) return { status: 200, headers: guarded, body: new Uint8Array() };
  const headers = {
    ...guarded,
    'Content-Type': file.mediaType,
    'Content-Disposition': `attachment; filename="${file.fileName.replaceAll(/[^\w.-]/gu, '_')}"`,
  };
  return { status: 200, headers, body: file.bytes };
}

/** For when storage is away. */
export function fileUnavailable(): FileAnswer {
  const { status, headers, body } = asText(503, 'The file cannot be made now. Try again in a minute.\n');
  return { status, headers: { ...headers, 'Retry-After': '60' }, body };
}
