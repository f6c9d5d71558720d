import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { paperChangesCard } from '../../cards/paper/paper-changes-card.ts';
import {
  frontSheetPages,
  longestRefs,
  notGiven,
  type PaperFormView,
  paperFormCard,
  paperFrontCard,
  paperNumbersCard,
  paperPartsCard,
} from '../../cards/paper/paper-form-card.ts';
import { paperSettingsCard } from '../../cards/paper/paper-settings-card.ts';
import { chooseSections, moveSection, paperForms, sectionsOf } from '../../domain/paper/paper-form.ts';
import {
  frontSheetNames,
  longestFrontSheetText,
  type PaperSettings,
  paperFormNames,
  paperSectionNames,
} from '../../domain/plan/paper-settings.ts';
import { makePaper } from '../../use-cases/paper/make-paper.ts';
import {
  changePaper,
  type PaperChange,
  type PaperSetting,
  paperStamp,
  readPaperSettings,
} from '../../use-cases/paper/set-paper.ts';
import { removeTemplate, type SentTemplate, setTemplate } from '../../use-cases/paper/set-template.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { meeting, optional, page, planId, seenPreview, typed } from '../press-parts.ts';

const templateAsked = { kind: 'paper-template' } as const;
const plainAsked = { kind: 'paper-template-remove' } as const;
const settingsAsked = { kind: 'paper-settings' } as const;

/** What the board paper is to say, set once by its project manager. */
export const commands: readonly Command[] = [
  planCommand('run-cycle', {
    kind: 'paper-settings',
    phrases: { 'paper settings': settingsAsked, 'settings of the paper': settingsAsked },
    help: [
      {
        place: 27,
        example: 'paper settings',
        words: 'What the paper is to say: its form, parts and front sheet',
      },
    ],
    answer: (conversation, _asked, about) => showSettings(conversation, about.planId),
  }),
  planCommand('run-cycle', {
    kind: 'paper-template',
    phrases: { 'paper template': templateAsked, template: templateAsked },
    help: [
      {
        place: 28,
        example: 'paper template',
        words: 'Attach the council’s Word template: papers take its look',
      },
    ],
    answer: (conversation, _asked, about) => showSettings(conversation, about.planId),
  }),
  planCommand('run-cycle', {
    kind: 'paper-template-remove',
    phrases: { 'paper template remove': plainAsked, 'remove paper template': plainAsked },
    answer: (conversation, _asked, about) => plainPaper(conversation, about.planId),
  }),
];

const ofPlan = { planId };
const form = z.enum(paperFormNames);
const section = z.enum(paperSectionNames as [(typeof paperSectionNames)[number]]);
const numberedPage = optional(page.unwrap());
const saved = { planId, asked: seenPreview };
/** A client sends what is ticked with commas between. */
const parts = z
  .string()
  .nullish()
  .transform((ticked) => (ticked ?? '').split(',').filter((name) => name !== ''))
  .pipe(z.array(section).max(50));
const frontSheet = Object.fromEntries(
  frontSheetNames.map((field) => [field, typed(longestFrontSheetText)]),
) as Record<(typeof frontSheetNames)[number], ReturnType<typeof typed>>;

export const presses: Presses = {
  'paper.settings': press(ofPlan, (conversation, { planId }) => showSettings(conversation, planId)),
  'paper.form': press(ofPlan, async (conversation, { planId }) => {
    const view = await openForm(conversation, planId, ['form']);
    return paperFormCard(view, view.settings.form);
  }),
  'paper.saveForm': press({ ...saved, form }, (conversation, { planId, asked, form }) =>
    save(conversation, planId, asked, {
      change: { form },
      again: (view) => paperFormCard(view, form),
      done: () => showSettings(conversation, planId, `The form is “${paperForms[form].title}”.`),
    }),
  ),
  'paper.parts': press(ofPlan, async (conversation, { planId }) =>
    paperPartsCard(await openForm(conversation, planId, ['sections'])),
  ),
  'paper.saveParts': press(
    {
      ...saved,
      parts,
      move: optional(section.or(z.literal('none'))),
      before: optional(section.or(z.literal('end'))),
    },
    saveParts,
  ),
  'paper.formParts': press(saved, (conversation, { planId, asked }) =>
    save(conversation, planId, asked, {
      change: { sections: null },
      again: (view) => paperPartsCard(view),
      done: (view) => paperPartsCard(view),
    }),
  ),
  'paper.numbers': press(ofPlan, async (conversation, { planId }) =>
    paperNumbersCard(await openForm(conversation, planId, ['hideNumbers'])),
  ),
  'paper.saveNumbers': press(
    { ...saved, hideNumbers: typed(longestRefs) },
    (conversation, { planId, asked, hideNumbers: text }) => {
      const refs = text.split(/[,;\n]/u).map((ref) => ref.trim());
      return save(conversation, planId, asked, {
        change: { hideNumbers: refs.filter((ref) => ref !== '') },
        again: (view) => paperNumbersCard(view, text),
        done: () => showSettings(conversation, planId, 'Saved.'),
      });
    },
  ),
  'paper.front': press({ planId, page: numberedPage }, async (conversation, { planId, page }) => {
    const { blank } = await readPaperSettings(conversation.services, conversation.sender, planId);
    const first = frontSheetPages.findIndex((fields) => fields.some((field) => blank.includes(field)));
    return frontPage(conversation, planId, page ?? Math.max(1, first + 1));
  }),
  'paper.saveFront': press({ ...saved, page, next: numberedPage, ...frontSheet }, saveFront),
  'paper.plain': press(ofPlan, (conversation, { planId }) => plainPaper(conversation, planId)),
  'paper.changes': press({ planId, meeting: optional(meeting), page }, async (conversation, pressed) => {
    const { services, sender } = conversation;
    const { planId, meeting, page } = pressed;
    const request = { planId, cycleId: meeting, isPublic: true };
    const { paper, changes } = await makePaper(services, sender, request);
    return paperChangesCard({ planId, planName: paper.planName, meeting, changes }, page);
  }),
};

