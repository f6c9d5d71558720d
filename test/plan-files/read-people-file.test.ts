import { describe, expect, it } from 'vitest';
import { readPeopleFile } from '../../src/plan-files/read-people-file.ts';
import { buildWorkbook, textFile } from '../support/build-workbook.ts';

const read = (text: string) => readPeopleFile('people.csv', textFile(text));
const guid = '0A1B2C3D-0000-4000-8000-00000000000A';

describe('readPeopleFile', () => {
  it('reads every column by its synonyms', async () => {
    const { people, warnings } = await read(
      `Full name,Initials,Also known as,Email address,Entra object ID,Organisation,Role in plan\nSiân Vale,SV,Sian; Sian V,sv@example.org,${guid},Wexcombe Council,PM; chair / lead\n`,
    );
    expect(warnings).toEqual([]);
    expect(people).toEqual([
      {
        name: 'Siân Vale',
        initials: ['SV'],
        aliases: ['Sian', 'Sian V'],
        email: 'sv@example.org',
        userId: guid.toLowerCase(),
        agency: 'Wexcombe Council',
        roles: ['pm', 'chair', 'lead'],
      },
    ]);
  });

  it('leaves out what is no address, id or role, and says where', async () => {
    const { people, warnings } = await read(
      'Name;E-mail;Object id;Role\nAda Quill;ada at home;123;Wizard/Board member\n',
    );
    expect(people).toEqual([
      {
        name: 'Ada Quill',
        initials: [],
        aliases: [],
        email: '',
        userId: null,
        agency: '',
        roles: ['member'],
      },
    ]);
    expect(warnings.map(({ code, row, column, value }) => [code, row, column, value])).toEqual([
      ['bad-email', 2, 'E-mail', 'ada at home'],
      ['bad-user-id', 2, 'Object id', '123'],
      ['unknown-role', 2, 'Role', 'Wizard'],
    ]);
  });

  it('keeps people who share a name or an account, and reports the rows', async () => {
    const { people, warnings } = await read(
      `Name,Entra id,Shoe size\nAda Quill,${guid},5\nADA QUILL,,\n,,7\nBo Marsh,${guid},\n`,
    );
    expect(people.map(({ name }) => name)).toEqual(['Ada Quill', 'ADA QUILL', 'Bo Marsh']);
    expect(warnings.map(({ code, row }) => [code, row])).toEqual([
      ['column-not-read', null],
      ['row-without-name', 4],
      ['repeated-name', 3],
      ['repeated-user-id', 5],
    ]);
  });

  it.each([
    ['a header', 'Name,E-mail\nAna Holt,ana@x.example\n,bo@x.example\n'],
    ['a column called Mail', 'Mail,Name\nana@x.example,Ana Holt\nbo@x.example,\n'],
    ['mailboxes under a name', 'Name,Role\nAna Holt <ana@x.example>,\n<bo@x.example>,\n'],
    ['mailboxes under an address', 'E-mail address\nAna Holt <ana@x.example>\nbo@x.example\n'],
    ['one column without a header', 'Ana Holt <ana@x.example>\nbo@x.example\n'],
    ['one column under any word', 'Leads\nAna Holt <ana@x.example>\nmailto:bo@x.example\n'],
    ['a copied address line', 'Ana Holt <ana@x.example>; bo@x.example\n'],
  ])('reads names and addresses from %s, and makes no name of an address', async (_case, text) => {
    const { people, nameless } = await read(text);
    expect(people.map(({ name, email }) => [name, email])).toEqual([['Ana Holt', 'ana@x.example']]);
    expect(nameless).toMatchObject([
      {
        person: { name: '', email: 'bo@x.example' },
        warning: { code: 'row-without-name', value: 'bo@x.example' },
      },
    ]);
    expect(nameless[0]?.warning.row).toBeGreaterThan(0);
  });

  it('reads a workbook as well', async () => {
    const bytes = await buildWorkbook((workbook) => {
      workbook
        .addWorksheet('People')
        .addRows([['Our people'], ['Name', 'Agency'], ['Ada Quill', 'Wexcombe ICB']]);
    });
    expect((await readPeopleFile('people.xlsx', bytes)).people).toMatchObject([
      { name: 'Ada Quill', agency: 'Wexcombe ICB' },
    ]);
  });

  it.each(['Name,Role\n', 'hello\n', 'Ref,Action\n1,One\n'])(
    'refuses %j, which lists nobody',
    async (text) => {
      await expect(read(text)).rejects.toMatchObject({ name: 'Refusal', code: 'not-a-plan' });
    },
  );
});
