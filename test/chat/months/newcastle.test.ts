import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportedPlan } from '../../../src/domain/import/imported-plan.ts';
import { readPeopleFile } from '../../../src/plan-files/read-people-file.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { freezeCycle } from '../../../src/use-cases/cycle/freeze-cycle.ts';
import { importPlan } from '../../../src/use-cases/import/import-plan.ts';
import { assignLeads } from '../../../src/use-cases/leads/assign-leads.ts';
import { importPeople } from '../../../src/use-cases/people/import-people.ts';
import { answerAll, fillForm } from '../../support/answer-all.ts';
import { eventually } from '../../support/eventually.ts';
import { type CardJson, cardBytes, cardText, cardTexts } from '../../support/read-card.ts';
import { readPages } from '../../support/read-pages.ts';
import { needsRealPlans, readRealPlan } from '../../support/real-plans.ts';
import type { TestPerson } from '../../support/test-person.ts';
import { startWorld, type TestWorld, testTenant } from '../../support/test-world.ts';

const tracker = 'newcastle-tracker-2019-10.xlsx';
const planId = 'tracker';
const operator = { via: 'cli' } as const;
const chair = { name: 'Robin Ashdown', userId: 'c2000000-0000-4000-8000-000000000000' };

/** Words as a reader sees them: escapes and punctuation gone. */
const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of texts.flatMap(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words that appear less often in what is shown than in what was to be told. */
function missingWords(told: readonly string[], shown: readonly CardJson[]): string[] {
  const there = countWords(shown.flatMap(cardTexts));
  return [...countWords(told)]
    .filter(([word, count]) => (there.get(word) ?? 0) < count)
    .map(([word]) => word);
}

describe('a board’s month in chat, on a real tracker with invented leads', needsRealPlans(tracker), () => {
  let world: TestWorld;
  let imported: ImportedPlan;
  let leads: TestPerson[];
  let reader: TestPerson;

  beforeAll(async () => {
    world = await startWorld({ serving: true, at: '2019-10-21T09:00:00Z' });
    const { services } = world.app;
    imported = await readPlanFile('tracker.xlsx', readRealPlan(tracker));
    await importPlan(services, operator, {
      planId,
      tenantId: testTenant,
      name: null,
      imported,
      dryRun: false,
    });
    const themes = [...new Set(imported.actions.flatMap(({ theme }) => theme ?? []))];
    const somebodies = [...themes, null].map((_, index) => ({
      name: `Lead Number${index + 1}`,
      userId: `c2000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
    }));
    const people = [
      'Name,Entra object id,Agency,Role',
      `${chair.name},${chair.userId},Council,PM; chair`,
      ...somebodies.map(({ name, userId }, index) => `${name},${userId},Agency ${index % 3},lead`),
    ];
    const read = await readPeopleFile('people.csv', Buffer.from(people.join('\n')));
    await importPeople(services, operator, planId, { people: read.people });
    const without = imported.actions.filter(({ theme }) => theme === null);
    const selections = [
      ...themes.map((text) => ({ selection: { by: 'theme', text } as const, lead: themes.indexOf(text) })),
      ...without.map(({ ref }) => ({ selection: { by: 'ref', ref } as const, lead: themes.length })),
    ];
    for (const { selection, lead } of selections) {
      await assignLeads(services, operator, {
        planId,
        selection,
        leads: [somebodies[lead]?.name ?? ''],
        strategic: null,
      });
    }
    leads = somebodies.map((somebody) => world.person(somebody));
    reader = world.person(chair);
    for (const somebody of [reader, ...leads]) await somebody.installs();
  });
  afterAll(() => world?.close());

  const narratives = (level: string) =>
    imported.actions.filter(({ rating }) => rating.level === level).map(({ narrative }) => narrative);

  it('shows all 7 reds and 44 ambers by theme, with nothing cut', async () => {
    const pages = await readPages(reader, 'digest');
    const texts = pages.flatMap(cardTexts);
    for (const page of pages) expect(cardBytes(page)).toBeLessThan(80_000);
    expect(texts).toContain('Red (7)');
    expect(texts).toContain('Amber (44)');
    for (const { ref } of imported.actions)
      expect(
        texts.some((text) => text.startsWith(`${ref}  `)),
        ref,
      ).toBe(true);
    const ambers = imported.actions.filter(({ rating }) => rating.level === 'amber');
    for (const theme of new Set(ambers.map((action) => action.theme))) {
      const members = ambers.filter((action) => action.theme === theme).length;
      expect(
        texts.some(
          (text) =>
            text.endsWith(`(${members})`) && words(text).join() === words(`${theme} ${members}`).join(),
        ),
      ).toBe(true);
    }
    const told = imported.actions.flatMap(({ title, narrative }) => [title, narrative]);
    expect(told.join('').length).toBeGreaterThan(9_000);
    expect(missingWords(told, pages)).toEqual([]);
  });

  it('shows the reds alone, with every word of their narratives', async () => {
    const pages = await readPages(reader, 'digest red');
    expect(pages.flatMap(cardTexts)).not.toContain('Amber (44)');
    expect(missingWords(narratives('red'), pages)).toEqual([]);
  });

  it('prompts each lead once and takes 51 replies, one of them changed', async () => {
    await reader.says('open cycle for 2019-12-11');
    await world.app.runDueOnce();
    await eventually(() => {
      for (const lead of leads) expect(lead.prompts(), lead.name).toHaveLength(1);
    });
    const [first] = leads;
    if (!first) throw new Error('There are no leads.');
    const [prompt = {}] = first.prompts();
    const { ref } = imported.actions.find(({ theme }) => theme !== null) ?? { ref: '' };
    const typed = { rating: 'Green', narrative: 'Recovered in November.', evidence: 'Minutes.' };
    await fillForm(first, prompt, ref, typed);
    for (const lead of leads) await answerAll(lead, lead.prompts()[0] ?? {}, {});
    expect(cardText(await reader.says('status'))).toContain('51 of 51 actions answered');
  });

  it('tells the board the frozen position and refuses what comes after', async () => {
    await freezeCycle(world.app.services, operator, { planId, cycleId: '2019-12-11' });
    const text = (await readPages(reader, 'digest')).map(cardText).join('\n');
    expect(text).toContain('frozen');
    expect(text).toContain('Red (6)');
    expect(text).toContain('Every lead has replied.');
    const [first] = leads;
    const late = await first?.says('my actions');
    expect(cardText(late ?? {})).toContain('Replies are closed');
  });
});
