import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { findPerson } from '../../domain/people/merge-people.ts';
import type { Permission } from '../../domain/people/permissions.ts';
import type { Services } from '../../ports.ts';
import { chooseCycleFor } from '../../use-cases/shared/choose-cycle-for.ts';
import { readPlanFor, type Sender } from '../../use-cases/shared/requester.ts';
import { answerStatus, showExtend, showStatusCard } from './answer-status.ts';
import type { ManagerCommand } from './parse-manager-words.ts';

export type CycleWords = Extract<
  ManagerCommand,
  { readonly kind: 'freeze' | 'reopen' | 'sign-off' | 'extend' | 'remind-one' }
>;

/**
 * What is typed of a cycle's life, answered as the buttons of its status are: what concerns many people, or cannot be undone
 * without a word, is asked on a card first. Without a date it is the open cycle, or to reopen and sign off the one frozen last.
 */
export async function answerCycleWords(
  services: Services,
  sender: Sender,
  planId: string,
  meeting: string | null,
  command: CycleWords,
): Promise<AdaptiveCard> {
  const { store } = services;
  const find = async (permission: Permission, prefer: 'open' | 'frozen') => {
    const chosen = await chooseCycleFor(store, sender, permission, planId, meeting, prefer);
    return chosen.cycle.value;
  };
  switch (command.kind) {
    case 'freeze': {
      const cycle = await find('run-cycle', 'open');
      const { meeting: named } = cycle;
      return answerStatus(services, sender, {
        verb: 'cycle.freeze',
        planId,
        meeting: named,
        accept: false,
        page: 1,
      });
    }
    case 'extend': {
      const cycle = await find('run-cycle', 'open');
      return showExtend(services, sender, { planId, meeting: cycle.meeting }, command.due);
    }
    case 'reopen': {
      const cycle = await find('run-cycle', 'frozen');
      return answerStatus(services, sender, { verb: 'status.reopenForm', planId, meeting: cycle.meeting });
    }
    case 'sign-off': {
      const cycle = await find('decide', 'frozen');
      const words =
        cycle.state === 'open'
          ? { problem: 'This cycle is still open. Freeze it first, then sign it off.' }
          : cycle.signedOff === null
            ? { done: 'Press “Sign off” below to sign off this cycle.' }
            : { done: 'This cycle is signed off already.' };
      return showStatusCard(services, sender, planId, cycle.meeting, words);
    }
    case 'remind-one': {
      const cycle = await find('run-cycle', 'open');
      const { people } = await readPlanFor(store, sender, planId);
      const { id: personId } = findPerson(people, command.name);
      const press = { verb: 'cycle.remindOne', planId, meeting: cycle.meeting, personId, page: 1 } as const;
      return answerStatus(services, sender, press);
    }
  }
}
