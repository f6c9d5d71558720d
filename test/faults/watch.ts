import { setTimeout as wait } from 'node:timers/promises';
import type { Accepted, Connector } from '../support/connector.ts';

/** New messages that the connector has accepted since `watch` began, as it comes. */
export interface Watch {
  readonly messages: readonly Accepted[];
  /** Of the conversations looked at, those with a message. */
  readonly reached: number;
  /** Resolves when so many have been reached, or after the time given; gives whether they have. */
  until(reached: number, withinMilliseconds: number): Promise<boolean>;
  stop(): Promise<void>;
}

const pollMilliseconds = 15;

/** Forgets what came before. Only messages of `conversations` are kept; `onMessage` hears of each. */
export async function watch(
  connector: Connector,
  conversations: ReadonlySet<string>,
  onMessage: (message: Accepted, isFirst: boolean) => void = () => undefined,
): Promise<Watch> {
  await connector.reset();
  const messages: Accepted[] = [];
  const reached = new Set<string>();
  let seen = 0;
  let stopped = false;

  const look = async () => {
    const fresh = await connector.accepted(seen);
    seen += fresh.length;
    for (const message of fresh) {
      if (message.kind !== 'message' || !conversations.has(message.conversation)) continue;
      const isFirst = !reached.has(message.conversation);
      reached.add(message.conversation);
      messages.push(message);
      onMessage(message, isFirst);
    }
  };
  const polling = (async () => {
    while (!stopped) {
      await look();
      await wait(pollMilliseconds);
    }
  })();

  return {
    messages,
    get reached() {
      return reached.size;
    },
    async until(count, withinMilliseconds) {
      const deadline = performance.now() + withinMilliseconds;
      while (reached.size < count) {
        if (performance.now() > deadline) return false;
        await wait(pollMilliseconds);
      }
      return true;
    },
    async stop() {
      stopped = true;
      await polling;
      await look();
    },
  };
}
