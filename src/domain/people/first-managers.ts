import { foldAddress } from './mail-address.ts';

/** Who may import a plan into an empty storage, as the operator has configured it. All lower case. */
export interface FirstManagers {
  /** Entra object ids. */
  readonly userIds: ReadonlySet<string>;
  /** As `foldAddress` gives them. */
  readonly emails: ReadonlySet<string>;
}

export const noFirstManagers: FirstManagers = { userIds: new Set(), emails: new Set() };

const objectId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** One address and nothing else: no display name, no brackets, a host with a dot. `#` stands in a guest’s address. */
const address = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u;
/** Of an address (RFC 5321, 4.5.3.1.3). */
const longestAddress = 254;

/**
 * Reads e-mail addresses and Entra object ids with commas between them; '' is nobody. An entry that is neither is a fault,
 * named by its place alone: whose address it is must not reach a log.
 */
export function parseFirstManagers(text: string): { managers: FirstManagers; faults: readonly string[] } {
  if (text.trim() === '') return { managers: noFirstManagers, faults: [] };
  const userIds = new Set<string>();
  const emails = new Set<string>();
  const faults: string[] = [];
  for (const [at, part] of text.split(',').entries()) {
    const entry = part.trim().toLowerCase();
    if (objectId.test(entry)) userIds.add(entry);
    else if (address.test(entry) && entry.length <= longestAddress) emails.add(foldAddress(entry));
    else {
      faults.push(
        entry === ''
          ? `Entry ${at + 1} is empty: take out the comma that is too many.`
          : `Entry ${at + 1} is neither an e-mail address nor an Entra object id; put commas between entries and no names.`,
      );
    }
  }
  return { managers: { userIds, emails }, faults };
}
