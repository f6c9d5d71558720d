import { CardFactory, type InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { type Insert, searchCommand } from '../../chat/insert.ts';
import { Refusal } from '../../domain/shared/errors.ts';

/** What Teams asks with while somebody types into the search beside their message. */
export const composeQueryInvoke = 'composeExtension/query';

/** What somebody looks for, and which of what is found is to be shown. */
export interface ComposeQuery {
  readonly words: string;
  readonly skip: number;
  readonly count: number;
}

/** More fit no screen; Teams asks for the next ones as somebody scrolls. */
const mostResults = 10;
/** No ref, title or theme is nearly as long. */
const longestWords = 1000;

const query = z.object({
  commandId: z.literal(searchCommand.id),
  parameters: z
    .array(z.object({ name: z.string().max(100), value: z.unknown() }))
    .max(10)
    .default([]),
  queryOptions: z
    .object({
      skip: z.number().int().min(0).max(100_000).default(0),
      count: z.number().int().min(1).max(1000).default(mostResults),
    })
    .nullish(),
});

/** Reads a search; '' for the one that Teams makes before anything is typed. Throws `bad-input` in words for the sender. */
export function parseComposeQuery(value: unknown): ComposeQuery {
  const parsed = query.safeParse(value);
  if (!parsed.success) {
    const words = 'This search could not be read. Close Board Actions here and open it again.';
    throw new Refusal('bad-input', words, { cause: parsed.error });
  }
  const { parameters, queryOptions } = parsed.data;
  const typed = parameters.find(({ name }) => name === searchCommand.parameter.name)?.value ?? '';
  if (typeof typed !== 'string' || typed.length > longestWords) {
    throw new Refusal('bad-input', 'That is too long to look for. Type a ref or a few words of a title.');
  }
  const { skip = 0, count = mostResults } = queryOptions ?? {};
  return { words: typed, skip, count: Math.min(count, mostResults) };
}

const answer = (composeExtension: object): InvokeResponse => ({ status: 200, body: { composeExtension } });

/** Words where the results would be. */
export function composeMessage(text: string): InvokeResponse {
  return answer({ type: 'message', text });
}

/** Characters of JSON in the blocks of one card, and of them all: a message of 60 KB at most, and an answer that is quick to send. */
const room = { card: 24_000, all: 48_000 } as const;

/** The text of a preview is read as HTML. */
const asHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What is found, to choose from; a card is put into the message as it is shown here. */
export function composeResults(inserts: readonly Insert[], { skip, count }: ComposeQuery): InvokeResponse {
  const shown = inserts.slice(skip, skip + count);
  const each = Math.min(room.card, Math.floor(room.all / Math.max(1, shown.length)));
  const attachments = shown.map((insert) => ({
    ...CardFactory.adaptiveCard(insert.card(each)),
    preview: CardFactory.thumbnailCard(insert.title, undefined, undefined, { text: asHtml(insert.text) }),
  }));
  return answer({ type: 'result', attachmentLayout: 'list', attachments });
}

/** What a search is answered with while its work goes on: nothing can be shown there later. */
export const lateSearch =
  'The register takes longer than usual. Search again in a moment; or write “digest” or “action” and its ref to me in our own chat, where I bring the answer however long it takes.';