async function showSettings(
  { services, sender }: Conversation,
  planId: string,
  done = '',
): Promise<AdaptiveCard> {
  const { planName, board, timeZone, blank, ...settings } = await readPaperSettings(services, sender, planId);
  return paperSettingsCard({ planId, planName, board, timeZone, blank, settings, done });
}

/** Makes a file that was sent the plan's template, and shows what is set now. Throws `file-unreadable`, with the place. */
export async function takeTemplate(
  conversation: Conversation,
  planId: string,
  file: SentTemplate,
): Promise<AdaptiveCard> {
  const { fileName } = await setTemplate(conversation.services, conversation.sender, planId, file);
  return showSettings(conversation, planId, `Papers are written in ${fileName} from now on.`);
}

async function plainPaper(conversation: Conversation, planId: string): Promise<AdaptiveCard> {
  const before = await removeTemplate(conversation.services, conversation.sender, planId);
  const done =
    before === null ? 'No template was in use.' : `${before.fileName} is removed: papers are plain again.`;
  return showSettings(conversation, planId, done);
}

/** A form of these settings as they are stored. */
async function openForm(
  { services, sender }: Conversation,
  planId: string,
  which: readonly PaperSetting[],
): Promise<PaperFormView> {
  const {
    planName,
    board,
    blank: _,
    timeZone: _zone,
    ...settings
  } = await readPaperSettings(services, sender, planId);
  const asked = paperStamp(settings, which);
  return { planId, planName, board, settings, asked, done: '', faults: {}, conflict: null };
}

interface Saving {
  readonly change: PaperChange;
  /** The form again with what was typed: something is wrong with it, or somebody else was quicker. */
  again(view: PaperFormView): AdaptiveCard;
  /** What is shown once it is saved. */
  done(view: PaperFormView): AdaptiveCard | Promise<AdaptiveCard>;
}

async function save(
  conversation: Conversation,
  planId: string,
  seen: string,
  { change, again, done }: Saving,
): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  const set = await changePaper(services, sender, planId, { change, seen });
  const { frontSheet = {}, ...others } = change;
  const which = [...Object.keys(others), ...Object.keys(frontSheet)] as PaperSetting[];
  const view = await openForm(conversation, planId, which);
  if (set.kind === 'saved') return done({ ...view, done: 'Saved.' });
  if (set.kind === 'conflict') return again({ ...view, conflict: { by: set.by, when: set.when } });
  // Pressed again once mended, it is judged against what was seen at first.
  const faults = Object.fromEntries(set.faults.map(({ setting, words }) => [fieldOf(setting), words]));
  return again({ ...view, asked: seen, faults });
}

const fieldOf = (setting: PaperSetting): string => (setting === 'sections' ? 'parts' : setting);

type PartsPressed = {
  readonly planId: string;
  readonly asked: string;
  readonly parts: PaperSettings['sections'] & object;
  readonly move: (typeof paperSectionNames)[number] | 'none' | null;
  readonly before: (typeof paperSectionNames)[number] | 'end' | null;
};

async function saveParts(
  conversation: Conversation,
  { planId, asked, parts, move, before }: PartsPressed,
): Promise<AdaptiveCard> {
  const { settings } = await openForm(conversation, planId, ['sections']);
  const chosen = chooseSections(sectionsOf(settings), new Set(parts));
  const moved =
    move === null || move === 'none' ? chosen : moveSection(chosen, move, before === 'end' ? null : before);
  const isForms = moved.join() === paperForms[settings.form].sections.join();
  return save(conversation, planId, asked, {
    change: { sections: isForms ? null : moved },
    again: (view) => paperPartsCard(view, parts),
    done: (view) => paperPartsCard(view),
  });
}

async function frontPage(
  conversation: Conversation,
  planId: string,
  page: number,
  done = '',
): Promise<AdaptiveCard> {
  const number = Math.min(page, frontSheetPages.length);
  const view = await openForm(conversation, planId, frontSheetPages[number - 1] ?? []);
  return paperFrontCard({ ...view, done }, number);
}

type FrontPressed = Readonly<Record<(typeof frontSheetNames)[number], string>> & {
  readonly planId: string;
  readonly asked: string;
  readonly page: number;
  readonly next: number | null;
};

function saveFront(
  conversation: Conversation,
  { planId, asked, page, next, ...texts }: FrontPressed,
): Promise<AdaptiveCard> {
  const number = Math.min(page, frontSheetPages.length);
  const fields = frontSheetPages[number - 1] ?? [];
  const draft = Object.fromEntries(
    fields.map((field) => [field, texts[field] === notGiven ? '' : texts[field]]),
  );
  return save(conversation, planId, asked, {
    change: { frontSheet: draft },
    again: (view) => paperFrontCard(view, number, draft),
    done: () =>
      next === null
        ? showSettings(conversation, planId, 'The front sheet is saved.')
        : frontPage(conversation, planId, next, 'Saved.'),
  });
}
