import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { Conflict } from '../../../src/ports.ts';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { importPlan } from '../../../src/use-cases/import/import-plan.ts';
import { assignLeads } from '../../../src/use-cases/leads/assign-leads.ts';
import { confirmLeads } from '../../../src/use-cases/leads/confirm-lead.ts';
import { suggestLeads } from '../../../src/use-cases/leads/suggest-leads.ts';
import { eventually } from '../../support/eventually.ts';
import { type CardJson, cardButtons, cardInputs, cardText } from '../../support/read-card.ts';
import { importFiles, smallPeople, smallPeopleFile } from '../../support/small-plan.ts';
import { teamsFaults } from '../../support/teams-faults.ts';
import { cardOf, type TestPerson, wordsOf } from '../../support/test-person.ts';
import { startWorld, type TestWorld } from '../../support/test-world.ts';

const operator = { via: 'cli' } as const;
const planId = 'wexcombe-send';
const meeting = '2026-12-16';
const teamId = '19:wexcombe@thread.tacv2';
const account = (digit: number) => `b2000000-0000-4000-8000-00000000000${digit}`;
const tessa = { name: 'Tessa Quill', userId: account(1) };

const tracker = (rows: readonly string[]) =>
  ['Wexcombe SEND improvement plan', '', 'Ref,Action,Timescale,Lead,RAG', ...rows, ''].join('\r\n');
const rows = [
  '1A,Agree one therapy specification,March 2027,Sam Barron,Red',
  '1B,Publish waiting times,March 2027,Tessa Q; LF,Amber',
  '1C,Clear the backlog,March 2027,Wexcombe CCG,Green',
  '1D,Train every officer,March 2027,Tessa Q,Green',
  '1E,Write to families,March 2027,Zed Unknown,Green',
];

let world: TestWorld;
let morgan: TestPerson;
let sam: TestPerson;
let lee: TestPerson;
let quill: TestPerson;

const field = (card: CardJson, id: string) => {
  const input = cardInputs(card).find((one) => one.id === `lead-${id}`);
  if (!input) throw new Error(`no field for ${id}`);
  return input;
};
const responsible = async (ref: string) => {
  const actions = await world.app.services.store.listActions(planId);
  return actions.find(({ value }) => value.ref === ref)?.value.responsible;
};
async function importAgain(lines: readonly string[]): Promise<void> {
  const imported = await readPlanFile('tracker.csv', Buffer.from(tracker(lines)));
  const tenantId = world.config.tenantId;
  const request = { planId, tenantId, name: null, imported, dryRun: false, confirmed: true };
  expect((await importPlan(world.app.services, operator, request)).written).toBe(true);
}

beforeAll(async () => {
  world = await startWorld({ serving: true });
  await importFiles(world.app.services, { planId, tracker: tracker(rows), people: smallPeopleFile });
  morgan = world.person(smallPeople.morgan);
  sam = world.person(smallPeople.sam);
  lee = world.person(smallPeople.lee);
  quill = world.person(tessa);
  for (const somebody of [morgan, sam, lee, quill]) await somebody.installs();
  world.teams.addTeam(teamId, [
    { id: '28:board-actions', name: 'Board Actions' },
    ...[smallPeople.sam, smallPeople.lee, tessa].map(({ name, userId }) => ({
      id: `29:${userId}`,
      name,
      aadObjectId: userId,
    })),
    { id: '29:other', name: 'Terry Quill', aadObjectId: account(2).toUpperCase() },
  ]);
  await openCycle(world.app.services, operator, planId, { meeting });
});
afterAll(() => world.close());

