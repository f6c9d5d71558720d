import type { Temporal } from 'temporal-polyfill';
import type { Meeting } from './domain/calendar/meeting.ts';
import type { Cycle } from './domain/cycle/cycle.ts';
import type { Delivery, DeliveryKey } from './domain/delivery/delivery.ts';
import type { Escalation } from './domain/delivery/escalation.ts';
import type { SendOutcome } from './domain/delivery/send-outcome.ts';
import type { AskedPost } from './domain/digest/asked-post.ts';
import type { CycleStatus } from './domain/digest/cycle-status.ts';
import type { Digest } from './domain/digest/digest.ts';
import type { InlinePicture } from './domain/digest/pictures.ts';
import type { DocumentLink, DocumentOffer, DocumentRequest } from './domain/export/document.ts';
import type { ImportedPlan } from './domain/import/imported-plan.ts';
import type { LeadMatch } from './domain/leads/lead-match.ts';
import type { FirstManagers } from './domain/people/first-managers.ts';
import type { Person, PersonId } from './domain/people/person.ts';
import type { ReachReport } from './domain/people/reach.ts';
import type { TeamMember } from './domain/people/team-member.ts';
import type { Action, ActionId } from './domain/plan/action.ts';
import type { FrontSheet } from './domain/plan/paper-settings.ts';
import type { Plan, PlanId } from './domain/plan/plan.ts';
import type { ReadingAnswers, ReadingChoices } from './domain/plan/plan-columns.ts';
import type { FrozenAction, FrozenFacts } from './domain/reply/frozen.ts';
import type { Prompt } from './domain/reply/prompt.ts';
import type { AskedQuestion, Question } from './domain/reply/question.ts';
import type { Update } from './domain/reply/update.ts';
import type { Wording } from './domain/reply/wording.ts';
import type { LogCode } from './domain/shared/log-words.ts';

/** Who did something: the authenticated Teams user, or the operator of the command line. */
export interface Actor {
  /** Entra object id, lower case; `cli` for the command line, `system` for the scheduler. */
  readonly userId: string;
  readonly name: string;
}

