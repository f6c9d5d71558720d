import type { RequestHeader } from '../../domain/cycle/cycle-header.ts';
import type { LeadToMatch } from '../../domain/leads/match-leads.ts';
import type { Person, Role } from '../../domain/people/person.ts';
import type { MenuVerb } from './verbs.ts';

/** Greets a person who has just installed the bot or said hello. */
export interface Welcome {
  readonly name: string;
  /** Everything this person is in the plan; [] when no plan knows them. */
  readonly roles: readonly Role[];
  /** null when no plan knows them, or when several do and none was named. */
  readonly plan: { readonly id: string; readonly name: string } | null;
  /** In no plan, and may send the first one. */
  readonly mayStart?: boolean;
}

export interface Help {
  readonly roles: readonly Role[];
  /** What this person may type, in the order of the list. */
  readonly commands: readonly { readonly example: string; readonly words: string }[];
  /** In no plan, and may send the first one. */
  readonly mayStart?: boolean;
  /** What the person typed that was not understood, shown back to them; null when they asked for help. */
  readonly notUnderstood: string | null;
  /** The plan its buttons are about; null lets the bot find it. */
  readonly planId: string | null;
}

/** A button of a notice: one of the menu's verbs, for one plan and meeting where they are known. */
export interface MenuButton {
  readonly title: string;
  readonly verb: MenuVerb;
  readonly planId?: string;
  readonly meeting?: string;
}

/** A plain answer or a refusal, in words. */
export interface Notice {
  readonly tone: 'done' | 'information' | 'refusal';
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly MenuButton[];
}

export interface OpenCycleForm {
  readonly planId: string;
  readonly planName: string;
  /** What the date field shows, `YYYY-MM-DD`; '' for none. */
  readonly meeting: string;
  /** Why the date was not taken, in words; null when nothing is wrong. */
  readonly error: string | null;
  /** Meetings that have an open cycle already, `YYYY-MM-DD`. */
  readonly alreadyOpen: readonly string[];
}

/** The plan's lead texts, for the project manager to say who each is. */
export interface MatchLeads {
  readonly planId: string;
  readonly planName: string;
  /** In the plan's order, which saving does not change. */
  readonly leads: readonly LeadToMatch[];
  readonly people: readonly Person[];
  /** False when the members of a Teams team could not be read. */
  readonly teamRead: boolean;
  /** What the last Save did, in words; null when nothing was saved just now. */
  readonly saved: string | null;
}

/** What opening a cycle has set in motion. */
export interface CycleOpened extends RequestHeader {
  /** Leads who are being asked. */
  readonly prompted: number;
  /** Actions they are asked about. */
  readonly actions: number;
  /** Names of leads whom the bot cannot reach yet. */
  readonly unreachable: readonly string[];
  /** Open actions without a confirmed lead. */
  readonly unassigned: readonly { readonly ref: string; readonly title: string }[];
}
