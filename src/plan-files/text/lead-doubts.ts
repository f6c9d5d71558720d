/** What of a cell of leads can be read in two ways. */
export type LeadDoubt =
  /** `Holt, Ana`: a person surname first, or two people. */
  | 'split-leads'
  /** A name with a post on the next line, or after one (`Head of Inclusion, Ana Holt`). */
  | 'lead-post'
  /** A name and a post, or two posts, parted as leads are (`Ana Holt / Head of Inclusion`). */
  | 'lead-role'
  /** `Ana Holt, ICB`: whose they are, or a lead beside them. */
  | 'lead-body'
  /** `Ana Holt with Cara Day`: somebody who helps, or a lead beside them. */
  | 'lead-with';

/** One lead, or as many as there are parts. */
export type LeadReading = 'one' | 'several';

/** Settles a doubt about some words of a cell. */
export type DecideLeads = (doubt: LeadDoubt, words: string) => LeadReading;

export const likeliestReading: Readonly<Record<LeadDoubt, LeadReading>> = {
  'split-leads': 'several',
  'lead-post': 'one',
  'lead-role': 'several',
  'lead-body': 'one',
  'lead-with': 'one',
};

/** Decides by what is likeliest, where nobody can be asked. */
export const decideByLikelihood: DecideLeads = (doubt) => likeliestReading[doubt];
