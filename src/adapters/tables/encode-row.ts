import type { Row } from '../../ports.ts';
import type { Columns } from './columns.ts';
import { rowKeys } from './keys.ts';
import { leadMatchCodec } from './lead-match-codec.ts';
import {
  actionCodec,
  cycleCodec,
  deliveryCodec,
  historyCodec,
  logCodec,
  personCodec,
  planCodec,
  schemaVersion,
  updateCodec,
} from './row-codecs.ts';
import { frozenCodec, meetingCodec, wordingCodec } from './schedule-codecs.ts';

/** Key and columns of a row. History and log rows get a new key each time: they are only ever inserted. */
export function encodeRow(row: Row): { rowKey: string; columns: Columns } {
  const { rowKey, columns } = keyAndColumns(row);
  return { rowKey, columns: { v: schemaVersion, ...columns } };
}

function keyAndColumns(row: Row): { rowKey: string; columns: Columns } {
  switch (row.kind) {
    case 'plan':
      return { rowKey: rowKeys.plan, columns: planCodec.encode(row.value) };
    case 'action':
      return { rowKey: rowKeys.action(row.value.id), columns: actionCodec.encode(row.value) };
    case 'person':
      return { rowKey: rowKeys.person(row.value.id), columns: personCodec.encode(row.value) };
    case 'lead':
      return { rowKey: rowKeys.lead(row.value.id), columns: leadMatchCodec.encode(row.value) };
    case 'meeting':
      return { rowKey: rowKeys.meeting(row.value.date), columns: meetingCodec.encode(row.value) };
    case 'wording': {
      const { meeting, actionId } = row.value;
      return { rowKey: rowKeys.wording(meeting, actionId), columns: wordingCodec.encode(row.value) };
    }
    case 'frozen': {
      const { meeting, snapshot, part } = row.value;
      const id = 'action' in part ? part.action.id : null;
      return { rowKey: rowKeys.frozen(meeting, snapshot, id), columns: frozenCodec.encode(row.value) };
    }
    case 'cycle':
      return { rowKey: rowKeys.cycle(row.value.meeting), columns: cycleCodec.encode(row.value) };
    case 'update': {
      const { meeting, actionId } = row.value;
      return { rowKey: rowKeys.update(meeting, actionId), columns: updateCodec.encode(row.value) };
    }
    case 'delivery':
      return { rowKey: rowKeys.delivery(row.value), columns: deliveryCodec.encode(row.value) };
    case 'history': {
      const { actionId, at } = row.value;
      return { rowKey: rowKeys.history(actionId, at), columns: historyCodec.encode(row.value) };
    }
    case 'log':
      return { rowKey: rowKeys.log(row.value.at), columns: logCodec.encode(row.value) };
  }
}
