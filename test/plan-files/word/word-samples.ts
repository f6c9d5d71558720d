import {
  bold,
  buildWord,
  bullet,
  cell,
  headerRow,
  heading,
  pageBreak,
  paragraph,
  row,
  runs,
  table,
} from '../../support/build-word.ts';

// Documents of invented councils, one for each shape that plans are kept in.

/** Two priorities, five actions with a heading each and labelled lines under it; refs in the headings. */
export function headingPerAction(): Promise<Uint8Array> {
  const action = (title: string, due: string, lead: string, criteria: readonly string[], rag: string) => [
    heading(2, title),
    runs(`${bold('Due date: ')}<w:r><w:t>${due}</w:t></w:r>`),
    runs(`${bold('Responsible officer: ')}<w:r><w:t>${lead}</w:t></w:r>`),
    runs(bold('Success criteria')),
    ...criteria.map(bullet),
    runs(`${bold('RAG: ')}<w:r><w:t>${rag}</w:t></w:r>`),
    paragraph('Progress: Work has begun.'),
    paragraph('The second meeting is planned.'),
  ];
  return buildWord([
    paragraph('Oakvale accelerated progress plan', { style: 'Title' }),
    paragraph('Oakvale SEND Improvement Board'),
    paragraph('Position at 4 March 2026'),
    heading(1, 'Priority 1: Timely plans'),
    ...action(
      '1.1 Clear the backlog of assessments',
      '31 March 2026',
      'Ada Quill',
      ['No plan is late', 'Families say so'],
      'Red',
    ),
    ...action('1.2 Agree a shared timetable', 'June 2026', 'Bo Marsh', ['A timetable is published'], 'Amber'),
    heading(1, 'Priority 2: Joint commissioning'),
    ...action('2.1 Map therapy provision', 'Ongoing', 'Cy Orr and Di Pell', ['The map is complete'], 'Green'),
    ...action(
      '2.2 Publish the therapy offer',
      'Spring term 2027',
      'Ada Quill',
      ['The offer is online'],
      'Amber',
    ),
    ...action('2.3 Train the panel', 'TBC', 'Eve Lorn', ['All members trained'], 'Amber'),
  ]);
}

/** Three themes with a table each, organisations as leads and no refs: 7 actions. */
export function organisationsAsLeads(): Promise<Uint8Array> {
  const header = headerRow(['What we will do', 'Who', 'By when', 'How we will know', 'Update']);
  return buildWord([
    paragraph('Fernshire written statement of action', { style: 'Title' }),
    heading(1, 'Area of weakness 1: Leadership'),
    table([
      header,
      ['Set up a joint board', 'Fernshire County Council', 'July 2026', 'The board has met', 'Met in May.'],
      ['Agree a data set', 'Fernshire ICB / Fernshire County Council', 'Sept 2026', 'Data every month', ''],
      ['Appoint a co-chair', 'Parent Carer Forum', 'Immediate', 'A co-chair is named', 'Achieved.'],
    ]),
    heading(1, 'Area of weakness 2: Health offer'),
    table([
      header,
      [
        'Shorten the wait for therapy',
        'Fernshire Community NHS Trust',
        'Q3 2026/27',
        'Waits below 12 weeks',
        '',
      ],
      ['Publish waits every term', 'Fernshire ICB', 'Termly', 'Waits are online', 'Partially achieved.'],
    ]),
    heading(1, 'Area of weakness 3: Transition'),
    table([
      header,
      [
        'Start planning in year 9',
        'All schools and colleges',
        'Autumn term 2026',
        'Every plan has a page',
        '',
      ],
      ['Review the travel offer', 'Fernshire County Council', '31/03/2027', 'A new policy', ''],
    ]),
  ]);
}

/** Workstreams with a lead and one rating above each table: 5 actions. */
export function ratingPerWorkstream(): Promise<Uint8Array> {
  const header = headerRow(['Ref', 'Action', 'Owner', 'Timescale', 'Progress']);
  const workstream = (name: string, sro: string, rag: string, fill: string) => [
    heading(2, name),
    table([[cell('Senior responsible officer'), cell(sro), cell('Overall RAG'), cell(rag, { fill })]]),
    paragraph(''),
  ];
  return buildWord([
    paragraph('Marlow Heath improvement plan', { style: 'Title' }),
    heading(1, 'Rating key'),
    table([
      ['RAG', 'Meaning'],
      [cell('Red', { fill: 'FF0000' }), 'Not on track and not recoverable'],
      [cell('Amber', { fill: 'FFC000' }), 'On track with risks'],
      [cell('Green', { fill: '00B050' }), 'On track'],
    ]),
    heading(1, 'Workstreams'),
    ...workstream('Workstream 1: Early help', 'Gil Thorne', 'Amber', 'FFC000'),
    table([
      header,
      ['WS1-1', 'Open the family hub', 'Hana Frey', 'May 26', 'Building work goes on.'],
      ['WS1-2', 'Recruit link workers', 'Ike Dunn', 'Dec 26', 'Two of five in post.'],
    ]),
    ...workstream('Workstream 2: Workforce', 'Jo Vane', 'Red', 'FF0000'),
    table([
      header,
      ['WS2-1', 'Fill vacancies in the case team', 'Kit Rowe', 'Sept 26', 'Four vacancies remain.'],
      ['WS2-2', 'Induct every new officer', 'Kit Rowe', 'Monthly', ''],
      ['WS2-3', 'Agree supervision standards', 'Lea Stott', 'Half yearly', ''],
    ]),
  ]);
}

