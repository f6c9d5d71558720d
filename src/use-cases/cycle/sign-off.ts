import type { Cycle } from '../../domain/cycle/cycle.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services, SignedSheet, Write } from '../../ports.ts';
import { changeCycle } from '../shared/change-cycle.ts';
import { type CycleTarget, chooseCycleFor } from '../shared/choose-cycle-for.ts';
import { logRow } from '../shared/log-row.ts';
import { actorOf, type Requester } from '../shared/requester.ts';

const keepSheet = (value: SignedSheet): Write => ({ op: 'insert', row: { kind: 'sheet', value } });

/**
 * Signs off a frozen cycle, for the chair or the PM: the named one, else the latest frozen. What is signed off stays so: a
 * second sign-off changes nothing. The front sheet is kept with it as it stands: until then the PM may fill it. Throws `not-permitted`, and `cycle-open` where the paper's data are not fixed yet.
 */
export async function signOff(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  target: CycleTarget,
): Promise<Cycle> {
  const { store } = services;
  const wanted = { permission: 'decide', prefer: 'frozen' } as const;
  const { plan, cycle: chosen } = await chooseCycleFor(store, requester, target, wanted);
  const { frontSheet } = plan.paper;
  const signed = await changeCycle(store, plan.id, chosen.value.cycleId, (cycle) => {
    if (cycle.state === 'open') {
      throw new Refusal(
        'cycle-open',
        `The cycle for the board meeting on ${formatDate(cycle.boardDate)} is still open. Freeze it first, then sign it off.`,
      );
    }
    if (cycle.signedOff) return null;
    const at = services.clock.now().toString();
    const { cycleId: named, boardDate, snapshot } = cycle;
    const detail = { meeting: named, boardDate, snapshot };
    return {
      cycle: { ...cycle, signedOff: { at, by: actorOf(requester).name } },
      writes: [
        logRow(requester, 'cycle-signed-off', at, detail),
        ...(snapshot === null ? [] : [keepSheet({ cycleId: named, snapshot, frontSheet })]),
      ],
    };
  });
  return signed.cycle;
}
