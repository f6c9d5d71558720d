import type { InvokeResponse, TurnContext } from 'botbuilder';
import type { Place } from '../../chat/conversation.ts';
import { findInserts } from '../../chat/converse.ts';
import type { Services } from '../../ports.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';
import {
  type ComposeQuery,
  composeMessage,
  composeResults,
  lateSearch,
  parseComposeQuery,
} from './compose-query.ts';
import { parseSender, type SenderRules } from './parse-activity.ts';
import { refusalText, settleWork, type Turn, waitOn } from './turn.ts';

interface SearchParts {
  readonly services: Services;
  readonly rules: SenderRules;
  readonly addresses: Pick<Place, 'calendarUrl' | 'documentUrl'>;
}

/**
 * Somebody looks for what to put into a message of theirs, in whatever conversation they are: told to them alone. What they
 * choose others will read, so that it is found as where others read along.
 */
export async function answerSearch(
  context: TurnContext,
  turn: Turn,
  { services, rules, addresses }: SearchParts,
): Promise<void> {
  const respond = (value: InvokeResponse) => context.sendActivity({ type: 'invokeResponse', value });
  let query: ComposeQuery;
  let sender: Sender;
  try {
    sender = parseSender(context.activity, rules);
    query = parseComposeQuery(context.activity.value);
  } catch (error) {
    await respond(composeMessage(refusalText(error, turn)));
    return;
  }
  const place = { scope: 'shared', asksFirst: false, takesFiles: false, ...addresses } as const;
  const conversation = { services, sender, ...place };
  const work = settleWork(
    findInserts(conversation, query.words).then((inserts) => composeResults(inserts, query)),
  );
  const inTime = await Promise.race([work, turn.exchange.due]);
  if (inTime !== 'due') {
    await respond('done' in inTime ? inTime.done : composeMessage(refusalText(inTime.error, turn)));
    return;
  }
  services.logger.info({}, 'search is late');
  turn.exchange.answer(composeMessage(lateSearch));
  const ended = await waitOn(work, turn);
  if ('error' in ended) refusalText(ended.error, turn);
}
