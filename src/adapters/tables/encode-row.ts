import type { Row, RowValues } from '../../ports.ts';
import type { Columns } from './columns.ts';
import { rowKeys } from './keys.ts';
import {
  actionCodec,
  cycleCodec,
  deliveryCodec,
  frozenCodec,
  historyCodec,
  leadMatchCodec,
  logCodec,
  meetingCodec,
  personCodec,
  planCodec,
  questionCodec,
  sheetCodec,
  updateCodec,
  wordingCodec,
} from './row-codecs.ts';
import { type Codec, schemaVersion } from './row-schema.ts';

type Kind = keyof RowValues;

/** History and log rows get a new key each time: they are only ever inserted. */
const kinds: {
  readonly [K in Kind]: { codec: Pick<Codec<RowValues[K]>, 'encode'>; key: (value: RowValues[K]) => string };
} = {
  plan: { codec: planCodec, key: () => rowKeys.plan },
  action: { codec: actionCodec, key: ({ id }) => rowKeys.action(id) },
  person: { codec: personCodec, key: ({ id }) => rowKeys.person(id) },
  lead: { codec: leadMatchCodec, key: ({ id }) => rowKeys.lead(id) },
  meeting: { codec: meetingCodec, key: ({ date }) => rowKeys.meeting(date) },
  cycle: { codec: cycleCodec, key: ({ cycleId }) => rowKeys.cycle(cycleId) },
  update: { codec: updateCodec, key: ({ cycleId, actionId }) => rowKeys.update(cycleId, actionId) },
  wording: { codec: wordingCodec, key: ({ cycleId, actionId }) => rowKeys.wording(cycleId, actionId) },
  question: { codec: questionCodec, key: ({ actionId, id }) => rowKeys.question(actionId, id) },
  frozen: {
    codec: frozenCodec,
    key: ({ cycleId, snapshot, part }) =>
      rowKeys.frozen(cycleId, snapshot, 'action' in part ? part.action.id : null),
  },
  sheet: { codec: sheetCodec, key: ({ cycleId, snapshot }) => rowKeys.sheet(cycleId, snapshot) },
  delivery: { codec: deliveryCodec, key: rowKeys.delivery },
  history: { codec: historyCodec, key: ({ actionId, at }) => rowKeys.history(actionId, at) },
  log: { codec: logCodec, key: ({ at }) => rowKeys.log(at) },
};

/** Key and columns of a row. */
export function encodeRow<K extends Kind>({ kind, value }: Row<K>): { rowKey: string; columns: Columns } {
  const { codec, key } = kinds[kind];
  return { rowKey: key(value), columns: { v: schemaVersion, ...codec.encode(value) } };
}
