import { z } from 'zod';
import { askings, type Meeting } from '../../domain/calendar/meeting.ts';
import type { Wording } from '../../domain/reply/wording.ts';
import type { FrozenRow } from '../../ports.ts';
import {
  type Columns,
  putJson,
  putOptional,
  putText,
  takeChoice,
  takeJson,
  takeOptional,
  takeText,
  takeWhole,
} from './columns.ts';
import type { Codec } from './row-codecs.ts';
import { parseFrozenPart } from './shapes.ts';

const meetingParts = z.object({
  boards: z.array(z.string()),
  dates: z.object({
    opens: z.string(),
    reminders: z.array(z.string()),
    due: z.string(),
    escalates: z.string().nullable(),
    freezes: z.string(),
    publishBy: z.string(),
  }),
  movedFrom: z.array(z.string()),
});

/** A board meeting with its worked-back dates. */
export const meetingCodec: Codec<Meeting> = {
  encode(meeting) {
    const { boards, dates, movedFrom } = meeting;
    const columns: Columns = {};
    for (const name of ['date', 'state', 'asking', 'addedAt', 'addedBy'] as const) {
      putText(columns, name, meeting[name]);
    }
    for (const name of ['cycle', 'movedTo', 'missed'] as const) putOptional(columns, name, meeting[name]);
    putJson(columns, 'parts', { boards, dates, movedFrom });
    return columns;
  },
  decode: (entity) => ({
    date: takeText(entity, 'date'),
    state: takeChoice(entity, 'state', ['planned', 'cancelled', 'moved']),
    asking: takeChoice(entity, 'asking', askings),
    addedAt: takeText(entity, 'addedAt'),
    addedBy: takeText(entity, 'addedBy'),
    cycle: takeOptional(entity, 'cycle'),
    movedTo: takeOptional(entity, 'movedTo'),
    missed: takeOptional(entity, 'missed'),
    ...takeJson(entity, 'parts', (value) => meetingParts.parse(value)),
  }),
};

/** What the paper may say of one action. */
export const wordingCodec: Codec<Wording> = {
  encode({ version, ...texts }) {
    const columns: Columns = { version };
    for (const [name, text] of Object.entries(texts)) putText(columns, name, text);
    return columns;
  },
  decode: (entity) => ({
    meeting: takeText(entity, 'meeting'),
    actionId: takeText(entity, 'actionId'),
    text: takeText(entity, 'text'),
    version: takeWhole(entity, 'version'),
    by: takeText(entity, 'by'),
    at: takeText(entity, 'at'),
  }),
};

/** A piece of a frozen cycle. */
export const frozenCodec: Codec<FrozenRow> = {
  encode({ meeting, snapshot, part }) {
    const columns: Columns = {};
    putText(columns, 'meeting', meeting);
    putText(columns, 'snapshot', snapshot);
    putJson(columns, 'part', part);
    return columns;
  },
  decode: (entity) => ({
    meeting: takeText(entity, 'meeting'),
    snapshot: takeText(entity, 'snapshot'),
    part: takeJson(entity, 'part', parseFrozenPart),
  }),
};
