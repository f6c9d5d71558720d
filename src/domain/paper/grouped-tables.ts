import type { PaperBlock } from './paper.ts';
import { actionTable, type PaperAction, type PaperColumnName } from './paper-columns.ts';
import type { Grouping } from './paper-form.ts';

/** The words for actions that stand under no theme or priority. */
const ungrouped = 'No theme or priority';

function groupOf({ told }: PaperAction, by: Grouping): string {
  if (by === 'none') return '';
  const [first, second] = by === 'theme' ? [told.theme, told.priority] : [told.priority, told.theme];
  return first ?? second ?? ungrouped;
}

/** A table for each group, under its heading; in the plan's order. What several actions share stands in each row. */
export function groupedTables(
  actions: readonly PaperAction[],
  by: Grouping,
  columns: readonly PaperColumnName[],
  caption: string,
): PaperBlock[] {
  const groups = new Map<string, PaperAction[]>();
  for (const action of actions) {
    const name = groupOf(action, by);
    const members = groups.get(name);
    if (members) members.push(action);
    else groups.set(name, [action]);
  }
  return [...groups].flatMap(([name, members]): PaperBlock[] =>
    name === ''
      ? [actionTable(caption, columns, members)]
      : [{ kind: 'heading', level: 2, text: name }, actionTable(`${caption}: ${name}`, columns, members)],
  );
}
