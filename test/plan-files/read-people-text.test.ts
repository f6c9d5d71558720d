import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roles } from '../../src/domain/people/person.ts';
import { readPeopleText, writePeopleText } from '../../src/plan-files/read-people-text.ts';
import { aPersonLine } from '../support/builders.ts';

const guid = 'a1000000-0000-4000-8000-000000000001';
const ana = aPersonLine('Ana Holt', { email: 'ana.holt@x.gov.uk' });

describe('a people list as it is typed', () => {
  it.each([
    ['Ana Holt, ana.holt@x.gov.uk', ana],
    ['Ana Holt <ana.holt@x.gov.uk>', ana],
    ['"Holt, Ana" <ana.holt@x.gov.uk>', ana],
    ['Holt, Ana <mailto:ana.holt@x.gov.uk>;', ana],
    ['Holt, Ana, ana.holt@x.gov.uk', ana],
    ['ana.holt@x.gov.uk\tAna Holt', ana],
    ['Ana Holt <ana.holt@x.gov.uk>; ICB; chair', { ...ana, agency: 'ICB', roles: ['chair'] }],
    ['Ana Holt, ICB, ana.holt@x.gov.uk, PM and lead', { ...ana, agency: 'ICB', roles: ['pm', 'lead'] }],
    [`Ana Holt; ${guid.toUpperCase()}`, aPersonLine('Ana Holt', { userId: guid })],
    ['Member', aPersonLine('Member')],
  ])('reads “%s”', (text, expected) => {
    expect(readPeopleText(text)).toEqual({ people: [expected], warnings: [], unread: [] });
  });

  it('reads recipients as a mail program gives them', () => {
    const { people } = readPeopleText('Ana Holt <ana.holt@x.gov.uk>; Marsh, Bo <bo@icb.nhs.uk>');
    expect(people.map(({ name, email }) => [name, email])).toEqual([
      ['Ana Holt', 'ana.holt@x.gov.uk'],
      ['Bo Marsh', 'bo@icb.nhs.uk'],
    ]);
  });

  it('reads rows from Excel by their header, in any order of columns', () => {
    const { people, warnings } = readPeopleText(
      'E-mail\tRole\tName\tOrganisation\nana.holt@x.gov.uk\tchair\tAna Holt\tICB',
    );
    expect(people).toEqual([{ ...ana, agency: 'ICB', roles: ['chair'] }]);
    expect(warnings).toEqual([]);
  });

  it('tells what it could not read by its line, and keeps the lines that name nobody', () => {
    const { people, warnings, unread } = readPeopleText(
      'Ana Holt, ana.holt@x.gov.uk\n\nbo@icb.nhs.uk\nCy Dale, cy@, ICB, more\n----',
    );
    expect(people.map(({ name }) => name)).toEqual(['Ana Holt', 'Cy Dale']);
    expect(warnings.map(({ code, row }) => [code, row])).toEqual([
      ['row-without-name', 3],
      ['bad-email', 4],
      ['cell-not-read', 4],
      ['row-without-name', 5],
    ]);
    expect(unread).toEqual(['bo@icb.nhs.uk', '----']);
  });

  it('takes a list up to its bounds and no longer', () => {
    const line = 'Ana Holt, a@x.uk\n';
    expect(readPeopleText(line.repeat(299)).people).toHaveLength(299);
    expect(() => readPeopleText(line.repeat(300))).toThrow(/300 lines/);
    expect(() => readPeopleText('x'.repeat(12_001))).toThrow(/12,000 characters/);
  });

  it('never throws but for its bounds', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120, unit: 'binary' }), (text) => {
        const { people } = readPeopleText(text);
        expect(people.every(({ name }) => name !== '')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('reads what it writes to the same people', () => {
    const word = fc.stringMatching(/^[A-Z][a-z']{1,8}$/);
    const name = fc.tuple(word, word).map((words) => words.join(' '));
    const person = fc.record({
      name,
      initials: fc.uniqueArray(fc.stringMatching(/^[A-Z]{2,3}$/), { maxLength: 2 }),
      aliases: fc.uniqueArray(name, { maxLength: 2 }),
      email: fc.constantFrom('', 'a.b@x.gov.uk', 'c@y.uk'),
      userId: fc.constantFrom(null, guid),
      agency: fc.constantFrom('', 'ICB', 'A, B; "C"'),
      roles: fc.subarray([...roles]),
    });
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 6 }), (people) => {
        expect(readPeopleText(writePeopleText(people)).people).toEqual(people);
      }),
      { numRuns: 60 },
    );
  });
});
