import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { exampleFiles } from '../../../src/demo/sample/examples.ts';
import { samplePeople } from '../../../src/demo/sample/sample-people.ts';
import {
  nextSampleMeeting,
  sampleAssignments,
  sampleCalendar,
  samplePastCycles,
  samplePeopleFile,
  samplePlanName,
  samplePositionDate,
  sampleTracker,
} from '../../../src/demo/sample/sample-plan.ts';
import { standardRules } from '../../../src/domain/calendar/schedule-rules.ts';
import { closedOn, squeezeRound, workBackRound } from '../../../src/domain/calendar/working-days.ts';
import { judgeReply } from '../../../src/domain/reply/reply.ts';
import { parseTimescale } from '../../../src/domain/shared/timescale.ts';
import { readPeopleFile } from '../../../src/plan-files/read-people-file.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';

const user = { name: 'Rowan Fielding', userId: 'B0A4DAC7-0000-4000-8000-0000000000FF' };
const key = [
  { label: 'Red', meaning: '', level: 'red' },
  { label: 'Amber', meaning: '', level: 'amber' },
  { label: 'Green', meaning: '', level: 'green' },
  { label: 'Complete', meaning: '', level: 'complete' },
] as const;

const anyDay = fc
  .integer({ min: 0, max: 4000 })
  .map((days) => Temporal.PlainDate.from('2024-01-01').add({ days }));

function trackerRows(today: Temporal.PlainDate): Record<string, string>[] {
  return parse(sampleTracker(today), { columns: true, fromLine: 5 });
}

function peopleRows(): Record<string, string>[] {
  return parse(samplePeopleFile(user), { columns: true });
}

function countBy(values: readonly (string | undefined)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? ''] = (counts[value ?? ''] ?? 0) + 1;
  return counts;
}

