import type { SamplePriority } from './sample-types.ts';

export const priority4: SamplePriority = {
  title: '4. Inclusive schools and preparing for adulthood',
  actions: [
    {
      ref: '4A i',
      theme: 'Inclusive mainstream practice',
      action: 'Publish a guide to ordinarily available provision, written with schools and parents',
      lead: 'amara',
      strategic: 'david',
      original: { form: 'short-month', months: -8 },
      progress: 'Guide launched at the SENCO conference and in use in all schools.',
      evidence: 'Published guide; conference feedback',
      rating: 'Complete',
      answers: [null, null],
    },
    {
      ref: '4A ii',
      theme: 'Inclusive mainstream practice',
      action: 'Run a SENCO network that meets every half term and shares good practice between schools',
      lead: 'amara',
      strategic: 'david',
      original: { form: 'words', words: 'Ongoing, reviewed every half term' },
      progress: 'Network meets with good attendance from primary schools.',
      evidence: 'Attendance lists',
      rating: 'Green',
      answers: [
        {
          rating: 'Green',
          narrative: 'Secondary attendance is up after we moved the meeting to a twilight session.',
        },
        'no-change',
      ],
    },
    {
      ref: '4A iii',
      theme: 'Inclusive mainstream practice',
      action: 'Give schools guidance and a helpline for emotionally based school avoidance',
      lead: 'grace',
      strategic: 'david',
      original: { form: 'month', months: 1 },
      progress: 'Guidance published. Helpline opens next term.',
      evidence: 'Guidance',
      rating: 'Green',
      answers: [
        {
          rating: 'Amber',
          narrative: 'The helpline opened but only one session a week can be staffed.',
          reason: 'Psychologists are needed for statutory advice first (see 2A iii).',
          recoveryStep: 'Specialist teachers to share the rota.',
        },
        {
          rating: 'Amber',
          narrative:
            'Specialist teachers joined the rota and there are now two sessions a week. Schools ask for three.',
          reason: 'Demand is higher than expected.',
          recoveryStep: 'Offer a monthly drop-in by video for questions that can wait.',
        },
      ],
    },
    {
      ref: '4A iv',
      theme: 'Inclusive mainstream practice',
      action:
        'Open two additionally resourced provisions for autistic pupils in mainstream secondary schools',
      lead: 'david',
      strategic: 'david',
      original: { form: 'day', months: 0 },
      progress: 'Both schools chosen. Building work has started at one of them.',
      evidence: 'Programme plan',
      rating: 'Amber',
      answers: [
        {
          rating: 'Amber',
          narrative:
            'The first provision is on course to open. Planning permission for the second is awaited.',
          reason: 'The second site needs planning permission for its entrance.',
          recoveryStep: 'Use two rooms in the main building if permission is late.',
        },
        {
          rating: 'Red',
          narrative:
            'The first provision has opened. The second will not open this year: permission was refused.',
          reason: 'The planning application was refused on grounds of access from the road.',
          recoveryStep:
            'Submit a revised scheme with a shared entrance; open in two main-building rooms meanwhile.',
          revisedMonths: 10,
        },
      ],
    },
    {
      ref: '4A v',
      theme: 'Inclusive mainstream practice',
      action: 'Extend mental health support teams to all secondary schools',
      lead: 'siobhan',
      strategic: 'marcus',
      original: { form: 'quarter', months: 1 },
      progress: 'Teams are in place in seven of nine schools.',
      evidence: 'Provider report',
      rating: 'Green',
      answers: [
        {
          rating: 'Amber',
          narrative:
            'Still seven of nine schools: trainees for the last two start a term later than planned.',
          reason: 'The university moved the start of the course.',
          recoveryStep: 'Existing teams to hold one clinic a week in the two schools until then.',
        },
        null,
      ],
    },
    {
      ref: '4B i',
      theme: 'Preparing for adulthood',
      action:
        'Double the number of supported internships, with the council and the hospital as lead employers',
      lead: 'owen',
      strategic: 'marcus',
      original: { form: 'month', months: 6 },
      progress: 'Hospital programme runs for a second year. The council programme is recruiting.',
      evidence: 'Programme report',
      rating: 'Green',
      answers: [
        {
          rating: 'Green',
          narrative: 'The council’s first internships begin next term in libraries and parks.',
        },
        'no-change',
      ],
    },
    {
      ref: '4B ii',
      theme: 'Preparing for adulthood',
      action: 'Agree one transition pathway from children’s to adult health services, starting at 14',
      lead: 'priya',
      strategic: 'marcus',
      original: { form: 'short-month', months: -10 },
      progress: 'No agreed pathway. Adult services have not named a lead.',
      evidence: '',
      rating: 'Red',
      answers: [
        {
          rating: 'Red',
          narrative: 'Adult services have now named a lead, and a first workshop is fixed.',
          reason: 'There was nobody in adult services to agree a pathway with until this month.',
          recoveryStep: 'Workshop with adult services, families and GPs.',
          revisedMonths: 5,
        },
        null,
      ],
    },
    {
      ref: '4B iii',
      theme: 'Preparing for adulthood',
      action: 'Increase the take-up of annual health checks from age 14 to 75%',
      lead: 'joanna',
      strategic: 'marcus',
      original: { form: 'quarter', months: 5 },
      progress: 'Take-up is 61%, up from 48%.',
      evidence: 'Primary care return',
      rating: 'Green',
      answers: [
        {
          rating: 'Green',
          narrative: 'Take-up is 64%. Practices with low take-up have been offered support.',
        },
        {
          rating: 'Green',
          narrative: 'Take-up is 68% and on course. A film made by young people is being shared.',
        },
      ],
    },
    {
      ref: '4B iv',
      theme: 'Preparing for adulthood',
      action: 'Put preparing-for-adulthood outcomes into every plan reviewed from Year 9 on',
      lead: 'tom',
      strategic: 'nadia',
      original: { form: 'term', months: -2 },
      progress: 'Included in most new reviews; earlier plans still lack them.',
      evidence: 'Audit sample',
      rating: 'Amber',
      answers: [
        {
          rating: 'Amber',
          narrative: 'In the audit sample 15 of 20 plans had outcomes in all four areas, up from 11.',
          reason: 'Plans waiting in the annual review backlog have not been updated.',
          recoveryStep: 'The backlog team takes Year 9 and above first.',
        },
        'no-change',
      ],
    },
    {
      ref: '4B v',
      theme: 'Preparing for adulthood',
      action: 'Map post-16 courses and pathways with the colleges and publish them on the Local Offer',
      lead: 'grace',
      strategic: 'david',
      original: { form: 'words', words: 'TBC' },
      progress: '',
      evidence: '',
      rating: '',
      answers: [
        null,
        { rating: 'Green', narrative: 'Both colleges have sent their course lists. Mapping has begun.' },
      ],
    },
  ],
};
