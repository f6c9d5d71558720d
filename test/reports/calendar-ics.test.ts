import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Meeting } from '../../src/domain/calendar/meeting.ts';
import { closedOn, closuresOf, workBackRound } from '../../src/domain/calendar/working-days.ts';
import { assignAll } from '../../src/domain/meetings/plan-meetings.ts';
import { viewCalendar } from '../../src/domain/meetings/view-calendar.ts';
import { writeCalendar } from '../../src/reports/calendar-ics.ts';
import { aMeeting, aPlan, day, instant } from '../support/builders.ts';

const now = instant('2026-11-02T09:00:00Z');
const closures = closuresOf(aPlan(), new Set(['2026-12-25', '2026-12-28']));
const working = closedOn(new Set(['2026-12-25', '2026-12-28']));

const meetingOn = (date: string, over: Partial<Meeting> = {}) =>
  aMeeting(date, {
    dates: workBackRound(day(date), aPlan(), [], { publication: working, working }),
    ...over,
  });

function write(meetings: readonly Meeting[], over: Parameters<typeof aPlan>[0] = {}): string {
  const facts = { plan: aPlan(over), meetings, cycles: [], closures, now };
  return writeCalendar(viewCalendar({ ...facts, meetings: assignAll(facts) }), now);
}

type Component = Record<string, string>;

/** A small reading of RFC 5545 of our own: unfolds lines, takes names, parameters and values apart, unescapes text. */
function parse(text: string): { calendar: Component; events: Component[] } {
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}]/u);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const lines = text
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '');
  const calendar: Component = {};
  const events: Component[] = [];
  let current = calendar;
  expect([lines[0], lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
  for (const line of lines.slice(1, -1)) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[A-Z-]+=[^:;]+)*):(.*)$/s.exec(line) ?? [];
    expect(name, line).not.toBe('');
    if (name === 'BEGIN') {
      expect([value, current]).toEqual(['VEVENT', calendar]);
      current = {};
      events.push(current);
    } else if (name === 'END') current = calendar;
    else {
      expect(current[name], `${name} twice`).toBeUndefined();
      current[name] = value.replaceAll(/\\(.)/g, (_, char: string) => (/[nN]/.test(char) ? '\n' : char));
    }
  }
  return { calendar, events };
}

const kindOf = (event: Component) =>
  /-(opens|due|freezes|publish-by|meeting)@board-actions$/.exec(event['UID'] ?? '')?.[1];
const eventOf = (events: readonly Component[], kind: string) =>
  events.find((event) => kindOf(event) === kind) ?? {};

describe('writeCalendar', () => {
  it('has a whole day for each date that people need, and the freeze at its time', () => {
    const { calendar, events } = parse(write([meetingOn('2026-12-16')]));
    expect(calendar).toMatchObject({
      VERSION: '2.0',
      METHOD: 'PUBLISH',
      'X-WR-CALNAME': 'Wexcombe plan: board calendar',
    });
    expect(events.map(kindOf)).toEqual(['opens', 'due', 'freezes', 'publish-by', 'meeting']);
    expect(eventOf(events, 'meeting')).toMatchObject({
      UID: 'wexcombe-2026-12-16-meeting@board-actions',
      DTSTAMP: '20261102T090000Z',
      'DTSTART;VALUE=DATE': '20261216',
      SUMMARY: 'Wexcombe board meets',
      STATUS: 'CONFIRMED',
      SEQUENCE: '0',
    });
    expect(eventOf(events, 'freezes')).toMatchObject({ DTSTART: '20261204T170000Z' });
    expect(eventOf(events, 'publish-by')['DTSTART;VALUE=DATE']).toBe('20261208');
    expect(eventOf(events, 'publish-by')['DESCRIPTION']).toContain(
      'five clear working days before the meeting',
    );
  });

  it('gives the freeze in UTC through summer time', () => {
    const { events } = parse(write([meetingOn('2027-07-14')]));
    expect(eventOf(events, 'freezes')['DTSTART']).toBe('20270702T160000Z');
  });

  it('keeps an entry’s identity when its meeting moves, and leaves the old day out', () => {
    const moved = [
      meetingOn('2026-12-16', { state: 'moved', movedTo: '2027-01-20' }),
      meetingOn('2027-01-20', { movedFrom: ['2026-12-16'], cycle: '2027-01-20' }),
    ];
    const { events } = parse(write(moved));
    expect(events.length).toBe(5);
    expect(eventOf(events, 'meeting')).toMatchObject({
      UID: 'wexcombe-2026-12-16-meeting@board-actions',
      'DTSTART;VALUE=DATE': '20270120',
      SEQUENCE: '1',
    });
  });

  it('never gives two entries one identity, though a meeting is added on a day another was moved from', () => {
    const meetings = [meetingOn('2026-12-16'), meetingOn('2027-01-20', { movedFrom: ['2026-12-16'] })];
    const uids = parse(write(meetings)).events.map((event) => event['UID']);
    expect(new Set(uids).size).toBe(10);
  });

  it('says that a meeting is cancelled', () => {
    const { events } = parse(write([meetingOn('2026-12-16', { state: 'cancelled' })]));
    expect(events).toMatchObject([{ STATUS: 'CANCELLED', 'DTSTART;VALUE=DATE': '20261216' }]);
  });

  it('is valid with nothing in it', () => {
    expect(parse(write([])).events).toEqual([]);
  });

  it('keeps text as it was written', () => {
    const board = 'Health, care; “Überblick” \\n \\ and: more '.repeat(4).trim();
    const { calendar, events } = parse(
      write([meetingOn('2026-12-16', { boards: [board] })], { name: 'A, b; c\\d\ne' }),
    );
    expect(eventOf(events, 'meeting')['SUMMARY']).toBe(`${board} meets`);
    expect(eventOf(events, 'meeting')['DESCRIPTION']).toMatch(/^A, b; c\\d\ne\n/);
    expect(calendar['X-WR-CALNAME']).toBe('A, b; c\\d e: board calendar');
  });

  it('lets no text out of its line', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(
        'x\r\nEND:VEVENT\r\nBEGIN:VALARM',
        'x\nATTACH:http://evil.example',
        'x\rURL:x',
        'x\u2028y',
        '\u0000',
        '😀'.repeat(60),
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (name, board) => {
        const { events } = parse(
          write([meetingOn('2026-12-16', { boards: [board === '' ? 'x' : board] })], { name }),
        );
        expect(events.length).toBe(5);
        for (const event of events) {
          expect(Object.keys(event).map((key) => key.split(';')[0])).not.toContain('ATTACH');
        }
      }),
      { numRuns: 200 },
    );
  });
});
