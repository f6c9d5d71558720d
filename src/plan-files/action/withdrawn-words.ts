import type { ActionDraft } from '../table/draft-rows.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';

const gone =
  '(?:withdrawn|deleted|removed|cancelled|discontinued|stood down|(?:this (?:action )?is )?no longer (?:required|needed|applicable|relevant|being (?:pursued|taken forward)))';
/** `WITHDRAWN - Open the hub`, `[Deleted] Open the hub`; `Removed barriers` says what was done. */
const opens = new RegExp(`^[\\s([*]*(?:action )?(${gone})\\s*(?:[)\\]*:.–—]|-(?= )|$)`, 'i');
/** `Open the hub (no longer required since May)`, `Open the hub - withdrawn` */
const closes = new RegExp(
  `[([]\\s*(?:action )?(${gone})(?:(?:[\\s,;:–—-]+(?:by|since|at|from (?:the |this )?plan|following|as|in|on|\\d))\\b[^()[\\]]{0,60})?[)\\]]\\.?$|[-–—:]\\s*(?:action )?(${gone})\\.?$`,
  'i',
);
/** What progress begins with: `Withdrawn by the board in May`, `Removed from the plan`. */
const progressOpens = new RegExp(
  `^(?:this |the )?(?:action )?(?:was |has been |is )?(${gone})(?:\\s*(?:[.:;,–—]|-(?= )|$)|\\s+(?:by|from the|from this|from plan|at the|following|as|in)\\b)`,
  'i',
);
/** Nearly no text has one of these words: it is looked at no further. */
const hint = /withdrawn|deleted|removed|cancelled|discontinued|stood down|no longer/i;
/** As much of a text as can say so. */
const looked = 300;

const choices = [
  { value: 'withdrawn', label: 'Withdrawn: keep them in the plan as closed, and ask nobody about them' },
  { value: 'keep', label: 'Still open: read them like any other action' },
] as const;

/** Why an action is withdrawn, where its title or its progress says so and the PM does not say otherwise; null for any other. */
export function readWithdrawn({ sheet, rows: [row] }: ActionDraft, questions: Questions): string | null {
  const title = row?.field('action') ?? null;
  const inTitle = title !== null && saysGone(title.text);
  const progress = row
    ?.fields('progress')
    .find(({ text }) => hint.test(text.slice(0, looked)) && progressOpens.test(text.slice(0, looked)));
  const field = inTitle ? title : progress;
  if (row === undefined || field === undefined) {
    return null;
  }
  const said = oneLine(field.text);
  const answer = questions.ask({
    id: 'withdrawn-words',
    text: `Some actions say in their words that they are withdrawn, as in “${said.slice(0, 80)}”. Are they closed?`,
    choices,
    taken: 'withdrawn',
    place: { sheet, row: row.number, column: field.header, value: field.text },
  });
  return answer === 'withdrawn' ? `The document says: ${said}` : null;
}

function saysGone(written: string): boolean {
  if (!hint.test(written)) {
    return false;
  }
  const [first = ''] = written.split('\n');
  const text = oneLine(written);
  return opens.test(first.slice(0, looked)) || closes.test(text.slice(-looked));
}