/**
 * Front matter (contents, board membership, a key to leads with initials, glossary), then one tracker under two
 * headings with merged priorities, bullets, a header repeated after a page break and a row split by it: 6 actions.
 */
export function mergedPriorities(): Promise<Uint8Array> {
  const widths = [1_800, 700, 4_000, 1_600, 1_500, 1_400];
  const header = headerRow(['Priority', 'No.', 'Actions', 'By whom', 'By when', 'Progress RAG']);
  return buildWord([
    paragraph('Westmere strategy action plan 2026-2028', { style: 'Title' }),
    paragraph('Contents'),
    paragraph('Board membership\t2', { style: 'TOC1' }),
    paragraph('Section A ........ 4'),
    heading(1, 'Board membership'),
    table([
      ['Name', 'Role'],
      ['Ada Quill', 'Chair'],
      ['Bo Marsh', 'Parent carer forum'],
    ]),
    heading(1, 'Key to leads'),
    table([
      ['Initials', 'Name', 'Organisation'],
      ['AQ', 'Ada Quill', 'Westmere Council'],
      ['BM', 'Bo Marsh', 'Westmere Parent Carer Forum'],
      ['CO', 'Cy Orr', 'Westmere ICB'],
    ]),
    heading(1, 'Glossary'),
    table([
      ['Term', 'Meaning'],
      ['EHCP', 'Education, health and care plan'],
      ['ICB', 'Integrated care board'],
    ]),
    heading(1, 'Section A: Identify needs early'),
    table(
      [
        header,
        row([
          cell('Find needs in the early years', { merge: 'restart' }),
          '1',
          cell(
            paragraph('Set up a joint panel that will:') +
              bullet('meet each month') +
              bullet('publish its terms'),
          ),
          'AQ / Responsible lead = BM',
          cell(paragraph('May 26') + paragraph('July 2026')),
          cell('Amber', { fill: 'FFC000' }),
        ]),
        row([
          cell('', { merge: 'continue' }),
          '2',
          'Train health visitors',
          'CO',
          'Ongoing',
          cell('', { fill: 'FF0000' }),
        ]),
        row([
          'Share what is known',
          '3',
          'Agree a sharing protocol between the council and',
          'AQ, CO',
          'Sept 2026',
          'Green',
        ]),
      ],
      widths,
    ),
    pageBreak,
    table(
      [
        header,
        row(['', '', 'the health trusts of the area', '', '', '']),
        row([
          cell('Listen to families', { merge: 'restart' }),
          '4',
          'Hold four listening events',
          'BM',
          'Dec 26',
          'Green',
        ]),
        row([cell('', { merge: 'continue' }), '5', 'Publish what was heard', 'BM', 'Jan 27', '']),
      ],
      widths,
    ),
    heading(1, 'Section B: Prepare for adulthood'),
    table(
      [header, row(['Good transitions', '1', 'Start planning in year 9', 'CO', 'Spring term', 'Amber'])],
      widths,
    ),
    paragraph('Page 3 of 3'),
  ]);
}

/** A table of labels and values for each of three actions, under one heading for each section. */
export function formPerAction(): Promise<Uint8Array> {
  const form = (title: string, lead: string, due: string, status: string) =>
    table([
      row([cell(title, { span: 2 })]),
      ['Lead officer', lead],
      ['Target date', due],
      ['Intended outcome', 'Families wait less'],
      ['Status', status],
    ]);
  return buildWord([
    paragraph('Brackendale priority action plan', { style: 'Title' }),
    heading(1, 'Waiting times'),
    form('Action 1: Count every wait', 'Moll Carey', '30 June 2026', 'In progress'),
    paragraph(''),
    form('Action 2: Cut the longest waits', 'Ned Ashby', '31 December 2026', 'Not started'),
    heading(1, 'Communication'),
    form('Action 3: Write to every family', 'Moll Carey', 'Monthly', 'In progress'),
  ]);
}
