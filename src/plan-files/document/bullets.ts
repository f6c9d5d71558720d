import type { ImportedAction, ImportWarning } from '../../domain/import/imported-plan.ts';
import type { Step } from '../../domain/plan/document-facts.ts';
import type { StatedCount } from '../../domain/plan/stated-count.ts';
import { refKey } from '../../domain/shared/ref.ts';
import { joinSteps, splitItems } from '../action/split-action.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';

const bulletsQuestion = 'bullets';

/** What is known of a plan's bullets beside its actions. */
interface BulletFacts {
  /** Whether an action's cell has several bullets. */
  isBulleted(action: ImportedAction): boolean;
  readonly statedCounts: readonly StatedCount[];
  readonly questions: Questions;
}

/**
 * The actions with their bullets as steps, or an action for each bullet: as the plan's own total of actions says, else as the PM
 * says, asked once for the plan.
 */
export function settleBullets(
  actions: readonly ImportedAction[],
  { isBulleted, statedCounts, questions }: BulletFacts,
): { actions: readonly ImportedAction[]; warnings: ImportWarning[] } {
  const bulleted = new Set(actions.filter((action) => action.steps.length > 1 && isBulleted(action)));
  const [first] = bulleted;
  if (first === undefined) {
    return { actions, warnings: [] };
  }
  const apart = actions.reduce((sum, action) => sum + (bulleted.has(action) ? action.steps.length : 1), 0);
  const stated = statedCounts.filter(({ what }) => what === 'actions').map((one) => one.stated);
  const settled =
    stated.includes(apart) && !stated.includes(actions.length)
      ? 'actions'
      : stated.includes(actions.length) || numbersRows(actions)
        ? 'steps'
        : null;
  const isOpen = settled === null || questions.answerTo(bulletsQuestion) !== null;
  let taken: string = settled ?? 'steps';
  for (const { source, title } of isOpen ? bulleted : []) {
    taken = questions.ask({
      id: bulletsQuestion,
      text: 'Several rows list bullets. Is each bullet an action of its own, or a step of its row’s action?',
      choices: [
        { value: 'steps', label: `A step of its row: ${actions.length} actions` },
        { value: 'actions', label: `An action of its own: ${apart} actions` },
      ],
      taken,
      place: { ...source, value: title },
    });
  }
  if (taken !== 'actions') {
    return { actions, warnings: [] };
  }
  const refs = new Set(actions.map(({ ref }) => refKey(ref)));
  const message = `The plan’s own total counts each bullet as an action, so they were read as ${apart} actions.`;
  return {
    actions: actions.flatMap((action) => (bulleted.has(action) ? spread(action, refs) : [action])),
    warnings: isOpen ? [] : [warning('bullets-are-actions', message, { sheet: first.source.sheet })],
  };
}

/** Whether the plan's own numbering is one of actions, `1A ii`, which leaves its bullets without a number; `1` may be an objective's. */
function numbersRows(actions: readonly ImportedAction[]): boolean {
  const numbered = actions.filter(({ ref, refMadeUp }) => !refMadeUp && /\d/.test(ref) && /\p{L}/u.test(ref));
  return numbered.length * 2 > actions.length;
}

/** An action for each step, under the ref of its row, with what its own line says and what the row says of all of them. */
function spread(action: ImportedAction, refs: ReadonlySet<string>): ImportedAction[] {
  const { steps, ref } = action;
  const leadIn = action.title === joinSteps(steps.map(({ text }) => text)) ? '' : `${action.title}: `;
  const numbers = steps.map((_step, at) => `${ref}.${at + 1}`);
  const isFree = numbers.every((number) => !refs.has(refKey(number)));
  const own = (items: readonly string[], at: number) =>
    items.length === steps.length ? items.slice(at, at + 1) : items;
  const lines = splitItems(action.narrative);
  return steps.map(
    (step: Step, at): ImportedAction => ({
      ...action,
      ref: isFree ? `${ref}.${at + 1}` : `${ref} (${at + 1})`,
      // A bullet's place may change from month to month: it is found again by its words.
      refMadeUp: true,
      title: `${leadIn}${step.text}`,
      steps: [],
      timescale: step.timescale ?? action.timescale,
      responsibleLeads: step.leads.length > 0 ? step.leads : action.responsibleLeads,
      outcomes: own(action.outcomes, at),
      successMeasures: own(action.successMeasures, at),
      evidence: own(action.evidence, at),
      narrative: lines.length === steps.length ? (lines[at] ?? '') : action.narrative,
    }),
  );
}
