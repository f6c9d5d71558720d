import { isKnownToRegister } from '../../domain/paper/front-sheet.ts';
import { chooseSections, paperForms, sectionsOf } from '../../domain/paper/paper-form.ts';
import {
  type FrontSheet,
  type FrontSheetField,
  frontSheetFields,
  frontSheetNames,
  longestFrontSheetText,
  type PaperFormName,
  type PaperSection,
  type PaperSettings,
  paperFormNames,
  paperPurposes,
  paperSectionNames,
  paperSections,
} from '../../domain/plan/paper-settings.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { type Button, button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, escapeText, excerpt, plain, plainLine, shortLine } from '../kit/escape.ts';
import { pageWords } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count, joined } from '../kit/words.ts';

/** A form for some of a paper's settings: as they are stored, and what came of the last try to save it. */
export interface PaperFormView extends PlanHeader {
  readonly board: string;
  readonly settings: PaperSettings;
  /** Stands for the settings of this form as they are stored. */
  readonly asked: string;
  /** What was just done, in words; '' for nothing. */
  readonly done: string;
  /** What is wrong, by the id of the field. */
  readonly faults: Readonly<Record<string, string>>;
  /** Who has changed the same meanwhile; null when nobody has. */
  readonly conflict: { readonly by: string; readonly when: string } | null;
}

/** A field as the template takes it. */
interface Field {
  readonly kind: 'text' | 'choice';
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly help?: string;
  /** What is stored now, where somebody else has changed it. */
  readonly theirs?: string;
  readonly isLong?: boolean;
  readonly limit?: number;
  readonly placeholder?: string;
  readonly style?: 'compact' | 'expanded';
  readonly isMulti?: boolean;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
}

interface Form {
  readonly title: string;
  readonly where?: string;
  readonly intro: string;
  readonly fields: readonly Field[];
  readonly saves: readonly Button[];
  readonly leaves?: readonly Button[];
}

function formData(view: PaperFormView, form: Form): object {
  const { planId, planName, faults, conflict } = view;
  const wrong = Object.keys(faults).length;
  const back = button('Back to the settings', { verb: 'paper.settings', planId });
  return {
    plan: joined(shortLine(planName, 200), form.where ?? ''),
    title: form.title,
    done: view.done === '' ? '' : `✔ ${escapeLine(view.done)}`,
    problems:
      wrong === 0
        ? ''
        : `Not saved yet. ${count(wrong, 'field needs', 'fields need')} your attention below. Nothing you typed is lost.`,
    conflict: conflict === null ? '' : escapeText(conflictWords(conflict)),
    intro: form.intro,
    fields: form.fields.map((field) => ({
      ...{ help: '', theirs: '', isLong: false, limit: 200, placeholder: '' },
      ...{ style: 'compact', isMulti: false, choices: [] },
      ...field,
      error: escapeText(faults[field.id] ?? ''),
    })),
    saves: buttonRows(form.saves),
    leaves: buttonRows([...(form.leaves ?? []), back]),
    fallback: `${plainLine(planName)}: ${form.title}. Open Teams on a computer to change it.`,
  };
}

function conflictWords({ by, when }: NonNullable<PaperFormView['conflict']>): string {
  return `${joined(plainLine(by))} changed this ${when} while you were at it, so nothing is saved yet.\nWhat you entered is not lost. Save again to replace theirs, or go back to keep theirs.`;
}

/** Which form the paper has. */
export function paperFormCard(view: PaperFormView, chosen: PaperFormName): AdaptiveCard {
  const { planId, asked, settings } = view;
  const now = paperForms[settings.form].title;
  return fillCard(
    'paper-form',
    formData(view, {
      title: 'The paper’s form',
      intro: 'A form says which parts a paper has, how they are grouped and which columns their tables have.',
      fields: [
        {
          kind: 'choice',
          id: 'form',
          label: 'Form',
          style: 'expanded',
          value: chosen,
          choices: paperFormNames.map((name) => ({
            title: `${paperForms[name].title}: ${paperForms[name].words}`,
            value: name,
          })),
          theirs: view.conflict !== null && chosen !== settings.form ? `Now: ${now}` : '',
        },
      ],
      saves: [button('Save', { verb: 'paper.saveForm', planId, asked })],
    }),
  );
}

