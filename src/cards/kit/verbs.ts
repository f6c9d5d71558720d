import type { DocumentName } from '../../domain/export/document.ts';

/** What the menu's buttons ask for; each may carry a plan and a meeting, or leave the bot to find them. */
export const menuVerbs = [
  'menu.myActions',
  'menu.digest',
  'menu.status',
  'menu.openCycle',
  'menu.schedule',
  'menu.decisions',
  'menu.matchLeads',
  'menu.people',
  'menu.help',
] as const;
export type MenuVerb = (typeof menuVerbs)[number];

/** Every verb a card can send back. Cards already sent keep theirs for ever: add, do not rename. */
export type Verb =
  | MenuVerb
  | 'reply.open'
  | 'reply.noChange'
  | 'reply.save'
  | 'prompt.show'
  | 'prompt.page'
  | 'digest.page'
  | 'reply.onBehalf'
  | 'reply.saveOnBehalf'
  | 'cycle.open'
  | 'cycle.remind'
  | 'cycle.remindOne'
  | 'cycle.extend'
  | 'cycle.freeze'
  | 'cycle.reopen'
  | 'cycle.signOff'
  | 'status.page'
  | 'status.extendForm'
  | 'status.reopenForm'
  | 'status.onBehalfList'
  | 'schedule.page'
  | 'schedule.addForm'
  | 'schedule.preview'
  | 'schedule.save'
  | 'schedule.moveForm'
  | 'schedule.previewMove'
  | 'schedule.move'
  | 'schedule.cancel'
  | 'schedule.rulesForm'
  | 'schedule.saveRules'
  | 'schedule.file'
  | 'decisions.page'
  | 'decisions.decide'
  | 'decisions.declineForm'
  | 'decisions.approveAll'
  | 'wording.page'
  | 'wording.open'
  | 'wording.save'
  | 'late.page'
  | 'people.confirm'
  | 'people.page'
  | 'people.list'
  | 'people.addForm'
  | 'people.preview'
  | 'people.save'
  | 'person.form'
  | 'person.save'
  | 'person.remove'
  | 'import.show'
  | 'import.into'
  | 'import.references'
  | 'import.confirm'
  | 'import.cancel'
  | 'assign.page'
  | 'assign.save'
  | 'assign.confirm'
  | 'log.page'
  | 'action.reopen'
  | 'schedule.replaceLink'
  | 'document.offer'
  | 'document.link';

/** What a preview of an import can show in full. */
export const importLists = ['changes', 'warnings'] as const;
export type ImportListName = (typeof importLists)[number];

/** Carried by a digest's page buttons; a level or group left out means all. */
export interface PageFilter {
  readonly level?: 'red' | 'amber';
  /** A theme or priority as the plan writes it. */
  readonly group?: string;
}

/** What a button sends back: ids only, never a name or an author. */
export interface ActionData {
  readonly verb: Verb;
  readonly planId?: string;
  readonly meeting?: string;
  readonly actionId?: string;
  readonly page?: number;
  /** Version of the update a form was filled against; 0 when there was none. */
  readonly seen?: number;
  readonly filter?: PageFilter;
  /** A file that waits to be imported. */
  readonly fileId?: string;
  readonly list?: ImportListName | 'summary';
  readonly accept?: boolean;
  readonly document?: DocumentName;
  /** What a log is narrowed to. */
  readonly subject?: string;
  readonly personId?: string;
  /** A proposal to decide. */
  readonly what?: 'revised-date' | 'completion';
  /** When it was proposed, as it was shown; of a list or a form what stands for it. */
  readonly asked?: string;
  /** A day, `YYYY-MM-DD`: a meeting of the calendar, where `meeting` names a cycle; or the last day for replies. */
  readonly date?: string;
  /** What a preview was made of, sent back to be saved: checked like anything typed. */
  readonly entered?: Readonly<Record<string, string>>;
}

/** A button as the templates take it: `data` repeats the verb so that an old client's submit reads the same. */
export interface Button {
  readonly title: string;
  /** Tells apart buttons of one title, for those who hear the card or point at it: `Update 1B vi`. */
  readonly tooltip: string;
  readonly verb: Verb;
  readonly data: ActionData;
}

/** A button whose Action.Execute and fallback Action.Submit send the same data. */
export function button(title: string, data: ActionData, tooltip = title): Button {
  return { title, tooltip, verb: data.verb, data };
}

/** A row of buttons that fits the narrowest phone: Teams cuts off the titles of buttons that do not. */
export interface ButtonRow {
  readonly buttons: readonly Button[];
}

/** Room for a row on a card 320 px wide, and what a button takes of it, in pixels. */
const rowWidth = 272;
const buttonWidth = ({ title }: Button) => 34 + 8 * title.length;

/** Buttons in as many rows as they need, in order; [] for none. */
export function buttonRows(buttons: readonly Button[]): ButtonRow[] {
  const rows: Button[][] = [];
  let room = 0;
  for (const next of buttons) {
    const width = buttonWidth(next);
    const row = rows.at(-1);
    if (row === undefined || width > room) {
      rows.push([next]);
      room = rowWidth - width;
    } else {
      row.push(next);
      room -= width;
    }
  }
  return rows.map((row) => ({ buttons: row }));
}
