import { crc32 } from 'node:zlib';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { Refusal } from '../domain/shared/errors.ts';
import { unreadable } from './unreadable.ts';

/** A zip package (xlsx, docx) opened within bounds. */
export interface Archive {
  /** Every entry, read or not. */
  readonly names: readonly string[];
  /** One entry's content, found whatever the case of its name; null when there is none. */
  read(name: string): Promise<Uint8Array | null>;
}

/** How much of a package is taken, so that a hostile or mistaken one cannot take the service down. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Of all entries that are read together. */
  readonly unpackedBytes: number;
}

/**
 * Opens a zip package within bounds: declared and actual sizes of everything read are both held to
 * `limits.unpackedBytes` and contents to their checksums, so that a bomb or a damaged file is refused
 * before any other library sees it. Opening and reading throw Refusal('file-unreadable'), reading with the
 * entry's name.
 */
export async function openArchive(file: string, bytes: Uint8Array, limits: ArchiveLimits): Promise<Archive> {
  return orDamaged(file, async () => {
    const zip = await openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    // An error raised between two reads would otherwise have no listener and end the process.
    zip.on('error', () => undefined);
    if (zip.entryCount > limits.entries) {
      throw unreadable(
        file,
        'has far more parts than such a file needs: copy what it holds into a new file and send that.',
      );
    }
    const entries = new Map<string, Entry>();
    for await (const entry of entriesOf(zip)) {
      entries.set(entry.fileName.toLowerCase(), entry);
    }
    let room = limits.unpackedBytes;
    return {
      names: [...entries.values()].map(({ fileName }) => fileName),
      read: (name) =>
        orDamaged(`${file} (${name})`, async () => {
          const entry = entries.get(name.toLowerCase());
          if (entry === undefined) {
            return null;
          }
          const content = await readEntry(`${file} (${name})`, zip, entry, room);
          room -= content.byteLength;
          return content;
        }),
    };
  });
}

async function orDamaged<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) {
      throw error;
    }
    throw unreadable(
      file,
      'is damaged or cut short: open it in the program that made it, save it again and send that.',
      error,
    );
  }
}

function tooLarge(file: string): Refusal {
  return unreadable(
    file,
    'unpacks to far more than such a file needs: copy what it holds into a new file and send that.',
  );
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error) {
        reject(error);
      } else {
        resolve(zip);
      }
    });
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await nextEntry(zip);
    if (entry === null) {
      return;
    }
    yield entry;
  }
}

function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      zip.off('entry', onEntry);
      zip.off('end', onEnd);
      zip.off('error', onError);
      act();
    };
    const onEntry = (entry: Entry) => settle(() => resolve(entry));
    const onEnd = () => settle(() => resolve(null));
    const onError = (error: Error) => settle(() => reject(error));
    zip.on('entry', onEntry);
    zip.on('end', onEnd);
    zip.on('error', onError);
    zip.readEntry();
  });
}

async function readEntry(file: string, zip: ZipFile, entry: Entry, room: number): Promise<Uint8Array> {
  if ((entry.generalPurposeBitFlag & 1) !== 0) {
    throw unreadable(file, 'is protected by a password: take the password off and send it again.');
  }
  if (entry.uncompressedSize > room) {
    throw tooLarge(file);
  }
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error) {
        reject(error);
      } else {
        resolve(opened);
      }
    });
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const piece = Buffer.from(chunk as Uint8Array);
    size += piece.byteLength;
    if (size > room) {
      throw tooLarge(file);
    }
    chunks.push(piece);
  }
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) {
    throw new Error(`Checksum of ${entry.fileName} does not match.`);
  }
  return content;
}