/** Which parts the paper has and in which order; `chosen` as ticked. */
export function paperPartsCard(
  view: PaperFormView,
  chosen: readonly PaperSection[] = sectionsOf(view.settings),
): AdaptiveCard {
  const { planId, asked, settings } = view;
  const present = chooseSections(sectionsOf(settings), new Set(paperSectionNames));
  const inOrder = sectionsOf(settings);
  const titled = (name: PaperSection) => ({ title: paperSections[name], value: name });
  const place = (name: PaperSection) => inOrder.indexOf(name) + 1;
  return fillCard(
    'paper-form',
    formData(view, {
      title: 'The paper’s parts',
      intro:
        settings.sections === null
          ? `As the form “${paperForms[settings.form].title}” has them.`
          : 'As you have chosen them.',
      fields: [
        {
          kind: 'choice',
          id: 'parts',
          label: 'Parts, in their order',
          style: 'expanded',
          isMulti: true,
          value: chosen.join(','),
          choices: [...inOrder, ...present.filter((name) => !inOrder.includes(name))].map((name) => ({
            title: place(name) === 0 ? paperSections[name] : `${place(name)}. ${paperSections[name]}`,
            value: name,
          })),
        },
        {
          kind: 'choice',
          id: 'move',
          label: 'Move one part',
          value: 'none',
          choices: [{ title: 'None: leave the order', value: 'none' }, ...inOrder.map(titled)],
        },
        {
          kind: 'choice',
          id: 'before',
          label: 'To before',
          value: 'end',
          choices: [...inOrder.map(titled), { title: 'Nothing: to the end', value: 'end' }],
        },
      ],
      saves: [button('Save', { verb: 'paper.saveParts', planId, asked })],
      leaves:
        settings.sections === null
          ? []
          : [button('As the form has them', { verb: 'paper.formParts', planId, asked })],
    }),
  );
}

/** Actions whose small numbers the public version hides; `typed` their refs. */
export function paperNumbersCard(
  view: PaperFormView,
  typed = view.settings.hideNumbers.join(', '),
): AdaptiveCard {
  const { planId, asked, settings, conflict } = view;
  const now = settings.hideNumbers.join(', ');
  return fillCard(
    'paper-form',
    formData(view, {
      title: 'Small numbers',
      intro:
        'In the public version, counts of people below five are “fewer than five” in everything that is said of these actions.',
      fields: [
        {
          kind: 'text',
          id: 'hideNumbers',
          label: 'Refs of the actions, separated by commas',
          isLong: true,
          limit: longestRefs,
          value: plain(typed),
          placeholder: '1A i, 3B ii (empty for none)',
          theirs: conflict === null || now === typed ? '' : `Now: ${shortLine(now, 600) || 'none'}`,
        },
      ],
      saves: [button('Save', { verb: 'paper.saveNumbers', planId, asked })],
    }),
  );
}

/** Longest list of refs that the form takes, in characters. */
export const longestRefs = 4000;

/** What a choice sends that leaves its field blank: a choice must have a value. */
export const notGiven = 'not given';

/** Fields of one page: four of the longest texts still fit into a message. */
const fieldsAPage = 4;

/** The front sheet in pages for a form, in its order. */
export const frontSheetPages: readonly (readonly FrontSheetField[])[] = Array.from(
  { length: Math.ceil(frontSheetNames.length / fieldsAPage) },
  (_, page) => frontSheetNames.slice(page * fieldsAPage, (page + 1) * fieldsAPage),
);

/** One page of the front sheet, from 1; `draft` holds what was typed, the stored texts where it is left out. */
export function paperFrontCard(
  view: PaperFormView,
  page: number,
  draft: FrontSheet = view.settings.frontSheet,
): AdaptiveCard {
  return fillCard('paper-form', paperFrontData(view, page, draft));
}

/** What its template is filled with. */
export function paperFrontData(
  view: PaperFormView,
  page: number,
  draft: FrontSheet = view.settings.frontSheet,
): object {
  const { planId, asked } = view;
  const of = frontSheetPages.length;
  const fields = frontSheetPages[page - 1] ?? [];
  return formData(view, {
    title: 'The front sheet',
    where: pageWords(page, of),
    intro: 'Asked once: every paper of this plan says the same until you change it here.',
    fields: fields.map((field) => frontField(view, field, draft[field] ?? '')),
    saves: [
      ...(page < of
        ? [
            button(
              'Save, next page',
              { verb: 'paper.saveFront', planId, asked, page, next: page + 1 },
              'Save and go on to the next page',
            ),
          ]
        : []),
      button('Save', { verb: 'paper.saveFront', planId, asked, page }),
    ],
  });
}

function frontField(
  { settings, board, conflict }: PaperFormView,
  field: FrontSheetField,
  typed: string,
): Field {
  const now = settings.frontSheet[field] ?? '';
  const common = {
    id: field,
    label: frontSheetFields[field],
    value: plain(typed),
    theirs:
      conflict === null || now === typed.trim()
        ? ''
        : `Now: ${escapeText(excerpt(plain(now), 600)) || 'blank'}`,
  };
  const ifEmpty = isKnownToRegister(field, { board })
    ? 'Left empty, the paper takes it from the register'
    : 'Left empty, the paper marks it as blank';
  if (field === 'purpose') {
    const known: readonly string[] = paperPurposes;
    const own = common.value === '' || known.includes(common.value) ? [] : [common.value];
    const choices = [...known, ...own].map((value) => ({ title: excerpt(plainLine(value), 200), value }));
    return {
      ...common,
      kind: 'choice',
      value: common.value === '' ? notGiven : common.value,
      choices: [{ title: ifEmpty, value: notGiven }, ...choices],
    };
  }
  return { ...common, kind: 'text', isLong: true, limit: longestFrontSheetText, placeholder: ifEmpty };
}
