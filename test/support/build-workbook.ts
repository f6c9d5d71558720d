import ExcelJS from 'exceljs';

/** Bytes of a workbook that `fill` has filled. */
export async function buildWorkbook(fill: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Bytes of a text file. */
export function textFile(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A tracker of an invented council, with everything a workbook brings: titles, merges, true dates, a key. */
export function fillTracker(workbook: ExcelJS.Workbook): void {
  const sheet = workbook.addWorksheet('Tracker');
  sheet.addRows([
    ['Wexcombe accelerated progress plan'],
    ['Wexcombe SEND Board'],
    ['Position at 4 March 2026'],
    [],
    ['Ref', 'Theme', 'Action required', 'Original timescale', 'Lead(s)', 'Comments', 'RAG'],
    [
      '1A i',
      'Joint commissioning',
      'Agree the therapy offer',
      new Date(Date.UTC(2025, 11, 1)),
      'Ada Quill',
      'Draft agreed',
      'Red',
    ],
    ['1A ii', null, 'Publish the therapy offer', 'June 26', 'Ada Quill; Bo Marsh', null, 'Amber'],
    [
      '1B i',
      null,
      'Train the panel',
      new Date(Date.UTC(2026, 2, 31)),
      'Cy Orr and Di Pell',
      'Two of three done',
      'A',
    ],
    [
      '2A i',
      'Health',
      { richText: [{ text: 'SEMH:' }, { text: ' map the pathway' }] },
      'TBC',
      '?',
      null,
      null,
    ],
  ]);
  sheet.mergeCells('A1:G1');
  sheet.mergeCells('B6:B7');
  sheet.mergeCells('F6:F7');
  sheet.getCell('D6').numFmt = 'mmm-yy';
  sheet.getCell('D8').numFmt = 'dd/mm/yyyy';
  sheet.getRow(8).hidden = true;
  const key = workbook.addWorksheet('Key');
  key.addRows([
    ['RAG', 'Meaning'],
    ['Red', 'Off track'],
    ['Amber', 'On track'],
    ['Green', 'Done'],
  ]);
}
