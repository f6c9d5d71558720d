import { describe, expect, it } from 'vitest';
import { splitLeads } from '../../../src/plan-files/text/split-leads.ts';

describe('splitLeads', () => {
  it.each([
    ['Ada Quill', ['Ada Quill']],
    ['DS, CT, JG.', ['DS', 'CT', 'JG']],
    ['Ada Q/ Bo M', ['Ada Q', 'Bo M']],
    ['Ada Q, Board office team', ['Ada Q', 'Board office team']],
    ['Ada/ SENCO forum', ['Ada', 'SENCO forum']],
    ['Cy, Ada, Bo M', ['Cy', 'Ada', 'Bo M']],
    ['Bo M, Cy H and Ada Q', ['Bo M', 'Cy H', 'Ada Q']],
    ['Ada Quill, Head of Inclusion', ['Ada Quill, Head of Inclusion']],
    ['Children and Families', ['Children and Families']],
    ['Early Help and Inclusion Service', ['Early Help and Inclusion Service']],
    ['Ada Quill and Bo Marsh', ['Ada Quill', 'Bo Marsh']],
    ['Ada Quill & Bo Marsh\nCy Orr', ['Ada Quill', 'Bo Marsh', 'Cy Orr']],
    ['Head of Inclusion, SEND and Commissioning', ['Head of Inclusion, SEND and Commissioning']],
    ['Headteachers; SENCOs', ['Headteachers', 'SENCOs']],
    ['• Ada Quill • Ada Quill', ['Ada Quill']],
  ])('takes %j apart into %j', (text, leads) => {
    expect(splitLeads(text)).toEqual({ leads, notNamed: false });
  });

  it.each(['?', 'TBC', 'n/a', '–', 'Vacant'])('says that %j names nobody', (text) => {
    expect(splitLeads(text)).toEqual({ leads: [], notNamed: true });
  });

  it('says that one of several is left open', () => {
    expect(splitLeads('AQ / TBC')).toEqual({ leads: ['AQ'], notNamed: true });
  });

  it('says nothing of a blank cell', () => {
    expect(splitLeads('')).toEqual({ leads: [], notNamed: false });
  });
});
