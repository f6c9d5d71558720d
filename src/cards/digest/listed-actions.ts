import type { Digest, DigestHead } from '../../domain/digest/digest.ts';
import { describeTimescale, type Timescale } from '../../domain/shared/timescale.ts';
import { actionHead, type Block, blocksOf, labelledWords } from '../kit/blocks.ts';
import type { ActionData, PageFilter } from '../kit/buttons.ts';
import { ratingMark } from '../kit/words.ts';

export const section = (text: string, items: number): Block => ({
  kind: 'section',
  text: `${text} (${items})`,
});

export function noneBlock(text: string): Block {
  return { kind: 'text', text };
}

/** `December 2018 (11 months late; not yet approved)`. */
export function noted(text: string, ...notes: readonly (string | null)[]): string {
  const known = notes.filter((note) => note !== null);
  return known.length === 0 ? text : `${text} (${known.join('; ')})`;
}

export const pending = (approved: boolean) => (approved ? null : 'not yet approved');

/** What opens one action of a digest; which page to go back to is known once the pages are. */
export function opensAction(digest: Digest, { actionId }: { readonly actionId: string }): ActionData {
  const { planId } = digest;
  const cycleId = digest.forMeeting ?? digest.cycleId;
  const meeting = cycleId === null ? {} : { meeting: cycleId };
  const filter = pageFilter(digest);
  const narrowed = Object.keys(filter).length === 0 ? {} : { filter };
  return { verb: 'digest.action', planId, ...meeting, actionId, ...narrowed };
}

/** What a digest is narrowed to, as its buttons carry it. */
export function pageFilter({ filter, since }: Digest): PageFilter {
  const [level] = filter.levels.length === 1 ? filter.levels : [];
  const { group, agency, lead, ref, only } = filter;
  return {
    ...(level === undefined ? {} : { level }),
    ...(group === null ? {} : { group: group.slice(0, 200) }),
    ...(agency === null ? {} : { agency: agency.slice(0, 200) }),
    ...(lead === null ? {} : { lead }),
    ...(ref === null ? {} : { ref: ref.slice(0, 100) }),
    ...(only === null ? {} : { only }),
    ...(since === null ? {} : { since }),
  };
}

/** The head of an action in a list of its own: its rating, its leads and whatever the list is about. */
export function listed(
  head: DigestHead,
  open: ActionData,
  facts: readonly string[],
  words: readonly string[] = [],
): Block[] {
  return [
    ...actionHead(head, open),
    { kind: 'mark', mark: ratingMark(head.rating), text: '' },
    ...blocksOf(
      'fact',
      [head.leads.length === 0 ? 'No confirmed lead' : head.leads.join(', '), ...facts].flatMap((fact) =>
        labelledWords('', fact),
      ),
    ),
    ...blocksOf(
      'text',
      words.flatMap((text) => labelledWords('', text)),
    ),
  ];
}

export const timescaleWords = (timescale: Timescale) =>
  describeTimescale(timescale).trim() === '' ? 'none given' : describeTimescale(timescale);
