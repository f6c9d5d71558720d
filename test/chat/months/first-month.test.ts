import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleTracker } from '../../../src/demo/sample/sample-plan.ts';
import { isOpen } from '../../../src/domain/plan/action-rules.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { answerAll, fillForm } from '../../support/answer-all.ts';
import { eventually } from '../../support/eventually.ts';
import { type FileHost, sendFiles, startFileHost } from '../../support/file-host.ts';
import { type CardJson, cardButtons, cardBytes, cardInputs, cardText } from '../../support/read-card.ts';
import { readPages } from '../../support/read-pages.ts';
import { needsRealPlans, readRealPlan } from '../../support/real-plans.ts';
import { cardOf, type TestPerson } from '../../support/test-person.ts';
import { startWorld, type TestWorld, testTenant } from '../../support/test-world.ts';

const realTracker = 'newcastle-tracker-2019-10.xlsx';
const planId = 'board-plan';
const teamId = '19:board@thread.tacv2';
const idOf = (number: number) => `d3000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const addressOf = (name: string) => `${name.toLowerCase().replaceAll(' ', '.')}@wexcombe.example`;

interface Month {
  readonly title: string;
  readonly needs: ReturnType<typeof needsRealPlans>;
  readonly fileName: string;
  readonly tracker: () => Buffer;
  readonly at: string;
  readonly board: string;
  /** As the calendar writes the day of the meeting. */
  readonly boardWords: string;
}

const sampleMonth: Month = {
  title: 'on the sample tracker',
  needs: {},
  fileName: 'tracker.csv',
  tracker: () => Buffer.from(sampleTracker(Temporal.PlainDate.from('2026-11-02'))),
  at: '2026-11-02T09:00:00Z',
  board: '2026-12-16',
  boardWords: '16 December 2026',
};
const realMonth: Month = {
  title: 'on a real tracker',
  needs: needsRealPlans(realTracker),
  fileName: 'tracker.xlsx',
  tracker: () => readRealPlan(realTracker),
  at: '2019-10-21T09:00:00Z',
  board: '2019-12-11',
  boardWords: '11 December 2019',
};

const leadNames = [
  'Ana Holt',
  'Ben Croft',
  'Cara Day',
  'Dee Marsh',
  'Eli Frost',
  'Fay Lund',
  'Gus Pike',
  'Hal Rowe',
];
const people = ['Robin Ashdown', 'Kim Vale', ...leadNames].map((name, number) => ({
  name,
  userId: idOf(number),
}));

for (const month of [sampleMonth, realMonth]) {
  describe(
    `a project manager’s first month in chat alone, from an empty storage, ${month.title}`,
    month.needs,
    () => {
      let world: TestWorld;
      let host: FileHost;
      const chat = new Map<string, TestPerson>();
      const person = (name: string): TestPerson => {
        const found = chat.get(name);
        if (!found) throw new Error(`Nobody is called ${name}.`);
        return found;
      };
      const pm = () => person('Robin Ashdown');
      const leads = () => leadNames.map(person);
      const store = () => world.app.services.store;
      const goTo = async (day: string, time = '10:00') => {
        const instant = Temporal.PlainDate.from(day).toZonedDateTime({
          timeZone: 'Europe/London',
          plainTime: time,
        });
        world.clock.advance(world.clock.now().until(instant.toInstant()));
        await world.app.runDueOnce();
      };
      const press = async (card: CardJson, button: string, inputs: Record<string, unknown> = {}) =>
        cardOf(await pm().taps(card, button, inputs));
      const cycle = async () => {
        const stored = await store().readCycle(planId, month.board);
        if (!stored) throw new Error('The cycle is not open.');
        return stored.value;
      };

      beforeAll(async () => {
        const env = { FIRST_PROJECT_MANAGERS: addressOf('Robin Ashdown') };
        world = await startWorld({ serving: true, at: month.at, env });
        host = await startFileHost();
        for (const one of people) {
          const made = world.person(one);
          chat.set(one.name, made);
          world.teams.setMember(made.conversationId, {
            id: `29:${one.userId}`,
            name: one.name,
            aadObjectId: one.userId,
            email: addressOf(one.name),
          });
        }
        await pm().installs();
        // Half of the leads never say a word to the bot before it writes to them.
        for (const name of leadNames.slice(0, 4)) await person(name).installs();
      });
      afterAll(async () => {
        await world.close();
        await host.close();
      });

      it('imports the first plan from the tracker that is sent', async () => {
        const tracker = month.tracker();
        const preview = await sendFiles(pm(), `import as ${planId} Board plan`, [
          { name: month.fileName, url: host.keep(tracker) },
        ]);
        const done = await press(preview, 'Import');
        expect(cardText(done)).toContain('You are its project manager');
        expect(cardButtons(done).map(({ title }) => title)).toContain('Add people');
        const imported = await readPlanFile(month.fileName, tracker);
        expect(await store().listActions(planId)).toHaveLength(imported.actions.length);
      });

      it('takes the people as names and e-mail addresses, and finds them where they are', async () => {
        const team = people.map(({ name, userId }) => ({
          id: `29:${userId}`,
          name,
          aadObjectId: userId,
          email: addressOf(name),
        }));
        world.teams.addTeam(teamId, [{ id: '28:board-actions', name: 'Board Actions' }, ...team]);
        await pm().posts({
          type: 'conversationUpdate',
          membersAdded: [{ id: '28:board-actions' }],
          conversation: { id: teamId, conversationType: 'channel', isGroup: true, tenantId: testTenant },
          channelData: { team: { id: teamId }, tenant: { id: testTenant }, eventType: 'teamMemberAdded' },
        });
        const form = await press(await pm().says('people'), 'Add people');
        const list = [
          `Kim Vale, ${addressOf('Kim Vale')}, Council, chair`,
          ...leadNames.map((name, at) => `${name}, ${addressOf(name)}, Agency ${at % 3}, lead`),
        ].join('\n');
        const preview = await press(form, 'Preview', { people: list });
        expect(cardText(preview)).toContain('9 added');
        await press(preview, 'Save');
        const stored = (await store().listPeople(planId)).map(({ value }) => value);
        expect(stored.map(({ name }) => name).toSorted()).toEqual(people.map(({ name }) => name).toSorted());
        for (const one of stored) expect(one.userId, one.name).not.toBeNull();
        expect(cardText(await pm().says('people'))).toContain('found by e-mail');
      });

      it('says who leads what, and how much is left', async () => {
        const open = (await store().listActions(planId)).map(({ value }) => value).filter(isOpen);
        const shares = leadNames.map((name, at) => ({
          name,
          refs: open.filter((_, number) => number % leadNames.length === at).map(({ ref }) => ref),
        }));
        for (const [at, { name, refs }] of shares.entries()) {
          const card = await pm().says(`assign ${refs.join(', ')} to ${name}`);
          const yes = cardButtons(card).find(({ title }) => title.startsWith('Yes, change'));
          const done = cardText(yes ? await press(card, yes.title) : card);
          expect(done).toContain(`now led by ${name}`);
          const left = shares.slice(at + 1).reduce((sum, share) => sum + share.refs.length, 0);
          expect(done).toContain(
            left === 0 ? 'Every open action has a lead.' : `${left} of ${open.length} open actions ha`,
          );
        }
      });

      it('puts the board into the calendar, and asks every lead once when the day comes', async () => {
        const form = await press(await pm().says('schedule'), 'Add meetings');
        const preview = await press(form, 'Preview', { dates: month.boardWords });
        expect(cardText(preview)).toContain('Add 1 meeting?');
        expect(cardText(await press(preview, 'Save'))).toContain('1 meeting added');
        const planned = await store().readMeeting(planId, month.board);
        for (const lead of leads()) expect(lead.prompts(), lead.name).toEqual([]);
        await goTo(planned?.value.dates.opens ?? '');
        await eventually(() => {
          for (const lead of leads()) expect(lead.prompts(), lead.name).toHaveLength(1);
        });
        await world.app.runDueOnce();
        for (const lead of leads()) expect(lead.prompts(), lead.name).toHaveLength(1);
      });

      it('takes replies, and reminds only who is silent', async () => {
        const repliers = leads().filter((_, at) => at % 4 !== 3);
        for (const lead of repliers) {
          await answerAll(lead, lead.prompts()[0] ?? {}, { rating: 'Green', narrative: 'Begun this month.' });
        }
        expect(cardText(await pm().says('status'))).toMatch(/\d+ of \d+ actions answered/);
        const before = leads().map((lead) => lead.prompts().length);
        await goTo((await cycle()).reminders[0] ?? '');
        await eventually(() => {
          leads().forEach((lead, at) => {
            expect(lead.prompts().length - (before[at] ?? 0), lead.name).toBe(at % 4 === 3 ? 1 : 0);
          });
        });
      });

      it('freezes by itself, and the digest of the frozen paper names who did not reply', async () => {
        const [late] = leads();
        await goTo((await cycle()).freezes ?? '', '17:00');
        await eventually(async () => expect((await cycle()).state).toBe('frozen'));
        const pages = await readPages(pm(), 'digest');
        for (const page of pages) expect(cardBytes(page)).toBeLessThan(80_000);
        const text = pages.map(cardText).join('\n');
        expect(text).toContain('frozen');
        expect(text).toMatch(/No reply/);
        const chair = person('Kim Vale');
        await chair.installs();
        expect(cardText(await chair.says('digest'))).toContain('frozen');
        const card = (await late?.says('my actions')) ?? {};
        const update = cardButtons(card).find(({ title }) => title === 'Change' || title === 'Update');
        const ref = update?.tooltip.replace(/^(Change|Update) /u, '') ?? '';
        const typed = { rating: 'Green', narrative: 'One thing more, after the paper.' };
        const receipt = await fillForm(late ?? pm(), card, ref, typed);
        expect(cardText(receipt)).toMatch(/saved.* as a late change/i);
        expect(cardText(await pm().says('late changes'))).toContain('One thing more, after the paper.');
      });

      it('decides, words and signs off, and the log tells it all in sentences', async () => {
        expect(cardText(await pm().says('decisions'))).not.toBe('');
        const [action] = (await store().listActions(planId)).map(({ value }) => value);
        const form = await pm().says(`wording ${action?.ref ?? ''}`);
        expect(cardInputs(form)).not.toEqual([]);
        const asked = await pm().says('sign off');
        const button = cardButtons(asked).find(({ title }) => /sign off/i.test(title));
        if (button) await press(asked, button.title);
        const signed = await cycle();
        expect(signed.signedOff ?? null).not.toBeNull();
        expect(cardText(await pm().says('log'))).toContain('signed off the cycle');
      });

      it('gives the register as a file, which imports again to the same', async () => {
        const before = pm().messages().length;
        await pm().posts({ type: 'message', text: 'export' });
        const offered = pm()
          .messages()
          .slice(before)
          .flatMap(({ id, files }) => files.map((file) => ({ id, file })))[0];
        if (!offered) throw new Error('No file was offered.');
        const session = host.session();
        await pm().posts({
          type: 'invoke',
          name: 'fileConsent/invoke',
          replyToId: offered.id,
          value: {
            type: 'fileUpload',
            action: 'accept',
            context: offered.file.content['acceptContext'],
            uploadInfo: {
              uploadUrl: session.url,
              contentUrl: 'http://127.0.0.1:9/Documents/file',
              name: offered.file.name,
              uniqueId: randomUUID(),
              fileType: 'xlsx',
            },
          },
        });
        const put = await eventually(() => {
          const [first] = session.puts();
          if (!first) throw new Error('Nothing has been put yet.');
          return first;
        });
        const again = await readPlanFile(offered.file.name, Buffer.from(put.bytes));
        const stored = (await store().listActions(planId)).map(({ value }) => value.ref);
        expect(again.actions.map(({ ref }) => ref)).toEqual(stored);
      });
    },
  );
}
