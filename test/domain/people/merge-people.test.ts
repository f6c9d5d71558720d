import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedPerson } from '../../../src/domain/people/imported-person.ts';
import { findPerson, mergePeople } from '../../../src/domain/people/merge-people.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import { Refusal } from '../../../src/domain/shared/errors.ts';
import { aPerson, aPersonLine } from '../../support/builders.ts';

const imported = (...lines: ImportedPerson[]) => mergePeople([], lines).people;

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('mergePeople', () => {
  it.each([
    ['Sam Barron', 'sam-barron'],
    ['Siân O’Hara', 'sian-o-hara'],
    ['  Dr. Ada  Moor ', 'dr-ada-moor'],
    ['李雷', 'person'],
    ['x'.repeat(200), 'x'.repeat(60)],
  ])('gives %j the id %s', (name, id) => {
    expect(imported(aPersonLine(name))[0]?.id).toBe(id);
  });

  it('numbers the ids of people whose names give the same one', () => {
    const people = imported(
      aPersonLine('Sam Barron', { userId: 'u1' }),
      aPersonLine('Sam Barron', { userId: 'u2' }),
    );
    expect(people.map(({ id, userId }) => [id, userId])).toEqual([
      ['sam-barron', 'u1'],
      ['sam-barron-2', 'u2'],
    ]);
  });

  const known = aPerson('sam-barron', {
    userId: 'u1',
    email: 'sam@wexcombe.example',
    agency: 'Council',
    roles: ['lead'],
  });

  it.each<[string, ImportedPerson]>([
    ['account, under a new name', aPersonLine('Sam Barron-Hill', { userId: 'u1' })],
    [
      'account, with another e-mail',
      aPersonLine('Sam Barron', { userId: 'u1', email: 'new@wexcombe.example' }),
    ],
    ['e-mail, in another case', aPersonLine('Samuel Barron', { email: 'SAM@wexcombe.example' })],
    ['name, in another case and spacing', aPersonLine('sam   BARRON')],
  ])('knows somebody by %s', (_case, line) => {
    const { added, changed } = mergePeople([known], [line]);
    expect(added).toEqual([]);
    expect(changed.map(({ id }) => id)).toEqual(['sam-barron']);
  });

  it.each<[string, ImportedPerson]>([
    ['another account', aPersonLine('Sam Barron', { userId: 'u2' })],
    ['another e-mail', aPersonLine('Sam Barron', { email: 'other@wexcombe.example' })],
    [
      'another account and the same e-mail',
      aPersonLine('Sam Barron', { userId: 'u2', email: 'sam@wexcombe.example' }),
    ],
  ])('takes one of the same name with %s for somebody else', (_case, line) => {
    const { added, changed } = mergePeople([known], [line]);
    expect(added).toHaveLength(1);
    expect(changed).toEqual([]);
  });

  const found = aPerson('ana-holt', { userId: 'u1', accountFrom: 'email', email: 'ana@wexcombe.example' });
  const unknown = { userId: null, accountFrom: null };

  it.each<[string, Person, Partial<ImportedPerson>, Partial<Person>]>([
    ['its address put right is forgotten', found, { email: 'anna@wexcombe.example' }, unknown],
    [
      'its address in another spelling stays',
      found,
      { email: 'Ana@Wexcombe.example', agency: 'ICB' },
      { userId: 'u1', accountFrom: 'email' },
    ],
    ['no address stays', found, { agency: 'ICB' }, { userId: 'u1', accountFrom: 'email' }],
    ['another account gives way', found, { userId: 'u2' }, { userId: 'u2', accountFrom: 'given' }],
    ['the same account is given now', found, { userId: 'u1' }, { userId: 'u1', accountFrom: 'given' }],
  ])('an account found by e-mail: with %s', (_case, person, line, expected) => {
    const { added, changed } = mergePeople([person], [aPersonLine('Ana Holt', line)]);
    expect(added).toEqual([]);
    expect(changed).toMatchObject([{ id: 'ana-holt', ...expected }]);
  });

  it.each(['given', 'confirmed'] as const)(
    'an account that was %s stays, whatever address comes',
    (accountFrom) => {
      const person: Person = { ...found, accountFrom };
      const { people } = mergePeople(
        [person],
        [aPersonLine('Ana Holt', { userId: 'u1', email: 'new@wexcombe.example' })],
      );
      expect(people).toMatchObject([{ userId: 'u1', accountFrom, email: 'new@wexcombe.example' }]);
      expect(
        mergePeople([person], [aPersonLine('Ana Holt', { email: 'new@wexcombe.example' })]).people,
      ).toContainEqual(person);
    },
  );

  it('takes two addresses of one name for two people where the list has both, or the agencies differ', () => {
    const lines = [
      aPersonLine('Ana Holt', { email: 'ana@wexcombe.example' }),
      aPersonLine('Ana Holt', { email: 'ana@nhs.example' }),
    ];
    expect(imported(...lines)).toHaveLength(2);
    const here = aPerson('ana-holt', { userId: null, email: 'ana@wexcombe.example', agency: 'Council' });
    const there = aPersonLine('Ana Holt', { email: 'ana@nhs.example', agency: 'ICB' });
    expect(mergePeople([here], [there]).added).toHaveLength(1);
  });

  it('keeps names apart from their typography', () => {
    const { added } = mergePeople(
      [aPerson('sian-ohara', { name: 'Siân O’Hara' })],
      [aPersonLine("Sia\u0302n O'Hara")],
    );
    expect(added).toEqual([]);
  });

  it('takes two lines of one name at different agencies for two people', () => {
    const lines = [
      aPersonLine('Sam Barron', { agency: 'Council' }),
      aPersonLine('Sam Barron', { agency: 'ICB' }),
    ];
    const people = imported(...lines);
    expect(people.map(({ id, agency }) => [id, agency])).toEqual([
      ['sam-barron', 'Council'],
      ['sam-barron-2', 'ICB'],
    ]);
    expect(mergePeople(people, lines)).toMatchObject({ added: [], changed: [] });
  });

  it('takes a new agency on a line of its own for a correction', () => {
    const { changed } = mergePeople(
      [aPerson('sam-barron', { agency: 'Council' })],
      [aPersonLine('Sam Barron', { agency: 'ICB' })],
    );
    expect(changed).toMatchObject([{ id: 'sam-barron', agency: 'ICB' }]);
  });

  it('does not guess which of two people of one name a line means', () => {
    const people = [
      aPerson('sam-barron', { agency: 'Council' }),
      aPerson('sam-barron-2', { name: 'Sam Barron', agency: 'ICB' }),
    ];
    expect(
      mergePeople(people, [aPersonLine('Sam Barron', { agency: 'ICB', initials: ['SB'] })]).changed,
    ).toMatchObject([{ id: 'sam-barron-2', initials: ['SB'] }]);
    const refusal = refusalOf(() => mergePeople(people, [aPersonLine('Sam Barron', { initials: ['SB'] })]));
    expect(refusal.code).toBe('ambiguous-person');
    expect(refusal.message).toContain('sam-barron-2');
  });

  it('erases nothing by a blank cell', () => {
    const full = aPerson('sam-barron', {
      initials: ['SB'],
      aliases: ['Sam'],
      email: 'sam@wexcombe.example',
      agency: 'Council',
    });
    expect(mergePeople([full], [aPersonLine('Sam Barron')])).toMatchObject({
      added: [],
      changed: [],
      changes: [],
      people: [full],
    });
  });

  it('tells who is new and who has changed, each once', () => {
    const lines = [
      aPersonLine('Sam Barron', { agency: 'ICB' }),
      aPersonLine('Kit Holloway'),
      aPersonLine('Kit Holloway', { initials: ['KH'] }),
    ];
    const merged = mergePeople([aPerson('sam-barron')], lines);
    expect(merged.changes).toEqual([
      { name: 'Kit Holloway', kind: 'added' },
      { name: 'Sam Barron', kind: 'changed' },
    ]);
    expect(merged.added).toMatchObject([{ name: 'Kit Holloway', initials: ['KH'] }]);
  });

  const anyLine = fc
    .record({
      name: fc.constantFrom('Sam Barron', 'sam barron', 'Kit Holloway', 'Ada Moor'),
      email: fc.constantFrom('', 'a@wexcombe.example', 'b@wexcombe.example'),
      userId: fc.constantFrom(null, 'u1', 'u2', 'u3'),
      agency: fc.constantFrom('', 'Council', 'ICB'),
    })
    .map(({ name, ...over }) => aPersonLine(name, over));

  it('loses nobody, never changes an id, and never gives one account to two people', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { maxLength: 6 }),
        fc.array(anyLine, { maxLength: 6 }),
        (first, second) => {
          let before: readonly Person[];
          let after: readonly Person[];
          try {
            before = mergePeople([], first).people;
            after = mergePeople(before, second).people;
          } catch (error) {
            expect(error).toMatchObject({ code: 'ambiguous-person' });
            return;
          }
          const ids = after.map(({ id }) => id);
          expect(ids.slice(0, before.length)).toEqual(before.map(({ id }) => id));
          expect(new Set(ids).size).toBe(ids.length);
          const accounts = after.flatMap(({ userId }) => userId ?? []);
          expect(new Set(accounts).size).toBe(accounts.length);
          expect(accounts).toEqual(
            expect.arrayContaining([...first, ...second].flatMap(({ userId }) => userId ?? [])),
          );
        },
      ),
    );
  });

  it('changes nothing when a list of accounts is read again', () => {
    const withAccount = fc.uniqueArray(
      anyLine.filter(({ userId }) => userId !== null),
      { selector: ({ userId }) => userId },
    );
    fc.assert(
      fc.property(withAccount, (lines) => {
        const { people } = mergePeople([], lines);
        expect(mergePeople(people, lines)).toEqual({ added: [], changed: [], people, changes: [] });
      }),
    );
  });
});

