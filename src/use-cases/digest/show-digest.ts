import type { Meeting } from '../../domain/calendar/meeting.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import {
  cycleBefore,
  cyclesBefore,
  type DigestSources,
  paperRatings,
} from '../../domain/digest/action-in-cycle.ts';
import { collateDigest } from '../../domain/digest/collate-digest.ts';
import type { Digest } from '../../domain/digest/digest.ts';
import { type DigestFilter, type DigestPart, wholeDigest } from '../../domain/digest/digest-filter.ts';
import { digestGroups } from '../../domain/digest/narrow-digest.ts';
import {
  type DigestVocabulary,
  type DigestWords,
  type ReadWords,
  readDigestWords,
} from '../../domain/digest/read-digest-words.ts';
import type { Permission } from '../../domain/people/permissions.ts';
import type { Person } from '../../domain/people/person.ts';
import { findGroup } from '../../domain/plan/find-group.ts';
import type { PlanInPaper } from '../../domain/plan/plan-in-paper.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { PlanStore, Services } from '../../ports.ts';
import { type CyclePosition, readPosition, readSnapshot } from '../cycle/read-position.ts';
import { chooseCycle, parseMeeting } from '../shared/read-cycle.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

/** What is asked for; what is left out or null is not narrowed. */
export interface DigestRequest {
  readonly planId: string;
  /** null: the open cycle, else the latest, else as imported. */
  readonly cycleId: string | null;
  /** What somebody typed behind `digest`; the rest below is for buttons and options, which know what they mean. */
  readonly words?: string;
  readonly level?: 'red' | 'amber' | null | undefined;
  /** A theme or priority in the reader's words. */
  readonly group?: string | null | undefined;
  readonly agency?: string | null | undefined;
  readonly lead?: string | null | undefined;
  readonly ref?: string | null | undefined;
  readonly only?: DigestPart | null | undefined;
  /** Movements since the last board that met by this day, `YYYY-MM-DD`; null for the board before. */
  readonly since?: string | null | undefined;
}

/** A digest with what it was made from, for what is made of the same facts. */
export interface ReadDigest {
  readonly digest: Digest;
  readonly facts: DigestSources;
}

/**
 * The red/amber digest for the board, its chair or the PM; of a frozen cycle as it was at the freeze. Throws `not-permitted`, `unknown-cycle`, and `bad-input`
 * naming what there is when the words fit nothing, or several things.
 */
export async function showDigest(...asked: Parameters<typeof readDigest>): Promise<Digest> {
  return (await readDigest(...asked)).digest;
}

/** The same, with what it was made from. Throws as `showDigest` does. */
export async function readDigest(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  request: DigestRequest,
): Promise<ReadDigest> {
  const { facts, took, since } = await readSources(services, requester, request, 'read-digest');
  const { cycle } = facts;
  const forMeeting = cycle === null ? null : drawingMeeting(cycle, request.cycleId);
  return { digest: { ...collateDigest(facts), took, since, forMeeting }, facts };
}

/** What a digest is made from, with who asked: null is the operator. */
interface ReadSources extends Pick<Digest, 'took' | 'since'> {
  readonly facts: DigestSources;
  readonly person: Person | null;
}

