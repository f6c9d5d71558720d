import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../domain/shared/errors.ts';

/** Where a command writes its file. */
export interface OutOptions {
  readonly out: string;
  readonly force?: boolean;
}

/** Throws `bad-input` where the file cannot be written, or is there already and is not to be replaced. */
export async function checkPlace({ out, force }: OutOptions): Promise<void> {
  const folder = dirname(out);
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) {
    throw new Refusal('bad-input', `There is no folder ${folder}. Create it first, or name another.`);
  }
  const target = await stat(out).catch(() => null);
  if (target?.isDirectory()) {
    throw new Refusal('bad-input', `${out} is a folder. Name a file in it.`);
  }
  if (target !== null && force !== true) {
    throw new Refusal(
      'bad-input',
      `${out} is there already. Add --force to replace it, or name another file.`,
    );
  }
}

/** Writes beside the file and renames at the end, so that nobody ever finds half an export. */
export async function writeWhole<T>(
  file: string,
  write: (out: ReturnType<typeof createWriteStream>) => Promise<T>,
): Promise<T> {
  const unfinished = `${file}.${process.pid}.part`;
  const out = createWriteStream(unfinished, { flags: 'w' });
  try {
    const result = await new Promise<T>((resolve, reject) => {
      out.once('error', reject);
      write(out).then(resolve, reject);
    });
    await rename(unfinished, file);
    return result;
  } catch (error) {
    out.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}
