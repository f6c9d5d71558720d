/** Abbreviations of the field (DOMAIN 2) that a public reader may not know. */
const terms: Readonly<Record<string, string>> = {
  APP: 'Accelerated progress plan',
  BRAG: 'Blue, red, amber or green rating',
  CAMHS: 'Child and adolescent mental health services',
  CCG: 'Clinical commissioning group (integrated care boards took over in July 2022)',
  CQC: 'Care Quality Commission',
  CYP: 'Children and young people',
  DCO: 'Designated clinical officer',
  DfE: 'Department for Education',
  DMO: 'Designated medical officer',
  DSCO: 'Designated social care officer',
  EHC: 'Education, health and care',
  EHCNA: 'Education, health and care needs assessment',
  EHCP: 'Education, health and care plan',
  EP: 'Educational psychologist',
  FOI: 'Freedom of information',
  HNB: 'High needs block',
  HWB: 'Health and wellbeing board',
  ICB: 'Integrated care board',
  ICS: 'Integrated care system',
  JSNA: 'Joint strategic needs assessment',
  KPI: 'Key performance indicator',
  LA: 'Local authority',
  LAC: 'Looked-after children',
  NEET: 'Not in education, employment or training',
  NHS: 'National Health Service',
  OT: 'Occupational therapy',
  PAP: 'Priority action plan',
  PCF: 'Parent carer forum',
  PRU: 'Pupil referral unit',
  RAG: 'Red, amber or green rating',
  SALT: 'Speech and language therapy',
  SEMH: 'Social, emotional and mental health',
  SEN: 'Special educational needs',
  SENCO: 'Special educational needs co-ordinator',
  SENDCO: 'Special educational needs and disabilities co-ordinator',
  SEND: 'Special educational needs and disabilities',
  SENDIASS: 'Special educational needs and disabilities information, advice and support service',
  SLCN: 'Speech, language and communication needs',
  SRO: 'Senior responsible owner',
  VCS: 'Voluntary and community sector',
  WSoA: 'Written statement of action',
};

export interface GlossaryEntry {
  readonly term: string;
  readonly meaning: string;
}

const abbreviation = /(?<![\p{L}\p{N}])[A-Za-z]{2,8}(?=s?(?![\p{L}\p{N}]))/gu;

/** What the abbreviations that occur in some texts mean, in order of the alphabet; `EHCPs` is `EHCP`. Only what is known is explained. */
export function glossaryOf(texts: Iterable<string>): GlossaryEntry[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [word] of text.matchAll(abbreviation)) {
      if (Object.hasOwn(terms, word)) found.add(word);
      else if (word.endsWith('s') && Object.hasOwn(terms, word.slice(0, -1))) found.add(word.slice(0, -1));
    }
  }
  return [...found]
    .sort((a, b) => a.localeCompare(b, 'en-GB'))
    .map((term) => ({ term, meaning: terms[term] ?? '' }));
}
