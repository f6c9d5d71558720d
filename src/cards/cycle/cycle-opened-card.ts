import type { RequestHeader } from '../../domain/cycle/cycle-header.ts';
import { bulletList } from '../kit/bullet-list.ts';
import { button, buttonRows } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { plainLine, shortLine } from '../kit/escape.ts';
import { fillCard } from '../kit/template.ts';
import { count, dayWords } from '../kit/words.ts';

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

const maxListed = 30;

/** What opening a cycle has set in motion, and who cannot be asked yet; `bySchedule` where nobody pressed for it. */
export function cycleOpenedCard(view: CycleOpened, bySchedule = false): AdaptiveCard {
  return fillCard('cycle-opened', cycleOpenedData(view, bySchedule));
}

/** What the card's template is filled with. */
export function cycleOpenedData(view: CycleOpened, bySchedule = false): object {
  const ids = { planId: view.planId, meeting: view.cycleId };
  const leads = `${count(view.prompted, 'lead is', 'leads are')} being asked about ${count(view.actions, 'action')}.`;
  const asked = bySchedule ? `As the calendar says: ${leads}` : leads;
  return {
    plan: shortLine(view.planName, 200),
    when: `Board meeting ${dayWords(view.boardDate)} · replies by ${dayWords(view.due)}`,
    asked,
    unreachableTitle: `${count(view.unreachable.length, 'lead')} cannot be reached yet`,
    unreachable: bulletList(view.unreachable, maxListed),
    unassignedTitle: `${count(view.unassigned.length, 'action has', 'actions have')} no confirmed lead`,
    unassigned: bulletList(
      view.unassigned.map(({ ref, title }) => `${ref} ${title}`),
      maxListed,
    ),
    rows: buttonRows([
      ...(view.unassigned.length > 0
        ? [button('Match leads', { verb: 'menu.matchLeads', planId: view.planId })]
        : []),
      button('Status', { verb: 'menu.status', ...ids }),
      button('Digest', { verb: 'menu.digest', ...ids }),
    ]),
    fallback: `Cycle open for ${plainLine(view.planName)}, board meeting ${dayWords(view.boardDate)}. ${asked}`,
  };
}