export interface LogEntry<What extends string = LogCode> {
  /** Stable code of what was done: `reply-saved`. */
  readonly what: What;
  readonly actor: Actor;
  readonly at: string;
  readonly from: 'teams' | 'cli' | 'system';
  /** Facts of the change, from what to what; ids and values, never a secret. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** An earlier version of an action or an update, kept when a newer one replaced it. */
export interface HistoryEntry {
  readonly actionId: ActionId;
  readonly at: string;
  readonly by: Actor;
  readonly action: Action | null;
  readonly update: Update | null;
}

/** A piece of what a cycle's paper is made from, as it was at the freeze. `snapshot` names the freeze it belongs to. */
export interface FrozenRow {
  readonly cycleId: string;
  readonly snapshot: string;
  readonly part: FrozenAction | Pick<FrozenFacts, 'people' | 'plan'>;
}

/** The front sheet of a frozen cycle's paper as it was at the sign-off; inserted with it and never changed. */
export interface SignedSheet {
  readonly cycleId: string;
  /** The freeze whose paper was signed off. */
  readonly snapshot: string;
  readonly frontSheet: FrontSheet;
}

/** A value as stored, with the tag that a later replacement must carry. */
export interface Stored<T> {
  readonly value: T;
  readonly etag: string;
}

/** What a plan's partition holds, by the kind of its rows. */
export interface RowValues {
  readonly plan: Plan;
  readonly action: Action;
  readonly person: Person;
  readonly lead: LeadMatch;
  readonly meeting: Meeting;
  readonly cycle: Cycle;
  readonly update: Update;
  readonly wording: Wording;
  readonly question: Question;
  readonly frozen: FrozenRow;
  readonly sheet: SignedSheet;
  readonly delivery: Delivery;
  readonly history: HistoryEntry;
  readonly log: LogEntry;
}

export type Row<K extends keyof RowValues = keyof RowValues> = {
  readonly [Kind in K]: { readonly kind: Kind; readonly value: RowValues[Kind] };
}[K];

export type Write =
  | { readonly op: 'insert'; readonly row: Row }
  /** Replaces the whole row, only if it still carries this tag. */
  | { readonly op: 'replace'; readonly row: Row; readonly etag: string };

/** Thrown by a commit that lost a race: an inserted row was there, or a replaced one had changed. Nothing was written. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  readonly reason: 'exists' | 'changed';

  constructor(reason: 'exists' | 'changed', options?: ErrorOptions) {
    super(
      reason === 'exists' ? 'A row to insert is already there.' : 'A row has changed since it was read.',
      options,
    );
    this.reason = reason;
  }
}

/**
 * The plans' partitions. Reads return null or [] for absence only; every other failure is thrown as a
 * `Failure`. A list is complete whatever its size, in key order.
 */
export interface PlanStore {
  readPlan(planId: PlanId): Promise<Stored<Plan> | null>;
  readAction(planId: PlanId, actionId: ActionId): Promise<Stored<Action> | null>;
  listActions(planId: PlanId): Promise<Stored<Action>[]>;
  listPeople(planId: PlanId): Promise<Stored<Person>[]>;
  /** What the PM has decided on the plan's lead texts. */
  listLeadMatches(planId: PlanId): Promise<Stored<LeadMatch>[]>;
  readMeeting(planId: PlanId, date: string): Promise<Stored<Meeting> | null>;
  /** By date, oldest first; moved and cancelled ones among them. */
  listMeetings(planId: PlanId): Promise<Stored<Meeting>[]>;
  readCycle(planId: PlanId, meeting: string): Promise<Stored<Cycle> | null>;
  /** By meeting date, oldest first. */
  listCycles(planId: PlanId): Promise<Stored<Cycle>[]>;
  readUpdate(planId: PlanId, meeting: string, actionId: ActionId): Promise<Stored<Update> | null>;
  listUpdates(planId: PlanId, meeting: string): Promise<Stored<Update>[]>;
  readWording(planId: PlanId, meeting: string, actionId: ActionId): Promise<Stored<Wording> | null>;
  listWordings(planId: PlanId, meeting: string): Promise<Stored<Wording>[]>;
  readQuestion(planId: PlanId, actionId: ActionId, questionId: string): Promise<Stored<Question> | null>;
  /** Of one action, or of all where it is null; by id. */
  listQuestions(planId: PlanId, actionId: ActionId | null): Promise<Stored<Question>[]>;
  /** Everything kept under one freeze; actions in the plan's order. null while it is not whole: the row of the people comes last. */
  readFrozen(planId: PlanId, meeting: string, snapshot: string): Promise<FrozenFacts | null>;
  /** What is kept under one freeze so far, whole or not; in the plan's order. */
  listFrozenActions(planId: PlanId, meeting: string, snapshot: string): Promise<FrozenAction[]>;
  readFrozenAction(
    planId: PlanId,
    meeting: string,
    snapshot: string,
    actionId: ActionId,
  ): Promise<FrozenAction | null>;
  /** null while the paper of this freeze is not signed off, and where it was before front sheets were kept. */
  readSignedSheet(planId: PlanId, meeting: string, snapshot: string): Promise<SignedSheet | null>;
  /** Whether everything of one freeze is kept. */
  isKept(planId: PlanId, meeting: string, snapshot: string): Promise<boolean>;
  readDelivery(key: DeliveryKey): Promise<Stored<Delivery> | null>;
  /** Of one cycle, or of `questionsLedger`. */
  listDeliveries(planId: PlanId, meeting: string): Promise<Stored<Delivery>[]>;
  /** Of one action, newest first. */
  listHistory(planId: PlanId, actionId: ActionId): Promise<HistoryEntry[]>;
  /** Newest first; another version of the product may have written codes that this one does not know. */
  listLog(planId: PlanId, limit: number): Promise<LogEntry<string>[]>;
  /**
   * Writes all rows or none, in one entity group transaction of at most 100 rows and 4 MiB, and gives their new tags in
   * order. Throws `Conflict` when a tag is stale or an inserted row exists; `Failure('storage-limit')` when
   * the rows cannot fit.
   */
  commit(planId: PlanId, writes: readonly Write[]): Promise<string[]>;
  /** The same for more rows than one transaction holds: batch by batch in the order given, the last batch last. */
  commitInBatches(planId: PlanId, writes: readonly Write[]): Promise<void>;
  /** Keeps a file of the plan under an id that no other has had; it is whole once this has returned. */
  saveFile(planId: PlanId, fileId: string, bytes: Uint8Array): Promise<void>;
  /** null when it is gone, or was never completely saved. */
  readFile(planId: PlanId, fileId: string): Promise<Uint8Array | null>;
  /** Nothing happens where it has gone already. */
  removeFile(planId: PlanId, fileId: string): Promise<void>;
  /** Takes somebody off the people list; gone already is as good. Throws `Conflict` when the row no longer carries this tag. */
  removePerson(planId: PlanId, personId: PersonId, etag: string): Promise<void>;
}

/** How to reach a person's 1:1 chat. Plain data, stored as it came from the channel. */
export interface ConversationRef {
  readonly tenantId: string;
  /** Entra object id, lower case. */
  readonly userId: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly channelId: string;
  readonly botId: string;
  readonly botName: string;
  /** The channel's own id of the person (`29:...`). */
  readonly memberId: string;
}

/** A person in Teams whose 1:1 chat may still have to be created: what a `ConversationRef` is made from. */
export type Addressee = Omit<ConversationRef, 'conversationId'>;

/** Where a message goes: a chat that is known, or one to be created first, where `conversationId` is null. */
export type Recipient = Addressee & { readonly conversationId: string | null };

/** How a person can be written to first, as the members of a team that has the bot told it. */
export interface MemberAddress extends Addressee {
  /** Teams has refused a message to them: it is not tried again before this instant, ISO; null where it has not. */
  readonly refusedUntil: string | null;
}

/** How to ask for the members of a team that has the bot. Plain data, stored as it came from the channel. */
export interface TeamRef {
  readonly tenantId: string;
  /** The channel's own id of the team (`19:...@thread.tacv2`). */
  readonly teamId: string;
  readonly serviceUrl: string;
  readonly channelId: string;
  readonly botId: string;
  readonly botName: string;
}

/** A team the bot is in, as the directory keeps it. */
export interface KnownTeam extends TeamRef {
  /** When its members were last asked for, ISO; null while they never were. */
  readonly readAt: string | null;
}

/** What the bot knows of a tenant: where its people can be reached, which plans they are in, which teams it is in. */
export interface Directory {
  /** null when the bot has no chat with this person. */
  findConversation(tenantId: string, userId: string): Promise<ConversationRef | null>;
  saveConversation(ref: ConversationRef): Promise<void>;
  /** After an uninstall or a block: the person is unreachable until they come back, or are in a team that has the bot. */
  forgetConversation(tenantId: string, userId: string): Promise<void>;
  addMembership(tenantId: string, userId: string, planId: PlanId): Promise<void>;
  /** A hint where to look: whether the person has a role is decided from the plan's own rows. */
  listMemberships(tenantId: string, userId: string): Promise<PlanId[]>;
  /** The plan has somebody with this address (as `foldAddress` gives it) whose account is not known. */
  expectAddress(tenantId: string, address: string, planId: PlanId): Promise<void>;
  /** A hint where to look, as memberships are: the address may have been found or corrected since. */
  listPlansExpecting(tenantId: string, address: string): Promise<PlanId[]>;
  /** This account had this address (as `foldAddress` gives it) when its owner wrote: for lists that come later. */
  noteAccount(tenantId: string, address: string, userId: string): Promise<void>;
  /** Whom to ask Teams for, never who they are: an address may have gone to somebody else since. */
  listAccounts(tenantId: string, address: string): Promise<string[]>;
  registerPlan(tenantId: string, planId: PlanId): Promise<void>;
  /** From this instant on the scheduler must look at the plan: after every change that may make something due. */
  wakePlan(tenantId: string, planId: PlanId, at: string): Promise<void>;
  /** Sets when the scheduler must look next; false when somebody has woken the plan, or taken it, since it was read. */
  restPlan(plan: RegisteredPlan, until: string): Promise<boolean>;
  /** What a link to the plan's calendar stands for; null for one that was never given or has been replaced. */
  findCalendar(token: string): Promise<{ readonly tenantId: string; readonly planId: PlanId } | null>;
  /** The token of the plan's one link; null while none has been given. */
  calendarToken(tenantId: string, planId: PlanId): Promise<string | null>;
  /**
   * Makes this the plan's link in place of the one it `replaces`, null for none, which then stands for nothing. Gives
   * the link that holds: another's where somebody has been quicker.
   */
  saveCalendar(token: string, tenantId: string, planId: PlanId, replaces: string | null): Promise<string>;
  /** How to write first to somebody; null where they are in no team that has the bot, as far as is known. */
  findAddress(tenantId: string, userId: string): Promise<MemberAddress | null>;
  listAddresses(tenantId: string): Promise<MemberAddress[]>;
  /** Of one tenant, any number; each replaces what was known of that person. */
  saveAddresses(tenantId: string, addresses: readonly MemberAddress[]): Promise<void>;
  /** After Teams has refused a message to them. Nothing happens where no address is known. */
  refuseAddress(tenantId: string, userId: string, until: string): Promise<void>;
  /** The channel in which a plan's paper is posted; `userId` is who said so. null where nobody has. */
  findBoardChannel(tenantId: string, planId: PlanId): Promise<ConversationRef | null>;
  /** In place of any other. */
  saveBoardChannel(planId: PlanId, channel: ConversationRef): Promise<void>;
  /** Keeps when the team's members were last asked for. */
  saveTeam(ref: TeamRef): Promise<void>;
  /**
   * Whether the caller is to ask for the team's members at `at`: true for one caller alone, and only where nobody has since
   * `since`. False for a team that is not known.
   */
  claimRoster(tenantId: string, teamId: string, at: string, since: string): Promise<boolean>;
  /** After the bot is removed from the team. */
  forgetTeam(tenantId: string, teamId: string): Promise<void>;
  listTeams(tenantId: string): Promise<KnownTeam[]>;
  /** Every plan of every tenant, for the scheduler, in one read. */
  listPlans(): Promise<RegisteredPlan[]>;
}

/** A plan as the scheduler finds it. */
export interface RegisteredPlan {
  readonly tenantId: string;
  readonly planId: PlanId;
  /** When something may be due, ISO; null for a plan nobody has looked at yet. Only a hint: never later than fifteen minutes from when it was set. */
  readonly dueAt: string | null;
  readonly etag: string;
}

export interface QueuedDelivery {
  readonly key: DeliveryKey;
  /** How often this message has been handed out and not given back, from 1. */
  readonly handedOut: number;
  /** Done with: never handed out again. A message that was handed out elsewhere meanwhile is left alone. */
  remove(): Promise<void>;
  /** Given back: handed out again at once, to whichever replica asks. */
  release(): Promise<void>;
}

/** At-least-once; a message not removed within its visibility time is handed out again. */
export interface DeliveryQueue {
  enqueue(keys: readonly DeliveryKey[], options?: { readonly delaySeconds?: number }): Promise<void>;
  /** At most 32; [] when nothing is due. Malformed messages are removed and logged, never handed out. */
  receive(max: number): Promise<QueuedDelivery[]>;
  /** About how many messages wait, hidden ones among them. */
  depth(): Promise<number>;
}

/** A document that a person can take as a file. */
export interface OfferedFile {
  readonly offer: DocumentOffer;
  readonly planName: string;
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
}

/** Something for a person's 1:1 chat; the channel's adapter draws it as a card. */
export type OutgoingMessage =
  | { readonly kind: 'prompt'; readonly prompt: Prompt }
  /** To a strategic lead. */
  | { readonly kind: 'escalation'; readonly escalation: Escalation }
  /** To a PM, when the scheduler has opened or frozen a cycle, or keeps its digest back as it is not frozen. */
  | {
      readonly kind: 'notice';
      readonly notice: 'opened' | 'frozen' | 'unpublished';
      readonly status: CycleStatus;
    }
  /** To the chair and members: its first page. */
  | { readonly kind: 'digest'; readonly digest: Digest; readonly picture: InlinePicture | null }
  /** The board paper, to a PM: as a file where their chat takes one. */
  | { readonly kind: 'paper'; readonly file: OfferedFile; readonly blank: readonly string[] }
  /** To the lead of an action. */
  | { readonly kind: 'question'; readonly asked: AskedQuestion }
  /** To who asked; `why` it could not be brought, in words, null where it was answered. */
  | { readonly kind: 'answer'; readonly asked: AskedQuestion; readonly why: string | null }
  /** To a channel: a link to the board paper, when it ends in words. */
  | {
      readonly kind: 'post';
      readonly request: DocumentRequest;
      readonly planName: string;
      readonly url: string;
      readonly linkId: string;
      readonly ends: string;
    }
  /** To a PM, when the bot or people have come into a team. */
  | { readonly kind: 'reach'; readonly reach: ReachReport };

/** What became of creating a 1:1 chat; never thrown. Creating it again gives the same chat, so a retry does no harm. */
export type OpenOutcome =
  | { readonly kind: 'opened'; readonly ref: ConversationRef }
  | Exclude<SendOutcome, { readonly kind: 'sent' }>;

export interface Messenger {
  /** Creates the person's 1:1 chat, or finds it again; shows nothing to them. */
  open(person: Addressee): Promise<OpenOutcome>;
  send(to: ConversationRef, message: OutgoingMessage): Promise<SendOutcome>;
  /** Draws a message already sent anew, in its place and without a notification. A message that is gone is `failed`, `message-gone`. */
  update(to: ConversationRef, activityId: string, message: OutgoingMessage): Promise<SendOutcome>;
}

/** One tenant's allowance of requests to Teams, shared by all replicas (50 a second per app and tenant). */
export interface Pace {
  /** `go` once one request may leave, at once; `later` where that is too far off to wait for. */
  take(
    tenantId: string,
  ): Promise<{ readonly kind: 'go' } | { readonly kind: 'later'; readonly seconds: number }>;
  /** Teams has asked to wait: nobody sends to this tenant for so long. */
  pause(tenantId: string, seconds: number): Promise<void>;
}

/** What is counted and timed, for whoever watches the service. Never throws; without a receiver it costs next to nothing. */
export interface Telemetry {
  /** Adds to a counter: `deliveries.settled`, with few-valued attributes; never a person. */
  count(name: string, value?: number, attributes?: Readonly<Record<string, string>>): void;
  /** Records one duration in milliseconds. */
  time(name: string, milliseconds: number, attributes?: Readonly<Record<string, string>>): void;
  /** The present value of a gauge. */
  gauge(name: string, value: number): void;
  /** Runs work as one span of a trace; what it throws is recorded and thrown on. */
  span<T>(name: string, attributes: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T>;
}

/** A member of a team with the channel's own id of them (`29:...`), '' where it gives none. */
export interface RosterMember extends TeamMember {
  readonly memberId: string;
}

/** People as Teams itself tells them: what an activity says of its sender is no substitute. */
export interface Roster {
  /**
   * Members with an account in the tenant, bots left out. Somebody may be waiting for it, and is not kept waiting for
   * long, unless it is read in the `background`. Throws `Failure('messaging-failed')` when it cannot be had.
   */
  listMembers(team: TeamRef, patience?: 'background'): Promise<RosterMember[]>;
  /**
   * The person of a 1:1 chat; null when Teams knows nobody of that account there, or they belong to another tenant and are no
   * guest of this one. Throws `Failure('messaging-failed')` when it cannot be had, within about three seconds.
   */
  findMember(ref: ConversationRef): Promise<TeamMember | null>;
}

/** A plan file that somebody has sent and not yet decided on. Its bytes are kept beside it. */
export interface StagedFile {
  readonly tenantId: string;
  /** Who sent it, and who alone may import it: Entra object id, lower case. */
  readonly userId: string;
  /** Unguessable, though it gives nobody else a right to the file. */
  readonly id: string;
  readonly fileName: string;
  /** Of the file as sent, in bytes. */
  readonly size: number;
  readonly stagedAt: string;
  /** The plan it goes into; null while the sender has not said which. */
  readonly planId: PlanId | null;
  /** What the sender wants the plan called; null leaves its name. */
  readonly planName: string | null;
  /** The sender wants the references between its actions applied. */
  readonly acceptReferences: boolean;
  /** What the sender has answered since they sent it, by question id; kept with the plan once it is imported. */
  readonly answers: ReadingAnswers;
  /** Stands for the differences last shown to the sender; null while none were. */
  readonly seen: string | null;
  /** Since when an import of it is under way; null while none is. */
  readonly importingSince: string | null;
}

/** Where files wait between being sent and being imported or cancelled; every replica sees the same. */
export interface FileStage {
  save(file: StagedFile, bytes: Uint8Array): Promise<void>;
  /** null when this person has no such file waiting. */
  find(tenantId: string, userId: string, id: string): Promise<Stored<StagedFile> | null>;
  /** null when they are gone, or were never completely saved. */
  readBytes(file: StagedFile): Promise<Uint8Array | null>;
  /** Replaces what is known of a file, its bytes left alone; gives the new tag. Throws `Conflict` when it has changed or gone. */
  replace(file: StagedFile, etag: string): Promise<string>;
  /** Of one tenant; of all where it is null. */
  list(tenantId: string | null): Promise<StagedFile[]>;
  /** Nothing happens where it has gone already. */
  remove(file: StagedFile): Promise<void>;
}

/** What is known of documents that people have been offered or given a link to; every replica sees the same. The documents are kept nowhere. */
export interface DocumentDesk {
  saveOffer(offer: DocumentOffer): Promise<void>;
  /** null when this person has no such offer. */
  findOffer(tenantId: string, userId: string, id: string): Promise<Stored<DocumentOffer> | null>;
  /** Throws `Conflict` when it has changed or gone. */
  replaceOffer(offer: DocumentOffer, etag: string): Promise<void>;
  /** By the hash of its token, which nobody can read a token from. */
  saveLink(hash: string, link: DocumentLink): Promise<void>;
  findLink(hash: string): Promise<DocumentLink | null>;
  /** Links to the documents of one plan, ended ones among them. */
  listLinks(
    tenantId: string,
    planId: PlanId,
  ): Promise<{ readonly hash: string; readonly link: DocumentLink }[]>;
  /** Removes links that ended, and offers that were made, before these instants. */
  removeOld(ended: string, offered: string): Promise<void>;
}

/** What people asked for where a whole channel would read it, until they say who is to; every replica sees the same. */
export interface PostDesk {
  save(post: AskedPost): Promise<void>;
  /** null when this person has asked for no such thing. */
  find(tenantId: string, userId: string, id: string): Promise<Stored<AskedPost> | null>;
  /** Throws `Conflict` when it has changed or gone. */
  replace(post: AskedPost, etag: string): Promise<void>;
  /** Removes what was asked before this instant. */
  removeOld(asked: string): Promise<void>;
}

/** Reads the plan files that people send without keeping anybody else waiting. */
export interface PlanFileReader {
  /**
   * A tracker (Word, .xlsx or CSV, told by its content) as a plan; the caller keeps its bytes. Throws a `Refusal`: `file-unreadable`,
   * also for one that takes too long or too much memory, and `not-a-plan`.
   */
  read(name: string, bytes: Uint8Array, choices: ReadingChoices): Promise<ImportedPlan>;
}

/** Days on which nobody works, for a division of the United Kingdom. */
export interface BankHolidays {
  /** `YYYY-MM-DD`; complete from the year of `from` to the year of `to`. */
  between(division: Plan['division'], from: string, to: string): ReadonlySet<string>;
}

export interface Clock {
  now(): Temporal.Instant;
}

export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Logger;
}

/** Everything a use case may ask of the world; each takes only the parts it needs. */
export interface Services {
  readonly store: PlanStore;
  readonly directory: Directory;
  readonly queue: DeliveryQueue;
  readonly messenger: Messenger;
  readonly pace: Pace;
  readonly roster: Roster;
  readonly files: FileStage;
  readonly documents: DocumentDesk;
  readonly posts: PostDesk;
  readonly planFiles: PlanFileReader;
  readonly bankHolidays: BankHolidays;
  /** Who may import a plan without running one yet, and in which tenant. */
  readonly firstManagers: FirstManagers & { readonly tenantId: string };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
}
