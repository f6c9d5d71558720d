import type { DigestSources } from '../../../src/domain/digest/action-in-cycle.ts';
import { collateDigest } from '../../../src/domain/digest/collate-digest.ts';
import { wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { collatePaper } from '../../../src/domain/paper/collate-paper.ts';
import type { Paper, PaperTable } from '../../../src/domain/paper/paper.ts';
import type { PaperSources } from '../../../src/domain/paper/paper-sources.ts';
import type { PaperSettings } from '../../../src/domain/plan/paper-settings.ts';
import { standardPaper } from '../../../src/domain/plan/paper-settings.ts';
import { aCycle, aPerson, aPlan, day } from '../../support/builders.ts';

const october = aCycle('2026-10-14', { state: 'frozen', frozenAt: '2026-10-07T17:00:00Z' });
const november = aCycle('2026-11-11', {
  state: 'frozen',
  frozenAt: '2026-11-04T17:00:00Z',
  frozenBy: 'Robin Pryce',
});

/** A paper of a frozen November cycle with October's before it, unless told otherwise. */
export function paperOf(
  facts: Partial<DigestSources>,
  paper: Partial<PaperSettings> = {},
  more: Partial<PaperSources> = {},
): Paper {
  const plan = { ...(facts.plan ?? aPlan()), paper: { ...standardPaper, ...paper } };
  const sources: DigestSources = {
    actions: [],
    people: [aPerson('sam-barron', { agency: 'Wexcombe Council' })],
    cycles: [october, november],
    cycle: november,
    lastPaper: null,
    updates: new Map(),
    filter: wholeDigest,
    today: day('2026-11-04'),
    ...facts,
    plan,
  };
  return collatePaper({
    plan,
    digest: collateDigest(sources),
    facts: sources,
    wordings: new Map(),
    lateChanges: [],
    ...more,
  });
}

/** The blocks under a heading of the first level, without it. */
export function sectionOf({ body }: Paper, title: string) {
  const at = body.findIndex((block) => block.kind === 'heading' && block.level === 1 && block.text === title);
  if (at < 0) return null;
  const end = body.findIndex((block, index) => index > at && block.kind === 'heading' && block.level === 1);
  return body.slice(at + 1, end < 0 ? undefined : end);
}

/** The cells of a table as plain text. */
export const rowsOf = ({ rows }: PaperTable) =>
  rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('')));