describe('findPerson', () => {
  const people = [
    aPerson('sam-barron', {
      initials: ['SB'],
      aliases: ['Sam'],
      email: 'sam@wexcombe.example',
      agency: 'Council',
    }),
    aPerson('siobhan-burke', { initials: ['SB'] }),
    aPerson('kit-holloway', { initials: ['KH'], aliases: ['Ada Moor'] }),
    aPerson('ada-moor', { initials: ['AM', 'kh2'] }),
  ];

  it.each([
    ['Sam Barron', 'sam-barron'],
    [' sam  BARRON ', 'sam-barron'],
    ['siobhan-burke', 'siobhan-burke'],
    ['Sam', 'sam-barron'],
    ['SAM@wexcombe.example', 'sam-barron'],
    ['kh', 'kit-holloway'],
    ['KH2', 'ada-moor'],
    ['Ada Moor', 'ada-moor'],
  ])('%j is %s', (name, id) => {
    expect(findPerson(people, name).id).toBe(id);
  });

  it('chooses neither of two people with the same initials, and says who they are', () => {
    const refusal = refusalOf(() => findPerson(people, 'SB'));
    expect(refusal.code).toBe('ambiguous-person');
    expect(refusal.message).toContain('Sam Barron (sam-barron, Council)');
    expect(refusal.message).toContain('Siobhan Burke (siobhan-burke, no agency)');
  });

  it.each(['Robin Pryce', 'S', 'Barron', '', '  '])('knows nobody called %j', (name) => {
    expect(refusalOf(() => findPerson(people, name)).code).toBe('unknown-person');
  });

  it('does not take no name for somebody whose e-mail is not known', () => {
    expect(refusalOf(() => findPerson([aPerson('sam-barron')], '')).code).toBe('unknown-person');
  });

  it('finds whoever it is asked for by id, or refuses in words', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...people), (name, person) => {
        expect(findPerson(people, person.id)).toBe(person);
        try {
          expect(people).toContain(findPerson(people, name));
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });
});
