import type { ImportedPerson } from '../../domain/people/imported-person.ts';
import { foldAddress } from '../../domain/people/mail-address.ts';
import type { Sheet } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';

/** A name and an address as mail programs write them together; '' for what is not there. */
export interface Mailbox {
  readonly name: string;
  readonly email: string;
}

const noMailbox: Mailbox = { name: '', email: '' };

/** `Ana Holt <ana.holt@x.example>`, `<ana.holt@x.example>` or the address alone; null for any other text. */
export function parseMailbox(text: string): Mailbox | null {
  const line = oneLine(text);
  const [, name, inBrackets] = /^([^<>]*)<([^<>]+)>$/u.exec(line) ?? [];
  const email = (inBrackets ?? line).trim().replace(/^mailto:\s*/iu, '');
  if (/\s/u.test(email) || foldAddress(email) === '') return null;
  return { name: (name ?? '').trim().replace(/^["'“](.*)["'”]$/u, '$1'), email };
}

/** What the cells for name and address say together: a mailbox may stand in either. */
export function joinMailbox(nameCell: string, emailCell: string): Mailbox {
  const inName = parseMailbox(nameCell);
  const inEmail = parseMailbox(emailCell) ?? noMailbox;
  return {
    name: (inName === null ? nameCell : inName.name) || inEmail.name,
    email: inEmail.email || (inName?.email ?? '') || emailCell,
  };
}

export interface MailboxLine {
  readonly person: ImportedPerson;
  readonly row: number;
}

/**
 * A sheet of mailboxes alone, without a header or under one word of it, as an address line is copied. null where any other cell holds
 * anything else: that is another sort of sheet.
 */
export function readMailboxes(sheet: Sheet): MailboxLine[] | null {
  const [first, ...rest] = sheet.rows.map((row) => ({
    row: row.number,
    boxes: [...row.cells.values()]
      .flatMap((cell) => cell.text.split(';'))
      .filter((part) => part.trim() !== '')
      .map(parseMailbox),
  }));
  if (!first) return null;
  const rows = first.boxes.length === 1 && first.boxes[0] === null ? rest : [first, ...rest];
  const lines = rows.flatMap(({ row, boxes }) => boxes.map((box) => ({ row, box })));
  const read = lines.flatMap(({ row, box }): MailboxLine[] =>
    box === null
      ? []
      : [{ row, person: { ...box, initials: [], aliases: [], userId: null, agency: '', roles: [] } }],
  );
  return read.length > 0 && read.length === lines.length ? read : null;
}
