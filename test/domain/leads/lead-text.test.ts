import { describe, expect, it } from 'vitest';
import { classifyLeadText, leadTextId } from '../../../src/domain/leads/lead-text.ts';

describe('leadTextId', () => {
  it.each([
    ['Rachel S', 'rachel-s'],
    ['  rachel   S. ', 'rachel-s'],
    ['S.B.', 'sb'],
    ['Siân O’Hara', 'sian-ohara'],
    ['Kit Vale-Rowe', 'kit-vale-rowe'],
    ['?', '-'],
    ['', '-'],
  ])('%j is %s', (text, id) => {
    expect(leadTextId(text)).toBe(id);
  });

  it('stays short and tells long texts apart', () => {
    const long = 'Every team of every partner in the county that has anything to do with it '.repeat(20);
    const ids = [leadTextId(long), leadTextId(`${long} too`)];
    for (const id of ids) expect(id.length).toBeLessThan(80);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('classifyLeadText', () => {
  it.each([
    'Rachel S',
    'Rachel Stone',
    'SB',
    'NA',
    'Dr Ana Reyes',
    'O’Hara',
    'Head of Inclusion, SEND and Commissioning',
    'Director of Children’s Services',
    'Assistant Director, Education',
    'SEND service manager',
    'CAMHS lead',
    'Chair of the PCF',
    'Principal EP',
    'SENCO',
    'DCO',
    'Cabinet member for children',
  ])('%s is a person', (text) => {
    expect(classifyLeadText(text)).toBe('person');
  });

  it.each([
    'Ostlemere Council',
    'Council',
    'management team',
    'HBC management team',
    'CCG',
    'NHS Vale ICB',
    'All schools',
    'Marl Academy',
    'Parent Carer Forum',
    'SEND',
    'Health and social care',
    'Educational Psychology Service',
    'Head teachers forum',
    'Headteachers',
    'Service managers',
    'SENCOs',
    'Partner agencies',
    'Senior leaders',
    'Early help',
  ])('%s is an organisation', (text) => {
    expect(classifyLeadText(text)).toBe('organisation');
  });

  it.each([
    '?',
    '??',
    '-',
    'TBC',
    'tbc',
    'TBD',
    'To be confirmed',
    'All',
    'all leads',
    'Various',
    'N/A',
    'n/a',
    'na',
    'Vacant',
    'vacant post',
    '12',
    'As above',
  ])('%s is not a name', (text) => {
    expect(classifyLeadText(text)).toBe('not-a-name');
  });
});
