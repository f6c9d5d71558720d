import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standardPaper } from '../../../src/domain/plan/paper-settings.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { signOff } from '../../../src/use-cases/cycle/sign-off.ts';
import { showDigest } from '../../../src/use-cases/digest/show-digest.ts';
import { makePaper } from '../../../src/use-cases/paper/make-paper.ts';
import { setPaper } from '../../../src/use-cases/paper/set-paper.ts';
import { writePaperFile } from '../../../src/use-cases/paper/write-paper-file.ts';
import { fillForm } from '../../support/answer-all.ts';
import {
  promptOf,
  type SmallWorld,
  smallMeeting,
  smallPlanId,
  startSmallWorld,
} from '../../support/small-world.ts';

const operator = { via: 'cli' } as const;
const target = { planId: smallPlanId, cycleId: smallMeeting };

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

const services = () => world.app.services;
const paperOf = async (isPublic = false) =>
  Buffer.from((await writePaperFile(services(), operator, { ...target, isPublic, look: 'plain' })).bytes);
const textOf = async () =>
  JSON.stringify((await makePaper(services(), operator, { ...target, isPublic: false })).paper);

/** Writes the plan's row anew: what an import or a rename changes of it. */
async function changePlan(change: (plan: Plan) => Plan): Promise<void> {
  const stored = await services().store.readPlan(smallPlanId);
  if (!stored) throw new Error('The plan is gone.');
  const row = { kind: 'plan', value: change(stored.value) } as const;
  await services().store.commit(smallPlanId, [{ op: 'replace', row, etag: stored.etag }]);
}

const sams = (narrative: string) =>
  fillForm(world.people.sam, promptOf(world.people.sam), '1A ii', {
    rating: 'Amber',
    narrative,
    reason: 'One service is late.',
    recoveryStep: 'A date is agreed.',
  });

describe('a paper made a year after its freeze', () => {
  it('is the same file, whatever has become of the plan since', async () => {
    await setPaper(services(), operator, smallPlanId, {
      form: 'priority-progress',
      hideNumbers: ['1A ii'],
      frontSheet: { legal: 'None at the freeze.' },
    });
    await sams('Two of five services publish.');
    await freezeCycle(services(), operator, target);

    // Between freeze and sign-off the front sheet is still filled, and leads say more.
    await setPaper(services(), operator, smallPlanId, { frontSheet: { legal: 'Counsel was asked.' } });
    await sams('Three of five services publish.');
    const [before, publicBefore] = [await textOf(), await paperOf(true)];
    expect(before).toContain('Counsel was asked.');
    expect(before).toContain('Three of five services publish.');
    await signOff(services(), operator, target);
    const [signed, digest] = [await paperOf(), await showDigest(services(), operator, target)];
    expect(await textOf()).toBe(before);

    world.clock.advance({ hours: 1 });
    await sams('Four of five services publish.');
    const sam = (await services().store.listPeople(smallPlanId)).find(
      ({ value }) => value.id === 'sam-barron',
    );
    if (!sam) throw new Error('Sam is gone.');
    const renamed = { kind: 'person', value: { ...sam.value, name: 'Sam Holt' } } as const;
    await services().store.commit(smallPlanId, [{ op: 'replace', row: renamed, etag: sam.etag }]);
    await changePlan((plan) => ({
      ...plan,
      name: 'Another plan',
      board: 'Another board',
      timeZone: 'Pacific/Auckland',
      positionDate: '2027-09-01',
      ratingKey: [{ label: 'Blue', meaning: 'Anything', level: 'green' }],
      leadKey: [{ initials: 'LF', name: 'Lee Fenn', role: 'Director', organisation: 'Elsewhere' }],
      statedCounts: [{ text: '9 reds', what: 'red', stated: 9, found: 1 }],
      paper: { ...standardPaper, form: 'half-yearly', frontSheet: { legal: 'Something else.' } },
    }));
    world.clock.advance({ hours: 24 * 365 });
    expect(await textOf()).toBe(before);
    expect(Buffer.compare(await paperOf(), signed)).toBe(0);
    expect(Buffer.compare(await paperOf(true), publicBefore)).toBe(0);
    expect(await showDigest(services(), operator, target)).toEqual(digest);
  });
});
