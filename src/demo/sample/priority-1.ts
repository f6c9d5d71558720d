import type { SamplePriority } from './sample-types.ts';

export const priority1: SamplePriority = {
  title: '1. Leadership, governance and joint commissioning',
  actions: [
    {
      ref: '1A i',
      theme: 'Governance and accountability',
      action:
        'Agree terms of reference, membership and a twelve-month forward plan for the SEND Improvement Board',
      lead: 'you',
      strategic: 'nadia',
      original: { form: 'month', months: -9 },
      progress: 'Terms of reference agreed by all partners. Forward plan is a standing item.',
      evidence: 'Board minutes; terms of reference published on the Local Offer',
      rating: 'Complete',
      answers: [null, null],
    },
    {
      ref: '1A ii',
      theme: 'Governance and accountability',
      action:
        'Publish one performance dashboard covering education, health and social care measures, and take it to every board',
      lead: 'you',
      strategic: 'nadia',
      original: { form: 'short-month', months: -2 },
      progress:
        'Education measures are in place. Health and social care data are still sent as separate reports.',
      evidence: '',
      rating: 'Amber',
      answers: [
        {
          rating: 'Amber',
          narrative:
            'The ICB has agreed which twelve measures it will supply each month. Social care measures are defined but not yet automated.',
          reason: 'The data-sharing agreement took longer to sign than planned.',
          recoveryStep: 'First combined dashboard to be tested with the board before the next meeting.',
        },
        {
          rating: 'Green',
          narrative:
            'The first combined dashboard went to the board and was well received. Two measures need a clearer definition.',
        },
      ],
    },
    {
      ref: '1A iii',
      theme: 'Governance and accountability',
      action:
        'Hold a quarterly assurance visit by senior leaders and parent carer forum (PCF) representatives to the SEND teams',
      lead: 'nadia',
      strategic: 'nadia',
      original: { form: 'words', words: 'Quarterly' },
      progress: 'Two visits held. Written feedback is shared with teams within a fortnight.',
      evidence: 'Visit reports',
      rating: 'Green',
      answers: ['no-change', 'no-change'],
    },
    {
      ref: '1A iv',
      theme: 'Governance and accountability',
      action: 'Keep a shared risk register for the partnership and review it at each board',
      lead: 'you',
      strategic: 'nadia',
      original: { form: 'words', words: 'Ongoing' },
      progress: 'Register in place with owners named for all risks.',
      evidence: 'Risk register',
      rating: 'Green',
      answers: [
        {
          rating: 'Green',
          narrative: 'Register reviewed. The risk about therapy vacancies was raised to high.',
          evidence: 'Risk register, latest version in the board papers',
        },
        'no-change',
      ],
    },
    {
      ref: '1A v',
      theme: 'Governance and accountability',
      action: 'Name a SEND link governor in every school and offer each an induction',
      lead: 'david',
      strategic: 'david',
      original: { form: 'term', months: 1 },
      progress: 'Link governors named in nearly all schools. Induction materials drafted.',
      evidence: 'Governor services returns',
      rating: 'Green',
      answers: [
        'no-change',
        {
          rating: 'Amber',
          narrative:
            'All but four schools have named a link governor. Take-up of the induction sessions is lower than we hoped.',
          reason:
            'Evening sessions clashed with other governor training and only a third of places were used.',
          recoveryStep: 'Record a one-hour session that governors can take in their own time.',
        },
      ],
    },
    {
      ref: '1B i',
      theme: 'Joint commissioning',
      action:
        'Refresh the SEND chapter of the joint strategic needs assessment (JSNA) so that commissioning rests on current need',
      lead: 'owen',
      strategic: 'marcus',
      original: { form: 'month', months: -7 },
      progress: 'Scoping paper agreed. No analyst could be released and the work has not started.',
      evidence: '',
      rating: 'Red',
      answers: [
        {
          rating: 'Amber',
          narrative:
            'A public health analyst has been seconded for two days a week. Data from schools and therapies have been requested.',
          reason: 'The work started late because there was no analyst.',
          recoveryStep: 'First draft of the chapter to go to the joint commissioning group.',
          revisedMonths: 3,
        },
        {
          rating: 'Amber',
          narrative:
            'Data received from all providers but one. The draft covers need by age and area; the section on post-16 is still to be written.',
          reason: 'One provider could not supply data in the form we asked for.',
          recoveryStep: 'Accept a summary return from that provider so that the draft is not held up.',
        },
      ],
    },
    {
      ref: '1B ii',
      theme: 'Joint commissioning',
      action:
        'Agree a joint commissioning strategy between the council and the ICB, with a shared action plan',
      lead: 'owen',
      strategic: 'marcus',
      original: { form: 'short-month', months: -4 },
      progress: 'Draft strategy written. Awaiting sign-off through two governance routes.',
      evidence: 'Draft strategy',
      rating: 'Amber',
      answers: [
        {
          rating: 'Red',
          narrative:
            'The draft was not approved. The ICB asked for the financial section to be rewritten, and its committee does not meet again for two months.',
          reason: 'The two organisations have not agreed how costs above the plan would be shared.',
          recoveryStep: 'Finance leads to meet with a proposal for sharing costs before papers are due.',
          revisedMonths: 4,
        },
        {
          rating: 'Red',
          narrative:
            'Finance leads have met twice. A proposal for sharing costs is with both chief finance officers; no decision yet.',
          reason: 'No agreement yet on sharing costs above the plan.',
          recoveryStep: 'Ask the chairs of both committees to take the decision by correspondence.',
        },
      ],
    },
    {
      ref: '1B iii',
      theme: 'Joint commissioning',
      action:
        'Recommission speech and language therapy and occupational therapy under a single specification, including provision named in EHC plans',
      lead: 'joanna',
      strategic: 'marcus',
      original: { form: 'quarter', months: -5 },
      progress: 'Specification drafted with families and schools. The procurement timetable has slipped.',
      evidence: 'Notes of two co-design workshops',
      rating: 'Red',
      answers: [
        {
          rating: 'Red',
          narrative:
            'The current contract has been extended for six months so that there is no gap in provision. The tender could not be issued this quarter.',
          reason: 'The budget for the new contract has not been confirmed.',
          recoveryStep: 'Budget to be settled as part of the joint commissioning strategy (see 1B ii).',
          revisedMonths: 7,
        },
        {
          rating: 'Red',
          narrative:
            'Still waiting for the budget. A market engagement event drew nine providers and the specification has been shortened as a result.',
          reason: 'The tender cannot be issued until the joint budget is agreed.',
          recoveryStep:
            'Prepare all tender documents now so that the tender can open within a week of a decision.',
        },
      ],
    },
    {
      ref: '1B iv',
      theme: 'Joint commissioning',
      action: 'Publish waiting times for each therapy service every month on the Local Offer',
      lead: 'joanna',
      strategic: 'marcus',
      original: { form: 'month', months: -1 },
      progress: 'Speech and language waiting times are published. Other services to follow.',
      evidence: 'Local Offer page',
      rating: 'Amber',
      answers: [
        {
          rating: 'Amber',
          narrative:
            'Occupational therapy waiting times were added this month. Physiotherapy is not yet included.',
          reason: 'The physiotherapy system counts waits in a different way.',
          recoveryStep: 'Agree one definition of a wait with the provider.',
        },
        {
          rating: 'Amber',
          narrative:
            'All three services now report, but families told us that averages hide the longest waits. We will publish those too.',
          reason: 'The figures are published but do not yet answer what families ask.',
          recoveryStep: 'Add the longest wait and the share over eighteen weeks to the page.',
        },
      ],
    },
    {
      ref: '1B v',
      theme: 'Joint commissioning',
      action: 'Decide whether to pool budgets for jointly funded packages under a section 75 agreement',
      lead: 'marcus',
      strategic: 'marcus',
      original: { form: 'term', months: 0 },
      progress: 'Options paper in draft.',
      evidence: '',
      rating: 'Amber',
      answers: [
        'no-change',
        {
          rating: 'Amber',
          narrative:
            'The options paper has been to both finance teams. A smaller pilot is now the preferred option.',
          reason: 'A full pooled budget needs the joint commissioning strategy to be in place first.',
          recoveryStep: 'Bring a proposal for a pilot covering equipment only.',
        },
      ],
    },
  ],
};
