/** One person of the chat client's directory; `id` is an Entra object id. */
export interface PlaygroundPerson {
  readonly id: string;
  readonly name: string;
}

export interface PlaygroundPeople {
  /** Who sits in front of the browser. */
  readonly user: PlaygroundPerson;
  readonly colleagues: readonly PlaygroundPerson[];
}

/** Invented; the service runs unauthenticated and knows one tenant only. */
const tenantId = 'b0a4dac7-7e4a-4000-8000-000000000000';

export const playgroundBot = {
  id: '28:b0a4dac7-b070-4000-8000-000000000000',
  name: 'Board Actions',
} as const;

/**
 * The Agents Playground's configuration, in the shape of Teams: a 1:1 chat, a group chat and a team. Each person's channel id
 * is their Entra object id, because the Playground finds people by the former and the bot asks by the latter.
 */
export function playgroundConfig({ user, colleagues }: PlaygroundPeople): object {
  return {
    version: '0.1.1',
    tenantId,
    bot: playgroundBot,
    currentUser: describePerson(user),
    users: colleagues.map(({ id, name }) => describePerson({ id, name: `${name} (simulated)` })),
    personalChat: { id: `a:${user.id}` },
    groupChat: { id: '19:board-officers@thread.v2', name: 'Board officers' },
    team: {
      id: '19:improvement-board@thread.tacv2',
      name: 'SEND Improvement Board',
      aadGroupId: 'b0a4dac7-7ea0-4000-8000-000000000000',
      channels: [{ id: '19:board-actions@thread.tacv2', name: 'Board actions' }],
    },
  };
}

function describePerson({ id, name }: PlaygroundPerson): object {
  const [givenName = name, ...rest] = name.replace(' (simulated)', '').split(' ');
  const surname = rest.join(' ');
  const address = `${givenName}.${surname}@ostlemere.example`.toLowerCase().replaceAll(' ', '-');
  // Spelled as the Playground spells it.
  return { id, aadObjectId: id, name, givenName, surname, email: address, userPrincipleName: address };
}
