import type { Accepted } from '../support/connector.ts';

/** A message that came to a conversation twice. */
export interface Repeat {
  readonly conversation: string;
  /** When the two requests came in, milliseconds of the epoch. */
  readonly first: number;
  readonly second: number;
}

/** Each copy after the first, where every conversation should have got one message. */
export function findRepeats(messages: readonly Accepted[]): Repeat[] {
  const last = new Map<string, number>();
  const repeats: Repeat[] = [];
  for (const { conversation, at } of messages.toSorted((a, b) => a.at - b.at)) {
    const first = last.get(conversation);
    if (first !== undefined) repeats.push({ conversation, first, second: at });
    last.set(conversation, at);
  }
  return repeats;
}

/** A request may still be on its way to the connector when its sender is killed. */
const onItsWay = 250;
/** Between a message's going out and its being recorded; a busy machine takes its time. */
const untilRecorded = 5_000;

/**
 * Gives every repeat a kill of its own that can have caused it: one between the first copy's leaving and its record.
 * Those for which none is left come back in `unexplained`. Earliest end first, which finds a kill for as many as can
 * have one.
 */
export function blameKills(
  repeats: readonly Repeat[],
  kills: readonly number[],
): { readonly explained: number; readonly unexplained: readonly Repeat[] } {
  const free = kills.toSorted((a, b) => a - b);
  const windows = repeats
    .map((repeat) => ({
      repeat,
      from: repeat.first - onItsWay,
      to: Math.min(repeat.second, repeat.first + untilRecorded),
    }))
    .toSorted((a, b) => a.to - b.to);
  const unexplained: Repeat[] = [];
  for (const { repeat, from, to } of windows) {
    const found = free.findIndex((kill) => kill >= from && kill <= to);
    if (found < 0) unexplained.push(repeat);
    else free.splice(found, 1);
  }
  return { explained: repeats.length - unexplained.length, unexplained };
}
