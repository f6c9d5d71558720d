import type { DocumentView } from '../../../src/cards/kit/document-card.ts';
import type { PaperChanges } from '../../../src/cards/paper/paper-changes-card.ts';
import type { PaperFormView } from '../../../src/cards/paper/paper-form-card.ts';
import type { PaperSettingsView } from '../../../src/cards/paper/paper-settings-card.ts';
import { type PaperSettings, standardPaper } from '../../../src/domain/plan/paper-settings.ts';
import { link } from './register-samples.ts';

const planId = 'marlbury-send';
const planName = 'Marlbury SEND accelerated progress plan';
const board = 'Marlbury SEND Partnership Board';

const settings: PaperSettings = {
  ...standardPaper,
  frontSheet: {
    executiveMember: 'Cllr Robin Pryce, Cabinet Member for Children *and* Families',
    purpose: 'For decision',
    legal: 'None arising directly from this report.',
    contact: 'Priya Nandakumar, programme manager, send.programme@marlbury.example.gov.uk',
  },
  hideNumbers: ['1A i', '3B ii'],
  template: {
    id: 'a0000000-0000-4000-8000-000000000001',
    fileName: 'Cabinet report *2019*.dotx',
    size: 48_000,
    by: 'Priya Nandakumar',
    at: '2019-10-01T09:00:00Z',
  },
};

export const paperSettings: PaperSettingsView = {
  planId,
  planName,
  board,
  timeZone: 'Europe/London',
  settings,
  blank: ['reportingOfficers', 'financial', 'risk', 'equality', 'safeguarding', 'governance', 'background'],
  done: 'The front sheet is saved.',
};

export const paperForm: PaperFormView = {
  planId,
  planName,
  board,
  settings,
  asked: '0123456789abcdef',
  done: '',
  faults: {},
  conflict: null,
};
export const paperFormConflict: PaperFormView = {
  ...paperForm,
  conflict: { by: 'Owen Achterberg', when: 'at 14:05' },
};
export const paperFrontFaults: PaperFormView = {
  ...paperForm,
  faults: { subject: 'please shorten this by 12 characters (at most 4000).' },
};

const change = (number: number) =>
  ({
    what: number % 4 === 0 ? 'number' : 'name',
    from: number % 4 === 0 ? 'three' : `Person *${number}* Achterberg`,
    to: number % 4 === 0 ? 'fewer than five' : 'a lead officer of Marlbury Council',
    times: number,
  }) as const;

export const paperChanges: PaperChanges = {
  planId,
  planName,
  meeting: '2019-10-16',
  changes: Array.from({ length: 60 }, (_, index) => change(index + 1)),
};

export const paperOffered: DocumentView = {
  ...link,
  name: 'paper-docx',
  meeting: '2019-10-16',
  news: { kind: 'offered-above' },
  told: { blank: ['Legal implications', 'Contact'], mayFill: true, changes: [] },
};
export const paperPublic: DocumentView = {
  ...link,
  name: 'paper-public-docx',
  meeting: '2019-10-16',
  told: { blank: [], mayFill: true, changes: paperChanges.changes },
};
