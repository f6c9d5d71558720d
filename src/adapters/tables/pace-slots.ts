/** What all replicas know of one tenant's allowance. Times are milliseconds of the storage's clock. */
export interface PaceState {
  /** Number of the slot that the first mark of `taken` stands for; slot n is at `n * interval`. */
  readonly from: number;
  /** One character a slot: `x` taken, `.` free; free beyond its end. */
  readonly taken: string;
  /** Replicas that have asked for slots, with when they did so last. */
  readonly replicas: Readonly<Record<string, number>>;
  /** Nobody sends before this. */
  readonly pausedUntil: number;
}

export const noPace: PaceState = { from: 0, taken: '', replicas: {}, pausedUntil: 0 };

export interface SlotRequest {
  readonly replica: string;
  readonly now: number;
  /** Milliseconds between two slots. */
  readonly interval: number;
  /** How far ahead slots are taken. */
  readonly horizon: number;
  /** Slots nearer than this that nobody has taken are for whoever asks. */
  readonly near: number;
}

/** A replica that has not asked for so long has nothing to send, or has ended. */
const activeMilliseconds = 2_000;
/** Time for the reservation itself: a nearer slot would be missed before its owner knows of it. */
const leadMilliseconds = 10;

/**
 * Reserves slots for one replica: those of its own lane, every n-th where n replicas are active, and all near ones that
 * are still free, because whoever they were meant for would have taken them by now. Gives the new state
 * and the times of the reserved slots, oldest first. No slot is ever given twice.
 */
export function reserveSlots(
  state: PaceState,
  request: SlotRequest,
): { readonly state: PaceState; readonly slots: readonly number[] } {
  const { replica, now, interval, horizon, near } = request;
  const others = Object.entries(state.replicas).filter(
    ([id, seen]) => id !== replica && now - seen < activeMilliseconds,
  );
  const ids = [replica, ...others.map(([id]) => id)].sort();
  const lane = ids.indexOf(replica);
  const first = Math.ceil((Math.max(now, state.pausedUntil) + leadMilliseconds) / interval);
  const last = Math.floor((now + horizon) / interval);
  const from = Math.ceil(now / interval);
  const replicas = Object.fromEntries([...others, [replica, now]]);
  // This clock is so far behind the others' that they have forgotten the slots it sees: it takes none.
  if (last < state.from) return { state: { ...state, replicas }, slots: [] };
  const marks: string[] = [];
  const slots: number[] = [];
  for (let slot = from; slot <= last; slot += 1) {
    const at = slot * interval;
    const isFree = slot >= state.from && state.taken[slot - state.from] !== 'x';
    const isMine = slot % ids.length === lane || at - now < near;
    const take = isFree && isMine && slot >= first;
    if (take) slots.push(at);
    marks.push(isFree && !take ? '.' : 'x');
  }
  // A clock behind another's must not forget what that one has taken further ahead.
  const beyond = state.taken.slice(last + 1 - state.from);
  return {
    state: { from, taken: marks.join('') + beyond, replicas, pausedUntil: state.pausedUntil },
    slots,
  };
}

/** The state once nobody may send before `until`; an earlier end than the one known changes nothing. */
export function pauseSlots(state: PaceState, until: number): PaceState {
  return { ...state, pausedUntil: Math.max(state.pausedUntil, until) };
}