describe('the sample tracker', () => {
  const today = Temporal.PlainDate.from('2026-11-02');
  const rows = trackerRows(today);

  it('has title lines, a position date and a header row', () => {
    expect(sampleTracker(today).split('\r\n').slice(0, 5)).toEqual([
      'Ostlemere local area SEND improvement plan',
      'Ostlemere SEND Improvement Board',
      'Position at 12 August 2026',
      '',
      'Ref,Priority,Theme,Action,Responsible lead,Strategic lead,Original timescale,Progress,Evidence,RAG',
    ]);
  });

  it('has 40 actions in 4 priorities and 8 themes, rated in every way', () => {
    expect(new Set(rows.map((row) => row['Ref'])).size).toBe(40);
    expect(new Set(rows.map((row) => row['Priority'])).size).toBe(4);
    expect(new Set(rows.map((row) => row['Theme'])).size).toBe(8);
    expect(countBy(rows.map((row) => row['RAG']))).toEqual({
      Red: 6,
      Amber: 14,
      Green: 15,
      Complete: 3,
      '': 2,
    });
  });

  it('is read without a warning', async () => {
    const plan = await readPlanFile('tracker.csv', Buffer.from(sampleTracker(today)));
    expect(plan).toMatchObject({
      name: samplePlanName,
      board: 'Ostlemere SEND Improvement Board',
      positionDate: '2026-08-12',
      rows: 40,
      warnings: [],
    });
    expect(plan.actions.map(({ ref }) => ref)).toEqual(rows.map((row) => row['Ref']));
  });

  it('has evidence for every complete action', () => {
    expect(rows.filter((row) => row['RAG'] === 'Complete' && row['Evidence'] === '')).toEqual([]);
  });

  it('writes timescales that are understood, whatever the day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const row of trackerRows(day)) {
          const text = row['Original timescale'] ?? '';
          expect(parseTimescale(text), text).toMatchObject({ problem: null });
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the sample people', () => {
  it('are 12 leads in three agencies, a PM, a chair and a member', () => {
    const people = peopleRows();
    const leads = people.filter((person) => person['Role']?.includes('lead'));
    expect(leads).toHaveLength(12);
    expect(new Set(leads.map((person) => person['Agency'])).size).toBe(3);
    expect(people.map((person) => person['Role']).filter((role) => role !== 'lead')).toEqual([
      'PM; chair; lead',
      'member',
    ]);
  });

  it('are read without a warning', async () => {
    const { people, warnings } = await readPeopleFile('people.csv', Buffer.from(samplePeopleFile(user)));
    expect(warnings).toEqual([]);
    expect(people).toMatchObject(
      samplePeople(user).map(({ name, userId, agency }) => ({ name, userId, agency })),
    );
  });

  it('differ in name, initials and Entra object id, which is in lower case', () => {
    const people = peopleRows();
    for (const column of ['Name', 'Initials', 'Entra object id']) {
      expect(new Set(people.map((person) => person[column])).size, column).toBe(people.length);
    }
    expect(people[0]).toMatchObject({ Name: user.name, 'Entra object id': user.userId.toLowerCase() });
  });

  it('lead every action of the tracker, each with a share', () => {
    const assignments = sampleAssignments(user);
    const names = new Set(peopleRows().map((person) => person['Name']));
    expect(assignments.map(({ ref }) => ref)).toEqual(
      trackerRows(Temporal.PlainDate.from('2026-11-02')).map((row) => row['Ref']),
    );
    expect(assignments.filter(({ lead, strategic }) => !names.has(lead) || !names.has(strategic))).toEqual(
      [],
    );
    expect(Object.keys(countBy(assignments.map(({ lead }) => lead)))).toHaveLength(12);
  });
});

describe('the sample cycles', () => {
  it.each([
    ['2026-11-02', '2026-08-12', ['2026-09-09', '2026-10-14'], '2026-12-09'],
    ['2026-11-11', '2026-08-12', ['2026-09-09', '2026-10-14'], '2026-12-09'],
    ['2026-11-12', '2026-09-09', ['2026-10-14', '2026-11-11'], '2026-12-09'],
    ['2026-01-31', '2025-11-12', ['2025-12-10', '2026-01-14'], '2026-03-11'],
    ['2026-03-31', '2026-01-14', ['2026-02-11', '2026-03-11'], '2026-05-13'],
  ])('of %s stand at %s, met on %j and meet next on %s', (on, position, meetings, next) => {
    const day = Temporal.PlainDate.from(on);
    expect(samplePositionDate(day).toString()).toBe(position);
    expect(samplePastCycles(day, user).map(({ meeting }) => meeting)).toEqual(meetings);
    expect(nextSampleMeeting(day).toString()).toBe(next);
  });

  it('have replies between opening and due date, even over Christmas and Easter', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const cycle of samplePastCycles(day, user)) {
          const meeting = Temporal.PlainDate.from(cycle.meeting);
          const opened = Temporal.PlainDate.from(cycle.openedOn);
          // Three closed weekdays before any meeting: as many as Christmas or Easter can bring.
          const holidays = new Set([2, 5, 6].map((days) => meeting.subtract({ days }).toString()));
          const isClosed = closedOn(holidays);
          const rules = { division: 'england', schedule: standardRules } as const;
          const round = workBackRound(meeting, rules, [], { publication: isClosed, working: isClosed });
          const { due } = squeezeRound(round, opened, meeting, isClosed);
          expect(cycle.meeting < day.toString()).toBe(true);
          expect(cycle.frozenOn > due && cycle.frozenOn < cycle.meeting).toBe(true);
          for (const { on } of cycle.replies) expect(on > cycle.openedOn && on <= due).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('hold replies that the form would have taken', () => {
    const cycles = samplePastCycles(Temporal.PlainDate.from('2026-11-02'), user);
    for (const reply of cycles.flatMap(({ replies }) => replies)) {
      if (reply.kind === 'no-change') continue;
      const draft = { ...reply, rating: reply.rating ?? '', finished: false };
      expect(judgeReply(draft, key, Temporal.PlainDate.from(reply.on)), reply.ref).toMatchObject({
        ok: true,
      });
    }
  });

  it('move ratings both ways, and leave a few actions without an answer', () => {
    const today = Temporal.PlainDate.from('2026-11-02');
    const ratings = new Map(trackerRows(today).map((row) => [row['Ref'] ?? '', row['RAG'] ?? '']));
    const told = samplePastCycles(today, user).map((cycle) => {
      const moved = cycle.replies.filter(({ ref, rating }) => rating !== null && rating !== ratings.get(ref));
      for (const { ref, rating } of moved) ratings.set(ref, rating ?? '');
      return {
        ratings: countBy([...ratings.values()]),
        moved: moved.length,
        noChange: cycle.replies.filter(({ kind }) => kind === 'no-change').length,
        // The three actions that were complete on import are not asked for.
        silent: 37 - cycle.replies.length,
      };
    });
    expect(told).toEqual([
      {
        ratings: { Red: 5, Amber: 14, Green: 16, Complete: 4, '': 1 },
        moved: 10,
        noChange: 8,
        silent: 1,
      },
      { ratings: { Red: 6, Amber: 13, Green: 14, Complete: 7 }, moved: 11, noChange: 10, silent: 3 },
    ]);
  });
});

describe('the sample calendar', () => {
  it('asks nobody within a week, and for each meeting by itself, whatever the holidays', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const soon = today.add({ days: 7 }).toString();
        const boards = [nextSampleMeeting(today), ...sampleCalendar(today)];
        const rounds = boards.map((meeting) => {
          // As above; a meeting without any, beside one with these, is the hardest for the days between.
          const holidays = new Set([12, 13, 14].map((days) => meeting.subtract({ days }).toString()));
          const rules = { division: 'england', schedule: standardRules } as const;
          return [new Set<string>(), holidays].map((closed) => {
            const isClosed = closedOn(closed);
            return workBackRound(meeting, rules, [], { publication: isClosed, working: isClosed });
          });
        });
        for (const [index, both] of rounds.entries()) {
          for (const { opens, due } of index === 0 ? [] : both) {
            expect(opens > soon).toBe(true);
            for (const before of rounds[index - 1] ?? []) {
              const apart = Temporal.PlainDate.from(before.due).until(due).days;
              expect(apart).toBeGreaterThanOrEqual(standardRules.periodDays);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the committed examples', () => {
  it.each(Object.entries(exampleFiles()))('%s is what the generator writes', (name, content) => {
    const file = readFileSync(new URL(`../../../src/demo/sample/${name}`, import.meta.url), 'utf8');
    expect(file, 'run: npx tsx src/demo/sample/write-examples.ts').toBe(content);
  });
});