/** What is known of a cycle for somebody with this permission. Throws as `showDigest` does. */
export async function readSources(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  request: DigestRequest,
  permission: Permission,
): Promise<ReadSources> {
  const { planId } = request;
  const [{ plan: row, person, people }, storedCycles, meetings] = await Promise.all([
    readPlanFor(services.store, requester, planId),
    services.store.listCycles(planId),
    services.store.listMeetings(planId),
  ]);
  demand(person, permission);
  const calendar = meetings.map(({ value }) => value);
  const cycles = storedCycles.map(({ value }) => value);
  const none = cycles.length === 0 && request.cycleId === null;
  const cycle = none ? null : chooseCycle(cycles, request.cycleId, calendar);
  const told = cycles.filter((one) => one.cycleId === cycle?.cycleId || wasShown(one, calendar));
  const boardBefore = cycle && cycleBefore(cycle, told);
  const readShown = (board: Cycle | null) => board && readSnapshot(services.store, planId, board);
  // Mostly compared with the board before: what that one was shown is read beside the position.
  const [position, shownBefore] = await Promise.all([
    cycle ? readPosition(services.store, row, cycle, people) : readImported(services.store, row, people),
    readShown(boardBefore),
  ]);
  const { plan } = position;
  const today = todayIn(plan, services.clock.now());
  const { filter, since, took } = readRequest(request, { ...position, today });
  const compareWith = cycle && since !== null ? boardBy(cyclesBefore(cycle, told), since) : null;
  const before = compareWith === 'imported' ? null : (compareWith ?? boardBefore);
  const shown = before === boardBefore ? shownBefore : await readShown(before);
  const facts: DigestSources = {
    plan,
    actions: position.actions,
    people: position.people,
    // To what was kept at its freeze a cycle is the newest there is.
    cycles: position.kept ? told.filter(({ boardDate }) => boardDate <= (cycle?.boardDate ?? '')) : told,
    cycle,
    compareWith,
    lastPaper: before && shown && paperRatings(shown, before),
    updates: position.updates,
    filter,
    today,
  };
  return { facts, person, took, since };
}

/** The last of some boards that met by a day; where none had, the position as imported. */
function boardBy(boards: readonly Cycle[], day: string): Cycle | 'imported' {
  return boards.findLast(({ boardDate }) => boardDate <= day) ?? 'imported';
}

/** What a request narrows the digest to. */
function readRequest(request: DigestRequest, vocabulary: DigestVocabulary): DigestWords {
  const { words, level, group, agency = null, lead = null, ref = null, only = null, since = null } = request;
  if (words !== undefined) {
    const read = readDigestWords(words, vocabulary);
    if (read.kind === 'read') return read.words;
    throw new Refusal('bad-input', wordsRefused(read, vocabulary));
  }
  const levels: DigestFilter['levels'] = level ? [level] : wholeDigest.levels;
  const found = chooseGroup(digestGroups(vocabulary.actions), group ?? null);
  return { filter: { levels, group: found, agency, lead, ref, only }, since, took: [] };
}

function wordsRefused(read: Exclude<ReadWords, { kind: 'read' }>, { actions }: DigestVocabulary): string {
  if (read.kind === 'several') {
    return `“${read.said}” could be ${read.fit.join(' or ')}. Type more of the one you mean.`;
  }
  const groups = digestGroups(actions);
  const known = groups.length === 0 ? '' : ` This plan has: ${groups.join('; ')}.`;
  return `I know no theme, priority, agency, lead or action called “${read.said}”.${known} Or type “digest”, “digest red”, “digest overdue”, “digest no reply” or “digest since June”.`;
}

/** The meeting a digest was asked for where it is not the cycle's own; null where it is, or where none was named. */
function drawingMeeting({ cycleId, boardDate }: Cycle, named: string | null): string | null {
  const day = named === null ? cycleId : parseMeeting(named).toString();
  return day === cycleId || day === boardDate ? null : day;
}

/** Whether a board has met, or will, that sees a cycle's replies: of a cancelled meeting nobody has, unless another draws on them. */
function wasShown({ cycleId, boardDate }: Cycle, calendar: readonly Meeting[]): boolean {
  return (
    !calendar.some(({ date, state }) => date === boardDate && state === 'cancelled') ||
    calendar.some(({ cycle, state }) => cycle === cycleId && state === 'planned')
  );
}

/** Before the first cycle: the register as it stands. */
async function readImported(
  store: PlanStore,
  plan: PlanInPaper,
  people: readonly Person[],
): Promise<CyclePosition> {
  const actions = (await store.listActions(plan.id)).map(({ value }) => value);
  return { actions, people, plan, updates: new Map(), kept: false };
}

function chooseGroup(groups: readonly string[], words: string | null): string | null {
  if (words === null) return null;
  const group = findGroup(groups, words);
  if (group === null) {
    throw new Refusal(
      'bad-input',
      `No single theme or priority fits “${words}”. This plan has: ${groups.join('; ')}.`,
    );
  }
  return group;
}
