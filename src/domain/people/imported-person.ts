import type { Person } from './person.ts';

/** A line of a people list. Empty texts, lists and a null `userId` mean that the file does not say. */
export type ImportedPerson = Omit<Person, 'id' | 'accountFrom'>;
