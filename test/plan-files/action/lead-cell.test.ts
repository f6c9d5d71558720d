import { describe, expect, it } from 'vitest';
import { readLeadCell } from '../../../src/plan-files/action/lead-cell.ts';

const nobody = {
  responsible: [],
  strategic: [],
  contributors: [],
  workstream: null,
  notNamed: false,
  handover: null,
  lines: [],
};

describe('readLeadCell', () => {
  it.each([
    [
      'Workstream 2 / Responsible Lead = AQ / Strategic Leads = BM, CO, DP',
      { workstream: 'Workstream 2', responsible: ['AQ'], strategic: ['BM', 'CO', 'DP'] },
    ],
    ['Responsible: Ada Quill; Strategic: Bo Marsh', { responsible: ['Ada Quill'], strategic: ['Bo Marsh'] }],
    ['Lead officer: Ada Quill\nSupported by: Bo M', { responsible: ['Ada Quill'], contributors: ['Bo M'] }],
    ['Responsible Lead(s) = ? / SRO: CO', { strategic: ['CO'], notNamed: true }],
    ['Accountable – Cy Orr', { strategic: ['Cy Orr'] }],
    ['AQ / Responsible lead = BM', { responsible: ['AQ', 'BM'] }],
    ['Ada Q/ Bo M', { responsible: ['Ada Q', 'Bo M'] }],
    ['Workstream 3', { workstream: 'Workstream 3' }],
    ['Workstream lead for autism', { responsible: ['Workstream lead for autism'] }],
    [
      'Ada Quill, Assistant Director for Special Needs, Inclusion and Alternative Provision',
      {
        responsible: ['Ada Quill, Assistant Director for Special Needs, Inclusion and Alternative Provision'],
      },
    ],
    [
      'Bo Marsh, Head of Early Help, Prevention and Youth',
      { responsible: ['Bo Marsh, Head of Early Help, Prevention and Youth'] },
    ],
    [
      'Ada Quill, Head of Inclusion and Bo Marsh',
      { responsible: ['Ada Quill, Head of Inclusion', 'Bo Marsh'] },
    ],
    ['', {}],
  ])('takes %j apart', (text, found) => {
    expect(readLeadCell(text, 'responsible')).toEqual({ ...nobody, ...found });
  });

  it('takes what has no label for the column’s own kind', () => {
    expect(readLeadCell('Ada Quill', 'strategic')).toEqual({ ...nobody, strategic: ['Ada Quill'] });
  });

  it('gives the leads of each line where there are several lines', () => {
    expect(readLeadCell('Ada Quill/ Bo Marsh\nCy O, Di P', 'responsible').lines).toEqual([
      ['Ada Quill', 'Bo Marsh'],
      ['Cy O', 'Di P'],
    ]);
  });
});
