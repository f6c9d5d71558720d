import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdaptiveCard, maxMessageBytes, messageBytes } from '../../../src/cards/kit/card.ts';
import { scheduleAddCard } from '../../../src/cards/meetings/schedule-add-card.ts';
import {
  scheduleCancelCard,
  scheduleCard,
  scheduleFileCard,
  scheduleMovedCard,
} from '../../../src/cards/meetings/schedule-card.ts';
import {
  emptyForm,
  formFaults,
  namedBoards,
  scheduleLimits,
} from '../../../src/cards/meetings/schedule-form.ts';
import { schedulePreviewCard, scheduleSavedCard } from '../../../src/cards/meetings/schedule-preview-card.ts';
import {
  scheduleRulesCard,
  scheduleRulesSavedCard,
} from '../../../src/cards/meetings/schedule-rules-card.ts';
import { parseSubmission } from '../../support/parse-submission.ts';
import { cardButtons, cardInputs, cardText, cardTexts } from '../../support/read-card.ts';
import { nodesOf } from '../kit/lint-card.ts';
import * as samples from '../samples/schedule-samples.ts';

const titlesOf = (card: AdaptiveCard) => cardButtons(card).map(({ title }) => title);

describe('the calendar card', () => {
  it('shows planned meetings from today on, each with its own buttons', () => {
    const card = scheduleCard(samples.calendar);
    expect(cardText(card)).toContain('3 meetings to come');
    expect(cardText(card)).not.toContain('14 October 2026');
    expect(cardText(card)).toContain('Next: reminder, Tuesday 24 November 2026 at 09:00');
    const moves = cardButtons(card).filter(({ title }) => title === 'Move');
    expect(moves.map(({ data }) => data['date'])).toEqual(['2026-12-14', '2026-12-17', '2027-05-03']);
  });

  it('folds each meeting’s reasons behind a button of its own', () => {
    const nodes = nodesOf(scheduleCard(samples.calendar));
    const toggles = nodes.filter((node) => node['type'] === 'Action.ToggleVisibility');
    for (const { targetElements } of toggles) {
      const [id] = targetElements as string[];
      expect(nodes.filter((node) => node['id'] === id)).toEqual([
        expect.objectContaining({ isVisible: false }),
      ]);
    }
    expect(new Set(toggles.map(({ tooltip }) => tooltip)).size).toBe(3);
  });

  it('gives every meeting once, over its pages', () => {
    const seen: string[] = [];
    for (let page = 1; ; page += 1) {
      const card = scheduleCard(samples.calendarLong, page);
      const moves = cardButtons(card).filter(({ title }) => title === 'Move');
      seen.push(...moves.map(({ data }) => String(data['date'])));
      if (!titlesOf(card).includes('Next')) break;
    }
    expect(seen).toEqual(samples.calendarLong.meetings.map(({ date }) => date));
  });

  it('marks every warning with more than colour', () => {
    const texts = cardTexts(scheduleCard(samples.calendar)).filter((text) =>
      /bank holiday \(|out of term/.test(text),
    );
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toMatch(/^⚠ /);
  });
});

describe('the preview', () => {
  const entered = {
    ...samples.form,
    dates: '14 December 2026\n“odd”',
    boards: ['A, B; 100%', 'Schools Forum'],
  };

  it('carries what was entered, to be read as it was', () => {
    const card = schedulePreviewCard({ ...samples.previewed, form: entered });
    for (const title of ['Save', 'Change']) {
      const data = cardButtons(card).find((one) => one.title === title)?.data;
      expect(parseSubmission(data)).toMatchObject({ form: entered });
    }
    expect(parseSubmission(cardButtons(card).find(({ title }) => title === 'Save')?.data)).toMatchObject({
      seen: samples.seen,
    });
  });

  it('offers no Save where there is nothing to save', () => {
    expect(titlesOf(schedulePreviewCard({ ...samples.previewed, preview: samples.previewNothing }))).toEqual([
      'Change',
      'Calendar',
    ]);
  });

  it('shows all of a long one over its pages', () => {
    const view = { ...samples.previewed, preview: samples.previewLong };
    const texts: string[] = [];
    for (let page = 1; ; page += 1) {
      const card = schedulePreviewCard(view, page);
      texts.push(...cardTexts(card));
      if (!titlesOf(card).includes('Next')) break;
    }
    const headings = texts.filter((text) => /^\w+day \d+ \w+ \d{4}$/.test(text));
    expect(headings).toHaveLength(samples.previewLong.added.length);
  });
});

describe('the form', () => {
  it('keeps boards that are offered no longer among those typed', () => {
    const card = scheduleAddCard({
      ...samples.addView,
      form: { ...emptyForm, boards: ['Gone Board', 'Schools Forum'] },
    });
    const value = (id: string) => cardInputs(card).find((input) => input.id === id)?.value;
    expect(value('boards')).toBe('Schools%20Forum');
    expect(value('otherBoards')).toBe('Gone Board');
  });

  it('takes a board once, whatever its case', () => {
    expect(
      namedBoards({ ...emptyForm, boards: ['Cabinet'], otherBoards: ' cabinet ; Schools  Forum;' }),
    ).toEqual(['Cabinet', 'Schools Forum']);
  });

  it.each([
    [{}, ['dates']],
    [{ dates: '14 December 2026' }, []],
    [{ often: 'six-weeks' }, ['weekday', 'from', 'until']],
    [{ often: 'quarter', weekday: 'Monday', from: '2027-01-01', until: '2027-12-31' }, ['which']],
    [
      { often: 'quarter', which: 'last', weekday: 'Monday', from: '2027-01-01', until: '2030-01-02' },
      ['until'],
    ],
    [{ dates: 'x'.repeat(scheduleLimits.dates + 1) }, ['dates']],
    [{ dates: '1 May 2027', otherBoards: 'x'.repeat(scheduleLimits.otherBoards + 1) }, ['otherBoards']],
  ])('of %j finds wrong %j', (changes, fields) => {
    expect(Object.keys(formFaults({ ...emptyForm, ...changes }))).toEqual(fields);
  });
});

describe('the link to the calendar file', () => {
  it('opens the address and shows it as it is', () => {
    const url = 'https://actions.example.gov.uk/calendar/_a-b_.ics';
    const card = scheduleFileCard({ id: 'marlbury-send', name: 'Plan' }, url);
    expect(nodesOf(card).find((node) => node['type'] === 'Action.OpenUrl')?.['url']).toBe(url);
    expect(cardText(card).replaceAll('\\', '')).toContain(url);
  });
});

describe('every card of the calendar stays under Teams’ limit, whatever is written in it', () => {
  const unit = fc.constantFrom('*', '<a', '"', '\n', '\\', '&a;', 'x', ' y', '_', '漢');
  const filled = (one: string, length: number) => one.repeat(Math.ceil(length / one.length)).slice(0, length);
  const fits = (card: AdaptiveCard) => expect(messageBytes(card)).toBeLessThan(maxMessageBytes);

  it('with names, boards, reasons and warnings without limit, and all that can be entered', () => {
    fc.assert(
      fc.property(unit, (one) => {
        const text = filled(one, 3_000);
        const long = (meeting: typeof samples.meeting) => ({
          ...meeting,
          boards: Array.from({ length: 20 }, () => text),
          replies: text,
          dates: meeting.dates.map((day) => ({ ...day, reason: text })),
          warnings: Array.from({ length: 6 }, () => ({
            code: 'closed-day' as const,
            meeting: null,
            message: text,
          })),
        });
        const meetings = samples.calendarLong.meetings.map(long);
        const changed = meetings.map(({ date }) => ({ date, message: text, dates: samples.move.moved }));
        fits(scheduleCard({ ...samples.calendarLong, name: text, meetings }));
        const form = {
          ...samples.form,
          // What is no date never comes as far as a preview.
          dates: filled('1 May 2027\n', scheduleLimits.dates),
          boards: Array.from({ length: 4 }, (_, index) => `${index}${filled(one, 99)}`.trim()),
          otherBoards: filled(one, scheduleLimits.otherBoards),
        };
        const preview = { ...samples.previewLong, name: text, understood: text, added: meetings, changed };
        const view = { preview, form, seen: samples.seen, notice: '' };
        fits(schedulePreviewCard(view));
        fits(schedulePreviewCard(view, 2));
        fits(
          scheduleSavedCard({
            ...preview,
            warnings: meetings.flatMap(({ warnings }) => warnings),
            written: true,
          }),
        );
        fits(
          scheduleAddCard({
            ...samples.addView,
            form: { ...form, dates: filled(one, scheduleLimits.dates + 500) },
            knownBoards: form.boards,
            problem: text,
          }),
        );
        const stays = [text, text, text];
        fits(scheduleMovedCard({ ...samples.move, changed, stays }, samples.seen));
        fits(scheduleCancelCard({ ...samples.cancelling, changed, stays }));
        fits(
          scheduleRulesSavedCard({
            ...samples.rulesChange,
            meetings: changed,
            kept: meetings.map(({ date }) => date),
          }),
        );
        const draft = {
          ...samples.rulesForm.draft,
          closedDays: filled(one, 4_500),
          terms: filled(one, 2_500),
        };
        fits(scheduleRulesCard({ ...samples.rulesForm, draft, problem: text }));
      }),
      { numRuns: 10 },
    );
  });
});
