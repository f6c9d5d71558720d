/** At most so many messages to one conversation within so many milliseconds. */
export interface MessageWindow {
  readonly milliseconds: number;
  readonly most: number;
}

/** Half of what Teams takes from one bot in one conversation (rate limits, page of 8 October 2026): the rest is for answers. */
const halfOfTeams: readonly MessageWindow[] = [
  { milliseconds: 1_000, most: 3 },
  { milliseconds: 2_000, most: 4 },
  { milliseconds: 30_000, most: 30 },
  { milliseconds: 3_600_000, most: 900 },
];

export interface ConversationAllowance {
  /** 0 when a message may leave at `now`, and it then counts as left; else the milliseconds until one may. `now` never goes back. */
  take(conversationId: string, now: number): number;
}

/** Of one replica; what others send to the same conversation at the same time is the other half's business. */
export function createConversationAllowance(
  windows: readonly MessageWindow[] = halfOfTeams,
): ConversationAllowance {
  const longest = Math.max(...windows.map(({ milliseconds }) => milliseconds));
  const sent = new Map<string, number[]>();
  let sweptAt = 0;

  function forgetOld(now: number): void {
    if (now - sweptAt < longest) return;
    sweptAt = now;
    for (const [id, times] of sent) {
      if (now - (times.at(-1) ?? 0) >= longest) sent.delete(id);
    }
  }

  return {
    take(conversationId, now) {
      forgetOld(now);
      const times = (sent.get(conversationId) ?? []).filter((at) => now - at < longest);
      const waits = windows.map(({ milliseconds, most }) => {
        const blocking = times.at(-most);
        return blocking === undefined ? 0 : Math.max(0, blocking + milliseconds - now);
      });
      const wait = Math.max(0, ...waits);
      if (wait === 0) times.push(now);
      sent.set(conversationId, times);
      return wait;
    },
  };
}