describe('matching leads in chat', () => {
  it('prompts nobody before a name is confirmed', async () => {
    await world.app.runDueOnce();
    for (const somebody of [sam, lee, quill]) expect(somebody.prompts()).toEqual([]);
  });

  it('suggests from the people list, and from the team once the bot has been added to it', async () => {
    const before = await morgan.says('match leads');
    expect(field(before, 'tessa-q').choices).not.toContain(`user:${tessa.userId}`);
    await morgan.posts({
      type: 'conversationUpdate',
      membersAdded: [{ id: '28:board-actions' }],
      conversation: {
        id: teamId,
        conversationType: 'channel',
        isGroup: true,
        tenantId: world.config.tenantId,
      },
      channelData: { team: { id: teamId }, tenant: { id: world.config.tenantId } },
    });
    const card = await morgan.says('match leads');
    expect(cardText(card)).toContain('4 names to match');
    expect(field(card, 'sam-barron').value).toBe('person:sam-barron');
    expect(field(card, 'tessa-q')).toMatchObject({ value: 'nobody', label: 'Who is “Tessa Q”?' });
    expect(field(card, 'tessa-q').choices.slice(0, 3)).toEqual([
      `user:${tessa.userId}`,
      'nobody',
      'organisation',
    ]);
    expect(field(card, 'lf').value).toBe('nobody');
    expect(field(card, 'wexcombe-ccg')).toMatchObject({ value: 'organisation' });
    expect(cardText(card)).toContain('Tessa Quill: First name and initial (member of the Teams team');
    expect(cardText(card)).toContain('Lee Fenn: Initials of the name');
  });

  it('saves all that is chosen, sets the leads and prompts them in the open cycle', async () => {
    const card = await morgan.says('match leads');
    const saved = cardOf(
      await morgan.taps(card, 'Save', {
        'lead-tessa-q': `user:${tessa.userId}`,
        'lead-lf': 'person:lee-fenn',
      }),
    );
    expect(cardText(saved)).toContain('3 names are matched on this page, and 3 actions have new leads.');
    expect(cardText(saved)).toContain('Added to the people list: Tessa Quill.');
    expect(cardText(saved)).toContain('1 name to match');
    expect(await responsible('1A')).toEqual(['sam-barron']);
    expect(await responsible('1B')).toEqual(['tessa-quill', 'lee-fenn']);
    expect(await responsible('1C')).toEqual([]);
    await eventually(() => {
      expect(sam.prompts()).toHaveLength(1);
      expect(quill.prompts()).toHaveLength(1);
    });
    expect(cardText(quill.prompts()[0] ?? {})).toContain('2 actions to update');
    // Lee is not the named updater of the shared action.
    expect(lee.prompts()).toEqual([]);
    expect(cardText(await quill.says('my actions'))).toContain('2 actions to update');
  });

  it('shows what is confirmed, and saving it again changes nothing', async () => {
    const card = await morgan.says('match leads');
    expect(field(card, 'tessa-q').value).toBe('person:tessa-quill');
    expect(cardText(cardOf(await morgan.taps(card, 'Save')))).toContain('0 actions have new leads');
    expect(quill.prompts()).toHaveLength(1);
  });

  it('keeps the matches when a newer document comes, for new actions too, and what was assigned by hand', async () => {
    const selection = { by: 'ref', ref: '1D' } as const;
    await assignLeads(world.app.services, operator, {
      planId,
      selection,
      leads: ['Lee Fenn'],
      strategic: null,
    });
    await importAgain([
      ...rows.map((row) => row.replace('Publish', 'Publish all')),
      '2A,A new one,May 2027,Tessa Q.,',
    ]);
    expect(await responsible('1B')).toEqual(['tessa-quill', 'lee-fenn']);
    expect(await responsible('2A')).toEqual(['tessa-quill']);
    const { leads } = await suggestLeads(world.app.services, operator, planId);
    expect(leads.find(({ id }) => id === 'tessa-q')).toMatchObject({
      confirmed: ['tessa-quill'],
      actions: ['1B', '1D', '2A'],
    });
    const card = await morgan.says('match leads');
    await morgan.taps(card, 'Save', { 'lead-tessa-q': 'person:jo-pike' });
    expect(await responsible('2A')).toEqual(['jo-pike']);
    expect(await responsible('1D')).toEqual(['lee-fenn']);
  });

  it('is for the project manager alone, in their own chat, and for ids they may see', async () => {
    const ids = { planId, page: 1, 'lead-zed-unknown': 'person:sam-barron' };
    for (const who of [smallPeople.sam, smallPeople.chris]) {
      expect(wordsOf(await world.person(who).forges('people.confirm', ids))).toContain(
        'Only the project manager can do that',
      );
    }
    expect(wordsOf(await world.person(smallPeople.stranger).forges('people.confirm', ids))).toContain(
      'I know of no plan here',
    );
    const forged = { ...ids, 'lead-zed-unknown': `user:${account(9)}` };
    expect(wordsOf(await morgan.forges('people.confirm', forged))).toContain(
      'neither on the people list nor in a Teams team',
    );
    expect(
      wordsOf(await morgan.forges('people.confirm', { ...ids, 'lead-zed-unknown': '<at>all</at>' })),
    ).toContain('could not be read');
    expect(
      wordsOf(await morgan.forges('people.confirm', { ...ids, 'lead-nobody-wrote-this': 'nobody' })),
    ).toContain('No action of this plan');
    expect(wordsOf(await morgan.forges('people.page', { ...ids, planId: 'another-plan' }))).toContain(
      'I know of no plan here',
    );
    expect(await responsible('1E')).toEqual([]);
  });

  it('does without the team when Teams does not give its members, and says so', async () => {
    world.teams.fail(teamsFaults.internalError, { conversationId: teamId });
    expect(cardText(await morgan.says('match leads'))).toContain('could not be read just now');
    world.teams.healAll();
    expect(cardText(await morgan.says('match leads'))).not.toContain('could not be read just now');
  });

  it('decides again when somebody has written meanwhile', async () => {
    const { services } = world.app;
    let lost = 0;
    const store = {
      ...services.store,
      async commitInBatches(...args: Parameters<typeof services.store.commitInBatches>) {
        lost += 1;
        if (lost <= 2) throw new Conflict('changed');
        await services.store.commitInBatches(...args);
      },
    };
    const decision = { lead: 'Zed Unknown', decision: 'people', ids: ['kit-rowe'] } as const;
    const report = await confirmLeads({ ...services, store }, operator, planId, [decision]);
    expect(report.changed).toEqual(['1E']);
    expect(await responsible('1E')).toEqual(['kit-rowe']);
    const never = { ...services.store, commitInBatches: () => Promise.reject(new Conflict('changed')) };
    const undo = { lead: 'Zed Unknown', decision: 'nobody', ids: [] } as const;
    await expect(
      confirmLeads({ ...services, store: never }, operator, planId, [undo]),
    ).rejects.toBeInstanceOf(Conflict);
  });

  it('forgets a team it is removed from', async () => {
    await morgan.posts({
      type: 'conversationUpdate',
      membersRemoved: [{ id: '28:board-actions' }],
      conversation: {
        id: teamId,
        conversationType: 'channel',
        isGroup: true,
        tenantId: world.config.tenantId,
      },
      channelData: { team: { id: teamId }, tenant: { id: world.config.tenantId } },
    });
    expect(await world.app.services.directory.listTeams(world.config.tenantId)).toEqual([]);
  });

  it('has written down who confirmed what', async () => {
    const log = await world.app.services.store.listLog(planId, 100);
    const entries = log.filter(({ what }) => what === 'leads-confirmed');
    expect(entries.at(-1)).toMatchObject({ actor: { name: smallPeople.morgan.name }, from: 'teams' });
    expect(Temporal.Instant.compare(entries.at(-1)?.at ?? '', world.clock.now())).toBe(0);
    expect(cardButtons(await morgan.says('help')).length).toBeGreaterThan(0);
  });
});
