/** What a simulated colleague has to say of one action; `rating` is a label of the sample plan's key. */
export interface CannedReply {
  readonly rating: 'Red' | 'Amber' | 'Green' | 'Complete';
  readonly narrative: string;
  readonly reason?: string;
  readonly recoveryStep?: string;
  readonly evidence?: string;
  /** A new date asked for, as weeks from the day of the reply. */
  readonly revisedWeeks?: number;
}

/** What a simulated colleague says to a question of the chair’s. Invented. */
export const cannedAnswer =
  'Both committees meet in the first week of next month. I shall know the date then, and say it in my update.';

/** First replies by ref; an action that is not named here stays as it was. All invented. */
export const cannedReplies: Readonly<Record<string, CannedReply>> = {
  '1A v': {
    rating: 'Green',
    narrative:
      'The recorded induction is in use: 31 link governors have taken it and all but one school has named theirs.',
  },
  '1B i': {
    rating: 'Green',
    narrative:
      'The post-16 section is written and the whole chapter is out for comment until the end of the month.',
  },
  '1B ii': {
    rating: 'Red',
    narrative:
      'Both finance officers have agreed a formula for costs above the plan. Neither committee has approved it yet.',
    reason: 'The ICB committee was not quorate, so its decision moved by a month.',
    recoveryStep: 'Both chairs have been asked to decide by correspondence; answers are due in two weeks.',
    revisedWeeks: 20,
  },
  '1B v': {
    rating: 'Amber',
    narrative: 'The equipment pilot is costed at £240,000 a year and both finance teams support it.',
    reason: 'It still waits for the joint commissioning strategy.',
    recoveryStep: 'Take the pilot to both committees together with the strategy.',
  },
  '2A iii': {
    rating: 'Amber',
    narrative: 'Advice on time rose again, from 58% to 66%. The fifth associate starts after the holidays.',
    reason: 'The team is still two whole posts short of what demand needs.',
    recoveryStep: 'Interview for the two permanent posts within three weeks.',
  },
  '2A iv': {
    rating: 'Red',
    narrative:
      'Agency cover began and 40 of the 112 late therapy reports have been sent. New requests are on time again.',
    reason: 'Half the therapy posts are still vacant.',
    recoveryStep: 'Clear the rest at fifteen a week; recruitment is shared with the neighbouring trust.',
  },
  '2A v': {
    rating: 'Amber',
    narrative: 'The backlog fell from 341 to 262 with overtime, and every phase-transfer review is done.',
    reason: 'It still falls too slowly to be cleared by the date asked for.',
    recoveryStep:
      'The third officer starts on the first of the month, which adds about thirty reviews a month.',
  },
  '2B ii': {
    rating: 'Complete',
    narrative:
      'The fifth session was held. 104 of 110 health professionals have been trained, the rest have the recording.',
    evidence: 'Attendance list and the audit of 20 pieces of advice, sent to the board secretary',
  },
  '2B iv': {
    rating: 'Green',
    narrative: 'SENCOs from 47 schools have attended and the recording is on the network page.',
  },
  '3A ii': {
    rating: 'Green',
    narrative: 'The group brings its first item, on transport to college, to the coming board.',
  },
  '3A v': {
    rating: 'Green',
    narrative: 'The survey closed with 517 replies, more than last year, after the PCF phoned round.',
  },
  '3B i': {
    rating: 'Amber',
    narrative: 'Nine of the ten first topics are live. Families tested the search and asked for a map.',
    reason: 'The transport topic waits for the new policy.',
    recoveryStep: 'Publish transport with the present policy and mark it as under review.',
  },
  '3B iii': {
    rating: 'Green',
    narrative: 'The third adviser has been appointed and the phone line opens next month.',
  },
  '3B iv': {
    rating: 'Amber',
    narrative: '49 of 52 schools have published their report to the template.',
    reason: 'Three schools have had a change of head teacher this term.',
    recoveryStep: 'Visit the three schools and help them finish before the end of term.',
  },
  '4A ii': {
    rating: 'Green',
    narrative: 'The last meeting had its best attendance so far: 45 of 52 schools, 9 of 9 secondary schools.',
  },
  '4A iii': {
    rating: 'Green',
    narrative: 'The third weekly helpline session has begun and the wait for a call back is under two days.',
  },
  '4A iv': {
    rating: 'Red',
    narrative:
      'Four pupils have started in the two main-building rooms. The revised scheme was submitted last week.',
    reason: 'A new planning decision takes at least eight weeks.',
    recoveryStep: 'Weekly call with the planning officer; order the fittings now so that no time is lost.',
  },
  '4B i': {
    rating: 'Green',
    narrative: 'Six interns have started in libraries and parks, and the hospital has offered five places.',
  },
  '4B ii': {
    rating: 'Amber',
    narrative:
      'The first workshop was held with adult services, and a draft pathway covers seven of ten specialties.',
    reason: 'Three specialties have no adult counterpart that would take over.',
    recoveryStep: 'The chief nurse writes to the three trusts concerned for a decision by the next board.',
  },
  '4B iv': {
    rating: 'Green',
    narrative: '19 of 20 plans in this month’s audit had outcomes in all four areas.',
  },
  '4B v': {
    rating: 'Green',
    narrative: 'Forty of about sixty courses are mapped, and the first page is with students for comment.',
  },
};

/** For a later month, when the first reply has been used up: several for each rating, none tied to an action. */
export const laterReplies: Readonly<Record<CannedReply['rating'], readonly CannedReply[]>> = {
  Red: [
    {
      rating: 'Red',
      narrative: 'Some progress since the last board, but the cause of the delay has not gone away.',
      reason: 'The decision we depend on has not been taken.',
      recoveryStep: 'Raised with both chief officers; an answer is promised before the next board.',
    },
    {
      rating: 'Amber',
      narrative: 'The decision was taken, and work has started again with a new timetable.',
      reason: 'Three months were lost while we waited.',
      recoveryStep: 'Work to the new timetable, with a check every fortnight.',
      revisedWeeks: 26,
    },
  ],
  Amber: [
    {
      rating: 'Green',
      narrative: 'The step we promised last time is done, and this is back on track.',
    },
    {
      rating: 'Amber',
      narrative: 'Moving, but slower than planned: two of the four tasks are finished.',
      reason: 'The people needed were on other work for half of the month.',
      recoveryStep: 'One person has been freed for two days a week until it is done.',
    },
  ],
  Green: [
    { rating: 'Green', narrative: 'On track. The work planned for this month is finished.' },
    { rating: 'Green', narrative: 'Going as planned, and what we hear from families is good.' },
  ],
  Complete: [
    {
      rating: 'Complete',
      narrative: 'Finished, and now part of everyday work.',
      evidence: 'Reported to the partnership group; minutes are with the board secretary',
    },
  ],
};
