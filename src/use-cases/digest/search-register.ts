import { type ActionStory, collateStory } from '../../domain/digest/action-story.ts';
import { type SearchedActions, searchActions } from '../../domain/digest/search-actions.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import type { Requester } from '../shared/requester.ts';
import { readSources } from './show-digest.ts';

export interface RegisterSearch {
  readonly planId: string;
  /** null: the open cycle, else the latest, else as imported. */
  readonly cycleId: string | null;
  /** A ref, the beginning of several, or words of a title. */
  readonly words: string;
}

export interface SearchedRegister {
  /** At least one, in the plan's order: how each stands in that cycle, without what was said for other boards. */
  readonly stories: readonly ActionStory[];
  readonly took: Extract<SearchedActions<never>, { kind: 'found' }>['took'];
}

/**
 * Actions of a plan by words, for whoever may read its digest. Throws `not-permitted`, `unknown-cycle`, and `unknown-action`
 * naming the nearest.
 */
export async function searchRegister(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  { planId, cycleId, words }: RegisterSearch,
): Promise<SearchedRegister> {
  const { facts } = await readSources(services, requester, { planId, cycleId }, 'read-digest');
  const searched = searchActions(facts.actions, words);
  if (searched.kind === 'none') {
    const { nearest } = searched;
    const near = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`;
    throw new Refusal('unknown-action', `${facts.plan.name} has no action called “${words}”.${near}`);
  }
  const { actions, took } = searched;
  return { stories: actions.map((action) => collateStory(action, facts, [], [])), took };
}
