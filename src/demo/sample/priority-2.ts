import type { SamplePriority } from './sample-types.ts';

export const priority2: SamplePriority = {
  title: '2. Education, health and care plans that are timely and of good quality',
  actions: [
    {
      ref: '2A i',
      theme: 'Timeliness of EHC plans',
      action: 'Recruit to the six vacant casework officer posts and bring caseloads below 150',
      lead: 'tom',
      strategic: 'nadia',
      original: { form: 'short-month', months: -3 },
      progress: 'Three posts filled. A second round of interviews is planned.',
      evidence: 'Establishment report',
      rating: 'Amber',
      answers: [
        {
          rating: 'Green',
          narrative:
            'Five of six posts are filled and the last is offered. New officers are shadowing colleagues.',
        },
        {
          rating: 'Complete',
          narrative: 'All six posts are filled. The average caseload is 138.',
          evidence: 'Establishment report and caseload summary in the dashboard',
        },
      ],
    },
    {
      ref: '2A ii',
      theme: 'Timeliness of EHC plans',
      action: 'Hold a weekly panel that tracks every assessment at weeks 6, 12 and 16',
      lead: 'tom',
      strategic: 'nadia',
      original: { form: 'words', words: 'Weekly' },
      progress: 'Panel meets every Tuesday with health and social care present.',
      evidence: 'Panel action log',
      rating: 'Green',
      answers: [
        'no-change',
        {
          rating: 'Green',
          narrative:
            'The panel now looks a month ahead, and advice that is at risk of being late is chased before it is due.',
        },
      ],
    },
    {
      ref: '2A iii',
      theme: 'Timeliness of EHC plans',
      action: 'Secure enough educational psychology capacity to return all advice within six weeks',
      lead: 'grace',
      strategic: 'nadia',
      original: { form: 'month', months: -6 },
      progress: 'Two posts remain vacant after a national shortage of applicants. Advice is often late.',
      evidence: '',
      rating: 'Red',
      answers: [
        {
          rating: 'Red',
          narrative:
            'A third advertisement brought one suitable applicant, who starts next term. Locum cover is in place two days a week.',
          reason: 'There are fewer psychologists than we need and demand for assessment has risen again.',
          recoveryStep: 'Let a framework contract for associate psychologists.',
          revisedMonths: 5,
        },
        {
          rating: 'Amber',
          narrative:
            'The framework contract is in place and four associates have begun. The share of advice on time rose from 31% to 58%.',
          reason: 'Advice is improving but is not yet on time for most families.',
          recoveryStep: 'Use associates for new requests so that our own team can clear the oldest ones.',
        },
      ],
    },
    {
      ref: '2A iv',
      theme: 'Timeliness of EHC plans',
      action: 'Return all health advice for assessments within six weeks, with one route in through the DCO',
      lead: 'priya',
      strategic: 'marcus',
      original: { form: 'day', months: -2 },
      progress: 'Single inbox set up. Most paediatric advice is on time; therapy advice is not.',
      evidence: 'DCO monthly return',
      rating: 'Amber',
      answers: [
        {
          rating: 'Amber',
          narrative:
            'Paediatric advice is on time in nine cases out of ten. Therapy advice has slipped a little.',
          reason: 'Therapy vacancies.',
          recoveryStep: 'Therapists to have protected time for statutory advice each week.',
        },
        {
          rating: 'Red',
          narrative:
            'Therapy advice has fallen further behind. Three therapists left in the same month and protected time could not be kept.',
          reason: 'Vacancies in therapies have doubled since the last board.',
          recoveryStep: 'Bring in agency cover for statutory advice only, from the underspend on vacancies.',
          revisedMonths: 4,
        },
      ],
    },
    {
      ref: '2A v',
      theme: 'Timeliness of EHC plans',
      action:
        'Clear the backlog of annual reviews, beginning with children moving school phase, and keep all reviews within statutory timescales',
      lead: 'tom',
      strategic: 'nadia',
      original: { form: 'term', months: -8 },
      progress:
        '- Reviews for children moving phase were completed on time.\n- Just over 400 other reviews are awaiting a decision.\n- A dedicated team has been agreed but not recruited.',
      evidence: 'Backlog report',
      rating: 'Red',
      answers: [
        {
          rating: 'Red',
          narrative: 'The backlog is 372, down from 418. The dedicated team starts work next month.',
          reason: 'New reviews arrive almost as fast as old ones are cleared.',
          recoveryStep: 'The team of three will work on the backlog alone.',
          revisedMonths: 6,
        },
        {
          rating: 'Red',
          narrative: 'The backlog is 341. Two of the three officers have started and the third is delayed.',
          reason: 'The backlog falls by about thirty a month, which is half of what the plan needs.',
          recoveryStep: 'Offer overtime to experienced officers until the third post is filled.',
        },
      ],
    },
    {
      ref: '2B i',
      theme: 'Quality of EHC plans',
      action: 'Introduce a multi-agency quality assurance framework with a monthly audit of plans',
      lead: 'grace',
      strategic: 'nadia',
      original: { form: 'month', months: 0 },
      progress: 'Framework agreed and auditors trained. First audits completed.',
      evidence: 'Framework; audit tool',
      rating: 'Green',
      answers: [
        {
          rating: 'Green',
          narrative:
            'Twenty plans were audited. Two thirds were good or better; outcomes are the weakest section.',
        },
        {
          rating: 'Complete',
          narrative:
            'The monthly audit is now routine, and findings go to each agency and to the board twice a year.',
          evidence: 'Audit reports for three months; framework signed by all agencies',
        },
      ],
    },
    {
      ref: '2B ii',
      theme: 'Quality of EHC plans',
      action:
        'Train health professionals to write specific, measurable provision and outcomes in their advice',
      lead: 'priya',
      strategic: 'marcus',
      original: { form: 'short-month', months: 0 },
      progress: 'Training material agreed. Dates to be fixed with each service.',
      evidence: '',
      rating: 'Amber',
      answers: [
        {
          rating: 'Green',
          narrative: 'Four of five sessions are held, with 86 staff attending.',
          evidence: 'Attendance lists and evaluation',
        },
        'no-change',
      ],
    },
    {
      ref: '2B iii',
      theme: 'Quality of EHC plans',
      action: 'Co-produce a new EHC plan template with young people, parents and schools',
      lead: 'tom',
      strategic: 'nadia',
      original: { form: 'term', months: 2 },
      progress: 'Working group meets monthly. A draft has been tested with ten families.',
      evidence: 'Working group notes',
      rating: 'Green',
      answers: [
        {
          rating: 'Green',
          narrative: 'Second draft agreed with the PCF. The one-page profile moves to the front.',
        },
        {
          rating: 'Complete',
          narrative: 'The new template is in use for all new plans.',
          evidence: 'Template on the Local Offer; letter of support from the PCF',
        },
      ],
    },
    {
      ref: '2B iv',
      theme: 'Quality of EHC plans',
      action: 'Offer every SENCO training on running person-centred annual reviews',
      lead: 'amara',
      strategic: 'david',
      original: { form: 'month', months: 3 },
      progress: 'Sessions booked for each cluster of schools.',
      evidence: 'Training calendar',
      rating: 'Green',
      answers: [
        'no-change',
        {
          rating: 'Green',
          narrative:
            'SENCOs from 41 schools have attended. Feedback is good; a recording is being made for new starters.',
          evidence: 'Attendance lists',
        },
      ],
    },
    {
      ref: '2B v',
      theme: 'Quality of EHC plans',
      action: 'Replace the social care advice form so that every plan says what support a family can expect',
      lead: 'you',
      strategic: 'nadia',
      original: { form: 'month', months: -1 },
      progress: 'New form drafted. Early help teams have asked for changes.',
      evidence: 'Draft form',
      rating: 'Amber',
      answers: [
        'no-change',
        {
          rating: 'Amber',
          narrative: 'The form is agreed. It cannot be used until the case management system is changed.',
          reason: 'The supplier’s next release was put back.',
          recoveryStep: 'Use a Word version from next month until the system is ready.',
          revisedMonths: 2,
        },
      ],
    },
  ],
};
