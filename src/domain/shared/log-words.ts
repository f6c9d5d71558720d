/**
 * Every code of the audit trail with what it says of its author: `Ana Holt` *replied for* `1B vi`. The codes are stored and
 * stay; a code that is not here does not compile.
 */
const phrases = {
  'plan-imported': 'imported the plan’s document',
  'people-imported': 'imported a people list',
  'person-changed': 'changed what the plan says of a person',
  'person-removed': 'removed a person from the plan',
  'people-identified': 'found people in Teams by their e-mail address',
  'leads-confirmed': 'said whom names in the plan mean',
  'leads-assigned': 'said who leads',
  'meeting-added': 'added a board meeting',
  'meeting-changed': 'changed a board meeting',
  'meeting-moved': 'moved a board meeting',
  'meeting-cancelled': 'cancelled a board meeting',
  'schedule-rules-changed': 'changed the calendar’s rules',
  'calendar-shared': 'made the calendar’s link',
  'calendar-link-replaced': 'replaced the calendar’s link',
  'cycle-opened': 'opened the cycle',
  'cycle-moved': 'moved the cycle’s dates',
  'cycle-extended': 'gave leads more time',
  'cycle-frozen': 'froze the cycle',
  'paper-kept': 'kept what the paper is made from',
  'cycle-reopened': 'reopened the cycle',
  'cycle-signed-off': 'signed off the cycle',
  'leads-reminded': 'reminded leads',
  'silence-escalated': 'passed silence up to strategic leads',
  'digest-sent': 'sent out what goes on publication day',
  'digest-held': 'held publication back until the freeze',
  'post-channel-set': 'said in which channel the paper is posted',
  'step-skipped': 'left out a step',
  'round-missed': 'did not open a cycle',
  'reply-saved': 'replied for',
  'reply-settled': 'has a reply on record as after the freeze, for',
  'revised-date-approved': 'approved the new date of',
  'revised-date-declined': 'declined the new date of',
  'completion-approved': 'confirmed the completion of',
  'completion-declined': 'declined the completion of',
  'action-reopened': 'reopened',
  'question-asked': 'put a question to the lead of',
  'question-answered': 'answered a question about',
  'question-passed-on': 'passed on a question, to who leads now, about',
  'paper-set': 'set what the paper is to say',
  'template-set': 'gave the paper a template',
  'template-removed': 'removed the paper’s template',
  'wording-edited': 'edited the paper’s wording of',
  'document-saved': 'saved a document to OneDrive',
  'document-shared': 'made a link to a document',
  'link-ended': 'ended links to documents',
} as const satisfies Readonly<Record<string, string>>;

/** Stable code of something that is recorded: `reply-saved`. */
export type LogCode = keyof typeof phrases;

/** What its author did, to follow their name; a code of another version of the product is said as it is. */
export function logPhrase(code: string): string {
  return Object.hasOwn(phrases, code) ? phrases[code as LogCode] : `did this: ${code.replaceAll('-', ' ')}`;
}
