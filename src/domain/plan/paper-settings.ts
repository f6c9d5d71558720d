/** The fields of a front sheet, in its order, by what the sheet calls them (Tameside's and Derbyshire's, DOMAIN 3). */
export const frontSheetFields = {
  reportTo: 'Report to',
  executiveMember: 'Executive member',
  reportingOfficers: 'Reporting officers',
  subject: 'Subject',
  purpose: 'Purpose',
  summary: 'Summary',
  recommendations: 'Recommendations',
  financial: 'Financial implications',
  legal: 'Legal implications',
  risk: 'Risk management',
  equality: 'Equality implications',
  safeguarding: 'Safeguarding implications',
  governance: 'Information governance',
  background: 'Background papers',
  contact: 'Contact',
} as const;
export type FrontSheetField = keyof typeof frontSheetFields;
export const frontSheetNames = Object.keys(frontSheetFields) as FrontSheetField[];

/** What a paper can be for; a plan may say it in words of its own. */
export const paperPurposes = ['For information', 'For discussion', 'For decision'] as const;

/** What a front sheet says; a field left out is blank, and marked so. */
export type FrontSheet = Readonly<Partial<Record<FrontSheetField, string>>>;

/** Longest text of one field of the front sheet, in characters. */
export const longestFrontSheetText = 4000;

/** The parts a paper can have, in the order it has them. */
export const paperSections = {
  introduction: 'Introduction',
  ratings: 'Ratings now',
  movement: 'Movement since the last board',
  reds: 'Red actions',
  ambers: 'Amber actions',
  progress: 'Progress by priority',
  'no-replies': 'No reply',
  retimed: 'Revised dates for approval',
  completed: 'Completed with evidence',
  'late-changes': 'Late changes',
  ahead: 'Looking ahead',
  glossary: 'Glossary',
  tracker: 'Appendix: the whole plan',
  key: 'Appendix: the plan’s rating key',
} as const;
export type PaperSection = keyof typeof paperSections;
export const paperSectionNames = Object.keys(paperSections) as PaperSection[];

export const paperFormNames = [
  'red-amber',
  'priority-progress',
  'six-weekly',
  'quarterly',
  'half-yearly',
  'progress-column',
  'front-sheet',
] as const;
export type PaperFormName = (typeof paperFormNames)[number];

/** The council's own Word template, kept with the plan. */
export interface TemplateFile {
  /** Names its bytes in the store; a template sent later has another. */
  readonly id: string;
  readonly fileName: string;
  /** As sent, in bytes. */
  readonly size: number;
  readonly by: string;
  readonly at: string;
}

/** What the project manager has said of the plan's board paper. */
export interface PaperSettings {
  readonly form: PaperFormName;
  /** The parts it has, where the PM has changed the form's; null where they have not. */
  readonly sections: readonly PaperSection[] | null;
  readonly frontSheet: FrontSheet;
  /** Refs of actions whose small numbers the public version hides. */
  readonly hideNumbers: readonly string[];
  /** null for the plain look. */
  readonly template: TemplateFile | null;
}

export const standardPaper: PaperSettings = {
  form: 'red-amber',
  sections: null,
  frontSheet: {},
  hideNumbers: [],
  template: null,
};
