import { describe, expect, it } from 'vitest';
import { shadeTitle, signalOf } from '../../../src/plan-files/office/signal-colour.ts';
import { tintColour } from '../../../src/plan-files/office/theme-colours.ts';

describe('a colour as a signal', () => {
  it.each([
    [
      'Standard colours of Word and Excel',
      'red red amber amber green green blue blue blue',
      'C00000 FF0000 FFC000 FFFF00 92D050 00B050 00B0F0 0070C0 002060',
    ],
    ['Bad, neutral and good of Excel', 'red amber green', 'FFC7CE FFEB9C C6EFCE'],
    [
      'The theme of Office 2013',
      'blue amber grey amber blue green',
      '5B9BD5 ED7D31 A5A5A5 FFC000 4472C4 70AD47',
    ],
    ['The theme of Office 2007', 'blue red green blue amber', '4F81BD C0504D 9BBB59 4BACC6 F79646'],
    ['The theme of Office 2023', 'blue amber green blue green', '156082 E97132 196B24 0F9ED5 4EA72E'],
    [
      'LibreOffice',
      'red amber amber amber green green green blue',
      'FF0000 FF8000 FFBF00 FFFF00 81D41A 00A933 158466 2A6099',
    ],
    ['Light shades of LibreOffice', 'red amber amber green blue', 'FFA6A6 FFB66C FFFFA6 AFD095 B4C7DC'],
    [
      'Google Sheets',
      'red red amber amber green blue blue grey',
      '980000 FF0000 FF9900 FFFF00 00FF00 4A86E8 0000FF B7B7B7',
    ],
    ['Old palettes', 'red amber amber green green blue', '800000 FF6600 FFCC00 99CC00 339966 3366FF'],
    ['Greys', 'grey grey grey', 'D9D9D9 BFBFBF 808080'],
  ])('is told in %s', (_, told, colours) => {
    expect(colours.split(' ').map(signalOf)).toEqual(told.split(' '));
  });

  it.each(['FFFFFF', 'F2F2F2', '000000', '7030A0', 'FF00FF'])('is none in %s', (colour) => {
    expect(signalOf(colour)).toBeNull();
  });

  it('stays what it is in every tint of a theme', () => {
    for (const [colour, signal] of [
      ['ED7D31', 'amber'],
      ['FFC000', 'amber'],
      ['4472C4', 'blue'],
      ['70AD47', 'green'],
      ['FF0000', 'red'],
    ] as const) {
      for (const tint of [-0.5, -0.25, 0, 0.4, 0.6, 0.8]) {
        expect([colour, tint, signalOf(tintColour(colour, tint))]).toEqual([colour, tint, signal]);
      }
    }
  });

  it('has a name of its own beside others of its signal', () => {
    expect(shadeTitle('ED7D31', 'amber', ['ED7D31', 'FFFF00'])).toBe('Orange');
    expect(shadeTitle('00B050', 'green', ['00B050', '92D050'])).toBe('Dark green');
    expect(shadeTitle('92D050', 'green', ['00B050', '92D050'])).toBe('Light green');
  });
});
