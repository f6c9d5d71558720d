import ExcelJS from 'exceljs';

/** A register as wide and wordy as real ones, of more rows than any. */
export async function buildRegister(rows: number): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Tracker');
  sheet.addRow(['Ref', 'Priority', 'Theme', 'Action', 'Responsible lead', 'Timescale', 'Progress', 'RAG']);
  for (let row = 1; row <= rows; row += 1) {
    sheet.addRow([
      `${1 + (row % 4)}.${row}`,
      `Priority ${1 + (row % 4)}`,
      `Theme ${1 + (row % 9)}`,
      `Publish the joint pathway for area ${row} and tell families how to use it`,
      `Lead ${row % 30}`,
      row % 3 === 0 ? 'December 2026' : '31/03/2027',
      `The group met ${row} times, agreed the pathway and asked for a costed proposal by the spring term.`,
      ['Red', 'Amber', 'Green'][row % 3],
    ]);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
