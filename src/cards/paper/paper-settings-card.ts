import { isKnownToRegister } from '../../domain/paper/front-sheet.ts';
import { paperForms, sectionsOf } from '../../domain/paper/paper-form.ts';
import {
  type FrontSheetField,
  frontSheetFields,
  frontSheetNames,
  type PaperSettings,
  paperSections,
} from '../../domain/plan/paper-settings.ts';
import { formatInstantDate } from '../../domain/shared/dates.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { type Block, blocksOf, labelledWords } from '../kit/blocks.ts';
import { blocksCard } from '../kit/blocks-card.ts';
import { button } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { openPage } from '../kit/pages.ts';

/** A plan's settings of its paper, as its PM looks at them. */
export interface PaperSettingsView extends PlanHeader {
  readonly board: string;
  readonly timeZone: string;
  readonly settings: PaperSettings;
  readonly blank: readonly FrontSheetField[];
  /** What was just done, in words; '' for nothing. */
  readonly done: string;
}

/** Everything that is set of the paper, in brief, with the way to each form. */
export function paperSettingsCard(view: PaperSettingsView): AdaptiveCard {
  const { planId, planName, done } = view;
  const title = 'What the board paper is to say';
  return blocksCard({
    plan: shortLine(planName, 200),
    title,
    when: '',
    intro: done === '' ? '' : `✔ ${escapeLine(done)}`,
    page: openPage([blocksOfSettings(view)], 1),
    buttons: [
      button('Front sheet', { verb: 'paper.front', planId }, 'Fill in the front sheet'),
      button('Form', { verb: 'paper.form', planId }, 'Choose the paper’s form'),
      button('Parts', { verb: 'paper.parts', planId }, 'Choose and order the paper’s parts'),
      button('Small numbers', { verb: 'paper.numbers', planId }, 'Choose where small numbers are hidden'),
      ...(view.settings.template === null
        ? []
        : [button('Remove the template', { verb: 'paper.plain', planId })]),
      button('Make the paper', { verb: 'document.offer', planId, document: 'paper-docx' }),
    ],
    fallback: `${plainLine(planName)}: ${title}. Open Teams on a computer to change it.`,
  });
}

function blocksOfSettings(view: PaperSettingsView): Block[] {
  const { settings, board, blank } = view;
  const { form, sections, hideNumbers } = settings;
  const { title, words } = paperForms[form];
  const parts = sectionsOf(settings).map((name, index) => `${index + 1}. ${paperSections[name]}`);
  return [
    { kind: 'section', text: 'Form' },
    { kind: 'text', text: `**${title}**: ${words}` },
    { kind: 'section', text: sections === null ? 'Parts, as the form has them' : 'Parts, as you chose them' },
    { kind: 'text', text: escapeLine(parts.join(' · ')) },
    {
      kind: 'section',
      text: blank.length === 0 ? 'Front sheet' : `Front sheet: ${blank.length} blank`,
    },
    ...blocksOf(
      'text',
      frontSheetNames.flatMap((field) =>
        labelledWords(frontSheetFields[field], frontWords(settings, field, board)),
      ),
    ),
    { kind: 'section', text: 'Template' },
    { kind: 'text', text: templateWords(view) },
    { kind: 'section', text: 'Small numbers hidden in the public version' },
    {
      kind: 'text',
      text: hideNumbers.length === 0 ? 'Of no action' : shortLine(`Of ${hideNumbers.join(', ')}`, 1000),
    },
  ];
}

/** Which template is in use, and how to give one. */
function templateWords({ settings: { template }, timeZone }: PaperSettingsView): string {
  if (template === null) {
    return 'None: papers have a plain look. For the council’s own styles, header and footer, send me its .docx or .dotx in our chat and write “paper template” beside it.';
  }
  const { fileName, by, at } = template;
  return escapeLine(
    `${excerpt(plainLine(fileName), 120)}, sent by ${plainLine(by)} on ${formatInstantDate(at, timeZone)}. Send another with “paper template” to replace it.`,
  );
}

function frontWords({ frontSheet }: PaperSettings, field: FrontSheetField, board: string): string {
  const given = plainLine(frontSheet[field] ?? '');
  if (given !== '') return excerpt(given, 160);
  return isKnownToRegister(field, { board }) ? 'from the register' : '– blank';
}
