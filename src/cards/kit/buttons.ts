import type { DocumentName } from '../../domain/export/document.ts';

/** A verb of the menu: what can be typed as well. It may carry a plan and a meeting, or leave the bot to find them. */
export type MenuVerb = `menu.${string}`;

/** A verb that a card can send back. The conversation's registry says which there are; every card's buttons are tried on it. */
export type Verb = `${string}.${string}`;

/** What a preview of an import can show in full. */
export const importLists = ['changes', 'warnings', 'questions', 'columns'] as const;
export type ImportListName = (typeof importLists)[number];

/** Carried by a digest's page buttons; what is left out is not narrowed. */
export interface PageFilter {
  readonly level?: 'red' | 'amber' | undefined;
  /** A theme or priority as the plan writes it. */
  readonly group?: string | undefined;
  readonly agency?: string | undefined;
  /** A lead, as a person id. */
  readonly lead?: string | undefined;
  readonly ref?: string | undefined;
  readonly only?: 'overdue' | 'no-reply' | undefined;
  /** Movements since the last board that met by this day, `YYYY-MM-DD`. */
  readonly since?: string | undefined;
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
  /** The page of the list that it was opened from, to go back to. */
  readonly back?: number;
  /** A file that waits to be imported. */
  readonly fileId?: string;
  readonly list?: ImportListName | 'summary';
  readonly accept?: boolean;
  readonly document?: DocumentName;
  /** A link to a document, by what names it to those who may end it. */
  readonly link?: string;
  /** The page of a form to go on to once this one is saved. */
  readonly next?: number;
  /** What a log is narrowed to. */
  readonly subject?: string;
  readonly personId?: string;
  readonly questionId?: string;
  /** What was asked for in a channel. */
  readonly postId?: string;
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
