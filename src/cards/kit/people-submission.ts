import { z } from 'zod';
import { personLimits } from '../../domain/people/change-person.ts';
import { peopleTextLimits } from '../../domain/people/people-list.ts';
import { type Role, roles } from '../../domain/people/person.ts';
import { page, personId, planId, typed } from './submission-parts.ts';

/** A press on the plan’s people: the list, the form for more of them, the form for one. */
export type PeopleSubmission = z.output<(typeof peopleSubmissions)[number]>;

/** What stands for what a form was filled from, or for what a preview showed; compared, never read. */
const asked = z.string().min(1).max(200);
const text = typed(peopleTextLimits.characters);
/** A choice set joins what is chosen with commas. */
const chosenRoles = z
  .string()
  .max(200)
  .nullish()
  .transform((value) => (value ?? '').split(',').filter((role) => role !== ''))
  .pipe(z.array(z.enum(roles)))
  .transform((chosen): readonly Role[] => roles.filter((role) => chosen.includes(role)));

const ofPerson = { planId, personId };

export const peopleSubmissions = [
  z.object({ verb: z.literal('people.list'), planId, page }),
  z.object({ verb: z.literal('people.addForm'), planId }),
  z.object({ verb: z.literal('people.preview'), planId, people: text, page }),
  z.object({ verb: z.literal('people.save'), planId, people: text, asked }),
  z.object({ verb: z.literal('person.form'), ...ofPerson }),
  z.object({
    verb: z.literal('person.save'),
    ...ofPerson,
    asked,
    name: typed(personLimits.name),
    email: typed(personLimits.email),
    agency: typed(personLimits.agency),
    initials: typed(personLimits.initials),
    aliases: typed(personLimits.aliases),
    roles: chosenRoles,
  }),
  /** Without `accept` it only asks. */
  z.object({ verb: z.literal('person.remove'), ...ofPerson, asked, accept: z.boolean().default(false) }),
] as const;
