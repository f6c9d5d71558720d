import type { SampleLead } from './sample-types.ts';

export interface SamplePerson {
  readonly name: string;
  readonly initials: string;
  readonly aliases: readonly string[];
  readonly email: string;
  /** Entra object id, lower case; invented for everyone but the person who runs the demo. */
  readonly userId: string;
  readonly agency: string;
  /** As the people file writes them: `PM`, `chair`, `member`, `lead`. */
  readonly roles: readonly string[];
}

/** Who runs the demo: project manager, chair and one of the leads at once. */
export interface SampleUser {
  readonly name: string;
  readonly userId: string;
}

const council = 'Ostlemere Council';
const icb = 'NHS Vale and Ostlemere ICB';
const trust = 'Sallowfield Learning Trust';

const colleagues: Readonly<Record<Exclude<SampleLead, 'you'>, SamplePerson>> = {
  nadia: colleague(1, 'Nadia Rahman', council, ['Director of Education']),
  tom: colleague(2, 'Tom Hartley', council, ['SEND service manager']),
  grace: colleague(3, 'Grace Adeyemi', council, ['Principal EP']),
  owen: colleague(4, 'Owen Pritchard', council, ['Commissioning manager']),
  helen: colleague(5, 'Helen Marsh', council, ['Participation officer']),
  priya: colleague(6, 'Priya Nair', icb, ['DCO']),
  marcus: colleague(7, 'Marcus Reid', icb, ['Chief nurse']),
  joanna: colleague(8, 'Joanna Kowalska', icb, ['Jo Kowalska', 'Therapies commissioner']),
  siobhan: colleague(9, 'Siobhan Doyle', icb, ['CAMHS lead']),
  david: colleague(10, 'David Chen', trust, ['Trust inclusion director']),
  amara: colleague(11, 'Amara Okoye', trust, ['SENCO network lead']),
};

const member: SamplePerson = {
  ...colleague(12, 'Ruth Ellison', 'Ostlemere Parent Carer Forum', ['PCF co-chair']),
  roles: ['member'],
};

/** The job title under which the tracker names the person who runs the demo, whoever that is. */
export const yourJobTitle = 'SEND transformation lead';

/** Everyone in the sample plan: its 12 leads, the first of whom is `user`, and one board member. */
export function samplePeople(user: SampleUser): readonly SamplePerson[] {
  return [you(user), ...Object.values(colleagues), member];
}

/** The person behind a lead's key. */
export function sampleLead(lead: SampleLead, user: SampleUser): SamplePerson {
  return lead === 'you' ? you(user) : colleagues[lead];
}

function you(user: SampleUser): SamplePerson {
  return {
    name: user.name,
    initials: initialsOf(user.name),
    aliases: [yourJobTitle],
    email: '',
    userId: user.userId.toLowerCase(),
    agency: council,
    roles: ['PM', 'chair', 'lead'],
  };
}

function colleague(number: number, name: string, agency: string, aliases: readonly string[]): SamplePerson {
  return {
    name,
    initials: initialsOf(name),
    aliases,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@ostlemere.example`,
    userId: `b0a4dac7-0000-4000-8000-${String(number).padStart(12, '0')}`,
    agency,
    roles: ['lead'],
  };
}

function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');
}
