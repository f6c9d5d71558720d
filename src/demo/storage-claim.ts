import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/**
 * Who runs the embedded storage of a folder, as files `storage-claim-<number>.json` in it. The highest number
 * counts. A claim is taken by making the next number exclusively, never by replacing a file, and the highest is never
 * deleted, so two starters cannot both hold it however their steps fall.
 */
const claimSchema = z.object({
  pid: z.number().int(),
  state: z.enum(['starting', 'running', 'closing', 'closed']),
  tablePort: z.number().int().nullable(),
  queuePort: z.number().int().nullable(),
  /** Where its users hold it, and the word that lets them: none in the claims of versions that kept it in the service’s process. */
  lease: z.object({ port: z.number().int(), token: z.string() }).nullable().default(null),
});

export type Claim = z.infer<typeof claimSchema>;

export interface NumberedClaim {
  readonly number: number;
  /** null when the file cannot be read as a claim: its maker is still writing, or died at it. */
  readonly claim: Claim | null;
  /** Milliseconds since the file was last written. */
  readonly age: number;
}

const fileName = /^storage-claim-(\d{1,9})\.json$/;

/** The claim that counts; null in a folder that nobody has used. */
export async function readClaim(folder: string): Promise<NumberedClaim | null> {
  const number = Math.max(0, ...(await claimNumbers(folder)));
  if (number === 0) return null;
  const file = claimPath(folder, number);
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    return { number, claim: parseClaim(text), age: Math.max(0, Date.now() - mtimeMs) };
  } catch (error) {
    // A newer claim was made and this one tidied away between the two steps.
    if (isCode(error, 'ENOENT')) return readClaim(folder);
    throw error;
  }
}

/** Takes the claim after number `after`; false when somebody else was faster. */
export async function takeClaim(folder: string, after: number, claim: Claim): Promise<boolean> {
  const number = after + 1;
  try {
    await writeFile(claimPath(folder, number), JSON.stringify(claim), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
  const numbers = await claimNumbers(folder);
  if (Math.max(...numbers) > number) {
    // We looked so long ago that our number had been used and tidied away.
    await rm(claimPath(folder, number), { force: true });
    return false;
  }
  const older = numbers.filter((other) => other < number);
  await Promise.all(older.map((other) => rm(claimPath(folder, other), { force: true })));
  return true;
}

/** Says how far the holder of a claim has come; readers see the old text or the new, never half of it. */
export async function writeClaim(folder: string, number: number, claim: Claim): Promise<void> {
  const draft = path.join(folder, `storage-claim.${claim.pid}.tmp`);
  await writeFile(draft, JSON.stringify(claim), { mode: 0o600 });
  await rename(draft, claimPath(folder, number));
}

async function claimNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => {
    const digits = fileName.exec(name)?.[1];
    return digits === undefined ? [] : [Number(digits)];
  });
}

function claimPath(folder: string, number: number): string {
  return path.join(folder, `storage-claim-${number}.json`);
}

function parseClaim(text: string): Claim | null {
  try {
    return claimSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
