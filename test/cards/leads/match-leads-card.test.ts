import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxMessageBytes, messageBytes } from '../../../src/cards/kit/card.ts';
import { parseLeadChoices } from '../../../src/cards/leads/lead-choice.ts';
import type { MatchLeads } from '../../../src/cards/leads/match-leads-card.ts';
import { matchLeadsCard, undecidedPage } from '../../../src/cards/leads/match-leads-card.ts';
import { matchLeads } from '../../../src/domain/leads/match-leads.ts';
import { anAction, aPerson } from '../../support/builders.ts';
import { nodesOf, textsOf } from '../kit/lint-card.ts';
import { toMatch, toMatchLong } from '../samples/match-leads-samples.ts';

const inputsOf = (view: MatchLeads, page = 1) =>
  nodesOf(matchLeadsCard(view, page)).filter((node) => node['type'] === 'Input.ChoiceSet');
const valuesOf = (view: MatchLeads) =>
  Object.fromEntries(inputsOf(view).map((input) => [input['id'], input['value']]));

describe('matchLeadsCard', () => {
  it('chooses beforehand what is confirmed, the one exact suggestion, and bodies; nobody for the rest', () => {
    expect(valuesOf(toMatch)).toEqual({
      'lead-pn': 'person:priya-nandakumar',
      'lead-oa': 'nobody',
      'lead-jo-w': 'nobody',
      'lead-vale-and-marl-icb': 'organisation',
      'lead-dana-ho': 'user:d0000000-0000-4000-8000-000000000001',
      'lead-tbc': 'nobody',
      'lead-rhys-p': 'nobody',
    });
  });

  it('leaves a text with several confirmed people as it is', () => {
    const several = toMatch.leads.map((lead) =>
      lead.id === 'oa'
        ? { ...lead, decision: 'people' as const, confirmed: ['olive-adair', 'dana-ho'] }
        : lead,
    );
    expect(valuesOf({ ...toMatch, leads: several })['lead-oa']).toBe('keep');
    expect(parseLeadChoices({ 'lead-oa': 'keep', page: 1 })).toEqual([]);
  });

  it('offers each choice once, and only choices it can read back', () => {
    for (const input of inputsOf(toMatch)) {
      const values = (input['choices'] as { value: string }[]).map(({ value }) => value);
      expect(new Set(values).size).toBe(values.length);
      for (const value of values) expect(parseLeadChoices({ [String(input['id'])]: value })).toHaveLength(1);
      expect(values).toContain(input['value']);
    }
  });

  it('shows every name on one page or another, once', () => {
    const shown: unknown[] = [];
    for (let page = 1; page <= toMatchLong.leads.length; page += 1) {
      const inputs = inputsOf(toMatchLong, page).map((input) => input['id']);
      if (shown.includes(inputs[0])) break;
      shown.push(...inputs);
    }
    expect(shown).toEqual(toMatchLong.leads.map(({ id }) => `lead-${id}`));
    expect(textsOf(matchLeadsCard(toMatchLong)).join()).toContain('suggestions may be missing');
  });

  it('knows the next page with something to decide', () => {
    const decided = toMatchLong.leads.map((lead, at) =>
      at < 30 || at > 40
        ? { ...lead, decision: 'organisation' as const, kind: 'organisation' as const }
        : lead,
    );
    const view = { ...toMatchLong, leads: decided };
    const page = undecidedPage(view);
    expect(inputsOf(view, page ?? 0).map((input) => input['id'])).toContain(`lead-${decided[30]?.id}`);
    expect(undecidedPage(view, 100)).toBeNull();
    expect(undecidedPage({ ...view, leads: [] })).toBeNull();
  });

  it('stays under Teams’ limit, whatever the names hold', () => {
    const unit = fc.constantFrom('*', '<at>', '"', '\\', '\n', 'x ', '{{', '漢', '\u202e');
    fc.assert(
      fc.property(unit, unit, (one, other) => {
        const people = Array.from({ length: 90 }, (_, at) =>
          aPerson(`p-${at}`, {
            name: one.repeat(300),
            agency: other.repeat(300),
            aliases: [`Name ${one.repeat(200)}`],
          }),
        );
        const actions = Array.from({ length: 20 }, (_, at) =>
          anAction('0001', {
            ref: other.repeat(60),
            responsibleLeads: [`Name ${at} ${one.repeat(5_000)}`, `Name ${one.repeat(200)}`],
          }),
        );
        const leads = matchLeads(actions, { people, team: [], leadKey: [] }, []);
        for (const page of [1, 2, 20]) {
          const card = matchLeadsCard({ ...toMatch, leads, people, planName: one.repeat(500) }, page);
          expect(messageBytes(card)).toBeLessThan(maxMessageBytes);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('parseLeadChoices', () => {
  it('reads what is chosen and leaves the rest', () => {
    expect(
      parseLeadChoices({
        'lead-a': 'person:sam-barron',
        'lead-b': 'nobody',
        'lead-c': '',
        'lead-d': null,
        other: 'x',
      }),
    ).toEqual([
      { lead: 'a', decision: 'people', ids: ['sam-barron'] },
      { lead: 'b', decision: 'nobody', ids: [] },
    ]);
  });

  it.each(['anybody', 'person:', 'person:Sam Barron', 'user:<at>', 7, {}, ['nobody']])(
    'refuses %j',
    (value) => {
      expect(parseLeadChoices({ 'lead-a': value })).toBeNull();
    },
  );
});
