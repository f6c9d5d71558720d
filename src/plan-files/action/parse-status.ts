import type { ActionStatus } from '../../domain/plan/document-facts.ts';

// In order: `merged and closed` is merged, `not complete` is not complete.
const statusWords: ReadonlyArray<readonly [ActionStatus, RegExp]> = [
  ['superseded', /\bsuperse[dc]ed\b|\breplaced\b/],
  ['merged', /\bmerged\b|\bcombined\b/],
  [
    'withdrawn',
    /\bwithdrawn\b|\bcancelled\b|\babandoned\b|\bno longer (required|needed)\b|\bclosed not (complete|completed|achieved)\b|\bwon t (fix|do)\b|\bby design\b/,
  ],
  [
    'not-started',
    /\bnot (yet )?(started|begun|commenced|due)\b|\b(yet to|to be) (start|begin)(ed)?\b|^(to ?do|new|backlog|up next|future|planned)$/,
  ],
  [
    'in-progress',
    /\bin progress\b|\bunder ?way\b|\bongoing\b|\bon going\b|\bopen\b|\bstarted\b|\bpart(ly|ially)?\b|\bnot (yet )?(fully )?(complete|completed|achieved|met|delivered|done|implemented|finished|closed)\b|\b(mostly|largely|nearly|almost|substantially)\b|\bpaused\b|\bin hand\b|\bprogressing\b|\bsome progress\b|\bincomplete\b|\bactive\b|\blive\b|\bon track\b|\bdelayed\b|^behind\b|\bbehind schedule\b|\boverdue\b|\bon hold\b|\bat risk\b|\boff track\b|\bworking on it\b|\bstuck\b|\bblocked\b|\bwaiting\b|\bdoing\b|\bin review\b|\bdeferred\b/,
  ],
  [
    'complete',
    /\bcompleted?\b|\bachieved\b|\bdelivered\b|\bdone\b|\bfinished\b|\bclosed\b|\bimplemented\b|\bmet\b/,
  ],
];

/** A status column's words; null when they are none of ours. */
export function parseStatus(text: string): ActionStatus | null {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return statusWords.find(([, said]) => said.test(words))?.[0] ?? null;
}
