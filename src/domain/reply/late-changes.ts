import type { CycleHeader } from '../cycle/cycle-header.ts';
import type { ActionId } from '../plan/action.ts';
import type { Timescale } from '../shared/timescale.ts';
import { describeTimescale } from '../shared/timescale.ts';
import type { FrozenAction, FrozenFacts } from './frozen.ts';
import { noChangeReply, saidBy } from './reply.ts';
import { type Reply, replyIn, toldFields } from './reply-fields.ts';
import type { Update } from './update.ts';

/** What a lead says of one action, at the freeze or now. */
export interface Position extends Omit<Reply, 'kind' | 'revised'> {
  /** The revised date asked for, in words; '' where none is. */
  readonly revised: string;
}

export type PositionField = keyof Position;

/** One action whose reply is no longer what the frozen paper says. */
export interface LateChange {
  readonly actionId: ActionId;
  readonly ref: string;
  readonly title: string;
  /** As the paper has it. */
  readonly before: Position;
  readonly now: Position;
  /** What differs; [] where a reply has come that says what was known already. */
  readonly changed: readonly PositionField[];
  /** Nobody had answered at the freeze: the paper says so. */
  readonly firstReply: boolean;
  /** Who said it, in words. */
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

/** The late changes of one cycle, as the PM and the chair are told them. */
export interface LateChanges extends CycleHeader {
  readonly timeZone: string;
  /** When the paper's data were fixed, ISO. */
  readonly frozenAt: string;
  readonly signedOff: boolean;
  readonly changes: readonly LateChange[];
}

function positionOf(reply: Reply, revised: Timescale | null): Position {
  const { kind, ...told } = replyIn(reply);
  return { ...told, revised: revised === null ? '' : describeTimescale(revised) };
}

function saidPosition(update: Update): Position {
  return positionOf(update, update.revised ?? update.revisedBefore?.timescale ?? null);
}

/** What the paper says of an action: its reply at the freeze, else what was last known. */
function frozenPosition({ action, update }: FrozenAction): Position {
  if (update !== null) return saidPosition(update);
  return positionOf(noChangeReply(action, null), action.revisedTimescale?.timescale ?? null);
}

function differs(field: PositionField, before: Position, now: Position): boolean {
  return field === 'rating' ? before.rating.label !== now.rating.label : before[field] !== now[field];
}

/**
 * What has been said since a freeze, in the plan's order: every reply that is not the one the snapshot holds. Told by
 * comparison rather than by when it was saved, so that one read before the freeze and saved after it is among them.
 */
export function lateChanges(
  frozen: Pick<FrozenFacts, 'actions'>,
  updatesNow: ReadonlyMap<ActionId, Update>,
  nameOf: (personId: string) => string,
): LateChange[] {
  return frozen.actions.flatMap((known): LateChange[] => {
    const update = updatesNow.get(known.action.id);
    if (update === undefined) return [];
    if (known.update?.version === update.version && known.update.at === update.at) return [];
    const before = frozenPosition(known);
    const now = saidPosition(update);
    const changed = toldFields.filter((field) => differs(field, before, now));
    const firstReply = known.update === null;
    if (changed.length === 0 && !firstReply) return [];
    const { id: actionId, ref, title } = known.action;
    const by = saidBy(update, nameOf);
    return [{ actionId, ref, title, before, now, changed, firstReply, by, at: update.at }];
  });
}
