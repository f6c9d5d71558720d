import type { AgencyStatus, CycleStatus, LeadStatus } from '../domain/cycle-status.ts';
import { bulletList } from './bullet-list.ts';
import type { AdaptiveCard } from './card.ts';
import { escapeLine, excerpt, plainLine, runText, shortLine, shortRun } from './escape.ts';
import { fillCard } from './template.ts';
import { type Button, button, buttonRows } from './verbs.ts';
import { count, dayWords } from './words.ts';

/** Characters of JSON for the agencies: about 60 leads; beyond that the card says how many more there are. */
const agencyCharacters = 22_000;
/** What the template adds around an agency or a lead, at most. */
const overhead = 260;
const maxUnassigned = 30;

/** Who has answered, by agency and lead, for the project manager. */
export function statusCard(status: CycleStatus): AdaptiveCard {
  return fillCard('status', statusData(status));
}

/** What the status card's template is filled with. */
export function statusData(status: CycleStatus): object {
  const ids = { planId: status.planId, meeting: status.meeting };
  const unassigned = status.unassigned.map(({ ref, title }) => `${ref} ${title}`);
  const summary = `${status.answered} of ${count(status.total, 'action')} answered${perCent(status)}`;
  const open = status.state === 'open';
  const agencies = agenciesData(status.agencies);
  const hidden = status.agencies.length - agencies.length;
  return {
    title: summary,
    plan: shortLine(status.planName, 200),
    when: `Board meeting ${dayWords(status.meeting)} · ${open ? `replies by ${dayWords(status.due)}` : 'frozen: replies are closed'}`,
    agencies,
    moreAgencies: hidden > 0 ? `and ${count(hidden, 'more agency', 'more agencies')}` : '',
    unassignedTitle: `${count(status.unassigned.length, 'action has', 'actions have')} no confirmed lead`,
    unassigned: bulletList(unassigned, maxUnassigned),
    rows: buttonRows(buttonsFor(status, ids, open)),
    fallback: `${plainLine(status.planName)}: ${summary}.`,
  };
}

function buttonsFor(status: CycleStatus, ids: { planId: string; meeting: string }, open: boolean): Button[] {
  const outstanding = status.answered < status.total;
  return [
    ...(open && outstanding ? [button('Remind everyone outstanding', { verb: 'cycle.remind', ...ids })] : []),
    button('Digest', { verb: 'menu.digest', ...ids }),
  ];
}

/** ` (35%)`; '' when nobody was asked anything. */
function perCent({ answered, total }: { readonly answered: number; readonly total: number }): string {
  return total === 0 ? '' : ` (${Math.floor((answered / total) * 100)}%)`;
}

function agenciesData(agencies: readonly AgencyStatus[]): object[] {
  let room = agencyCharacters;
  const fits = (data: object) => {
    room -= JSON.stringify(data).length + overhead;
    return room > 0;
  };
  return agencies.flatMap((agency) => {
    const silent = agency.leads.filter((lead) => lead.state !== 'answered');
    const head = headOf(agency);
    if (!fits(head)) return [];
    const shown = silent.map(leadData).filter(fits);
    const left = silent.length - shown.length;
    const more = left > 0 ? `and ${count(left, 'more lead')} who have not answered everything` : '';
    return [{ ...head, leads: shown, more }];
  });
}

function headOf(agency: AgencyStatus) {
  const done = agency.leads.filter((lead) => lead.state === 'answered').map((lead) => plainLine(lead.name));
  return {
    name: escapeLine(excerpt(plainLine(agency.agency) || 'No agency given', 100)),
    progress: `${agency.answered} of ${agency.total} answered${perCent(agency)}`,
    done: done.length === 0 ? '' : `✔ All answered: ${escapeLine(excerpt(done.join(', '), 600))}`,
  };
}

function leadData(lead: LeadStatus): object {
  const progress = `${lead.answered} of ${lead.total}`;
  return {
    name: shortRun(lead.name, 80),
    mark: marks[lead.state],
    color: lead.state === 'unreachable' || lead.state === 'failed' ? 'attention' : 'default',
    state: runText(
      excerpt(`${progress} · ${words[lead.state]}${lead.reason === null ? '' : `. ${lead.reason}`}`, 200),
    ),
  };
}

const words: Record<LeadStatus['state'], string> = {
  answered: 'answered',
  outstanding: 'asked, waiting for a reply',
  waiting: 'about to be asked',
  unreachable: 'cannot be reached',
  failed: 'the message failed',
};

const marks: Record<LeadStatus['state'], string> = {
  answered: '✔',
  outstanding: '○',
  waiting: '○',
  unreachable: '◆',
  failed: '◆',
};
