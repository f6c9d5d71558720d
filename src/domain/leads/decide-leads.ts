import { addressesOf, foldAddress } from '../people/mail-address.ts';
import { newPersonId } from '../people/merge-people.ts';
import type { Person } from '../people/person.ts';
import type { TeamMember } from '../people/team-member.ts';
import type { Action } from '../plan/action.ts';
import type { LeadKeyEntry } from '../plan/lead-key.ts';
import { Refusal } from '../shared/errors.ts';
import { memberFinder } from './lead-candidates.ts';
import {
  earlierLeadIds,
  type LeadMatch,
  listLeadTexts,
  matchesById,
  withConfirmedLeads,
} from './lead-match.ts';
import { leadTextId } from './lead-text.ts';
import { personsInKey } from './suggest-people.ts';

/** What the PM says of one lead text. */
export interface LeadDecision {
  /** The text, in any of its spellings, or its id, also one that an earlier card carries. */
  readonly lead: string;
  readonly decision: LeadMatch['decision'];
  /** Ids of people on the list, or Entra object ids of people on the list or in the team; [] unless it is `people`. */
  readonly ids: readonly string[];
}

export interface DecidedLeads {
  /** People who are on the list from now on. */
  readonly added: readonly Person[];
  /** People whose Teams account is confirmed with this. */
  readonly linked: readonly Person[];
  /** Everybody afterwards. */
  readonly people: readonly Person[];
  /** Actions whose leads change, as they are afterwards. */
  readonly actions: readonly Action[];
  /** Matches that are new or change. */
  readonly matches: readonly LeadMatch[];
  /** What stands afterwards for each text decided on, with the refs of its actions. */
  readonly decided: readonly { readonly match: LeadMatch; readonly refs: readonly string[] }[];
}

interface Facts {
  readonly actions: readonly Action[];
  readonly people: readonly Person[];
  readonly team: readonly TeamMember[];
  readonly matches: readonly LeadMatch[];
  readonly leadKey: readonly LeadKeyEntry[];
  /** Whether an account that neither the list nor the team knows is believed: the operator's word, never a card's. */
  readonly trustAccounts: boolean;
}

const accountShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What confirming lead texts does to a plan. A member of the team who is not on the people list joins it as a lead; a person
 * on the list without an account gets that of the member they are. Throws `bad-input` for a text the plan does not have,
 * `unknown-person` for an id that neither the list nor the team knows; nothing is decided then.
 */
export function decideLeads(
  facts: Facts,
  decisions: readonly LeadDecision[],
  by: { readonly name: string; readonly at: string },
): DecidedLeads {
  const texts = listLeadTexts(facts.actions);
  const earlier = earlierLeadIds(facts.actions);
  let people = facts.people;
  const added = new Set<string>();
  const linked = new Set<string>();

  /** An account of which nothing but its id is known belongs to whom the document names. */
  const named = (userId: string, text: string): TeamMember | undefined => {
    if (!facts.trustAccounts || !accountShape.test(userId)) return undefined;
    const [only, ...others] = personsInKey(text, facts.leadKey);
    return {
      userId,
      name: only && others.length === 0 ? only.name.trim() : text.trim(),
      email: '',
      userPrincipalName: '',
    };
  };

  const link = (known: Person, userId: string): Person => {
    const person: Person = { ...known, userId, accountFrom: 'confirmed' };
    people = people.map((one) => (one.id === person.id ? person : one));
    if (!added.has(person.id)) linked.add(person.id);
    return person;
  };

  const personOf = (id: string, text: string): Person => {
    const wanted = id.trim().toLowerCase();
    const listed = people.find((person) => person.id === wanted || person.userId === wanted);
    if (listed && listed.userId === wanted && listed.accountFrom === 'email') return link(listed, wanted);
    if (listed) return listed;
    const inTeam = facts.team.find(({ userId }) => userId === wanted);
    const member = inTeam ?? named(wanted, text);
    if (!member) throw unknownPerson(id, people);
    const team = inTeam ? facts.team : [...facts.team, member];
    const known = memberFinder(people, team)(member) ?? wronglyFound(people, team, member);
    if (known) return link(known, member.userId);
    // A namesake on the list is somebody else, or the finder would have taken the two for one.
    const { userId, name, email } = member;
    const newId = newPersonId(name, new Set(people.map((one) => one.id)));
    const person: Person = {
      id: newId,
      name,
      initials: [],
      aliases: [],
      email,
      userId,
      accountFrom: 'confirmed',
      agency: '',
      roles: ['lead'],
    };
    people = [...people, person];
    added.add(person.id);
    return person;
  };

  const before = matchesById(facts.matches);
  const after = new Map(before);
  const decidedIds = new Set<string>();
  for (const { lead, decision, ids } of decisions) {
    const id = texts.has(lead) ? lead : (earlier.get(lead) ?? leadTextId(lead));
    const entry = texts.get(id);
    if (!entry) {
      throw new Refusal(
        'bad-input',
        `No action of this plan has the lead “${lead}”. A newer document may have changed it: list the names again.`,
      );
    }
    const persons = decision === 'people' ? [...new Set(ids.map((one) => personOf(one, entry.text).id))] : [];
    if (decision === 'people' && persons.length === 0) {
      throw new Refusal('bad-input', `Say who “${entry.text}” is: the id of a person or a Teams account.`);
    }
    const known = after.get(id);
    decidedIds.add(id);
    if (known?.decision === decision && known.people.join('\n') === persons.join('\n')) continue;
    // Saying "nobody" of a text nobody has decided on says nothing.
    if (decision === 'nobody' && !known) continue;
    after.set(id, { id, text: entry.text, decision, people: persons, at: by.at, by: by.name });
  }

  const actions = facts.actions.flatMap((action) => {
    const changed = withConfirmedLeads(action, after);
    return changed === action ? [] : [changed];
  });
  const pick = (wanted: ReadonlySet<string>) => people.filter(({ id }) => wanted.has(id));
  return {
    added: pick(added),
    linked: pick(linked),
    people,
    actions,
    matches: [...after.values()].filter((match) => before.get(match.id) !== match),
    decided: [...decidedIds].flatMap((id) => {
      const match = after.get(id);
      return match ? [{ match, refs: texts.get(id)?.refs ?? [] }] : [];
    }),
  };
}

/**
 * The person who was taken for another account because of an address, and whom this member looks like all the same: the PM who names
 * the account puts it right. Not where the member has other addresses than theirs: they are a namesake.
 */
function wronglyFound(
  people: readonly Person[],
  team: readonly TeamMember[],
  member: TeamMember,
): Person | null {
  const released = people.map(
    (person): Person =>
      person.accountFrom === 'email' ? { ...person, userId: null, accountFrom: null } : person,
  );
  const person = memberFinder(released, team)(member);
  const addresses = addressesOf(member);
  const isNamesake = addresses.length > 0 && !addresses.includes(foldAddress(person?.email ?? ''));
  return isNamesake ? null : person;
}

function unknownPerson(id: string, people: readonly Person[]): Refusal {
  const hint = accountShape.test(id.trim().toLowerCase())
    ? 'That account is neither on the people list nor in a Teams team I am in. Add the person with people import.'
    : `Use the id of somebody on the people list (${people.map((person) => person.id).join(', ')}) or an Entra object id.`;
  return new Refusal('unknown-person', `There is nobody with the id “${id}”. ${hint}`);
}
