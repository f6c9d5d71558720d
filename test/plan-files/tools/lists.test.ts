import { describe, expect, it } from 'vitest';
import { codes, day, readRows, readText, summary } from './tool-reading.ts';

const field = (name: string, title: string) =>
  `<Field ID=\\"{fa564e0f}\\" Type=\\"Text\\" Name=\\"${name}\\" DisplayName=\\"${title}\\" Required=\\"FALSE\\" />`;

describe('an export of Microsoft Lists', () => {
  it('is read with its schema line, header below it, in the words of the list', async () => {
    const schema = `ListSchema={"schemaXmlList":["${field('Title', 'Work item')}","${field('field_3', 'Assigned to')}"]}`;
    const plan = await readText(
      [
        schema,
        '"Title","Description","Category","Progress","Priority","StartDate","DueDate","field_3","Notes","ID","Item Type","Path"',
        '"Agree the offer","","Health","In progress","High","2026-09-01T00:00:00Z","2026-09-29T23:00:00Z","Ada Quill;Bo Marsh","Two of three agreed","4","Item","sites/x"',
        '"Publish the pages","","Care","Completed","Low","","2026-12-04T00:00:00Z","Cy Orr","","5","Item","sites/x"',
      ].join('\r\n'),
    );
    expect(summary(plan)).toEqual([
      {
        title: 'Agree the offer',
        priority: null,
        leads: 'Ada Quill / Bo Marsh',
        due: '2026-09-30',
        status: 'in-progress',
      },
      { title: 'Publish the pages', priority: null, leads: 'Cy Orr', due: '2026-12-04', status: 'complete' },
    ]);
    expect(plan.actions[0]).toMatchObject({
      ref: '4',
      theme: 'Health',
      narrative: 'Two of three agreed',
      source: { row: 3 },
    });
    expect(codes(plan)).toEqual(['tool-export']);
  });

  it('is read with the header on the schema line, and with a mark of its encoding', async () => {
    const plan = await readText(
      `\ufeffListSchema={"schemaXmlList":["a,\\"b\\",c"]}"Title","Status","Assigned To","Due date","Modified"\n"Map provision","Blocked","[""Di Pell"",""Ada Quill""]","2026-11-20","2026-10-01"\n`,
    );
    expect(summary(plan)).toEqual([
      {
        title: 'Map provision',
        priority: null,
        leads: 'Di Pell / Ada Quill',
        due: '2026-11-20',
        status: 'in-progress',
      },
    ]);
  });

  it('is read without a schema, from the template of issues', async () => {
    const plan = await readText(
      [
        'Issue,Issue description,Priority,Status,Assigned to,Date reported,Issue source,Due date,Created By,Modified',
        'No therapist in post,Families wait,Critical,New,12;#Cy Orr;#14;#Di Pell,01/09/2026,Board,2026-11-20,Pat Lee,02/09/2026',
        'Portal is down,,Normal,By design,,01/09/2026,Board,,Pat Lee,02/09/2026',
      ].join('\n'),
    );
    expect(summary(plan)).toEqual([
      {
        title: 'No therapist in post',
        priority: null,
        leads: 'Cy Orr / Di Pell',
        due: '2026-11-20',
        status: 'not-started',
      },
      { title: 'Portal is down', priority: null, leads: '', due: null, status: 'withdrawn' },
    ]);
    expect(plan.actions[0]?.others).toContainEqual({ header: 'Issue description', text: 'Families wait' });
  });

  it('is told by its schema line alone, whatever people call its columns', async () => {
    const plan = await readText(
      [
        `ListSchema={"schemaXmlList":["${field('field_1', 'What we will do')}","${field('field_2', 'Officer')}"]}`,
        '"What we will do","Officer","Target date","Status","% Complete"',
        '"Agree the offer","Ada Quill","2027-03-30T23:00:00Z","In progress","0.4"',
        '"Publish the pages","Bo Marsh;Cy Orr","2026-12-18T00:00:00Z","Completed","1"',
      ].join('\r\n'),
    );
    expect(summary(plan)).toMatchObject([
      { leads: 'Ada Quill', due: '2027-03-31', status: 'in-progress' },
      { leads: 'Bo Marsh / Cy Orr', due: '2026-12-18', status: 'complete' },
    ]);
    expect(codes(plan)).toEqual(['tool-export']);
  });

  it('reads instants as British days, also where nothing speaks for the tool', async () => {
    const plan = await readText(
      'Action,Lead,By when\nAgree the offer,Ada Quill,2027-03-30T23:00:00Z\nPublish it,Cy Orr,2026-12-18T00:00:00.000Z\n',
    );
    expect(summary(plan).map(({ due }) => due)).toEqual(['2027-03-31', '2026-12-18']);
  });

  it('takes a list’s own priorities for what they are', async () => {
    const plan = await readRows([
      [
        'Title',
        'Priority',
        'Progress',
        'Assigned to',
        'Due date',
        'Item Type',
        'Path',
        'Created',
        'Modified By',
      ],
      [
        'Agree the offer',
        'Priority 1: Early help',
        'Not started',
        'Ada Quill',
        day('2026-12-18'),
        'Item',
        'x',
        day('2026-09-01'),
        'Pat Lee',
      ],
    ]);
    expect(summary(plan)[0]).toMatchObject({ priority: 'Priority 1: Early help', due: '2026-12-18' });
  });
});
