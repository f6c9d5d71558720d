import { basename } from 'node:path';
import type { Command } from 'commander';
import type { LeadDecision } from '../domain/leads/decide-leads.ts';
import { type LeadToMatch, preChosen } from '../domain/leads/match-leads.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { readMatchesFile } from '../plan-files/read-matches-file.ts';
import { readPeopleFile } from '../plan-files/read-people-file.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { confirmLeads } from '../use-cases/leads/confirm-lead.ts';
import { suggestLeads } from '../use-cases/leads/suggest-leads.ts';
import { importPeople } from '../use-cases/people/import-people.ts';
import { listPeople } from '../use-cases/people/list-people.ts';
import { type CliWorld, operator, output, type PlanOption, readBounded, withPlan } from './cli-world.ts';
import { printConfirmed, printSuggestions } from './print-leads.ts';
import { printPeople, printPeopleImport } from './print-people.ts';

interface ConfirmOptions extends PlanOption {
  readonly lead?: string;
  readonly user?: string[];
  readonly organisation?: boolean;
  readonly nobody?: boolean;
  readonly from?: string;
  readonly exact?: boolean;
}

async function decisionsOf({
  lead,
  user,
  organisation,
  nobody,
  from,
}: ConfirmOptions): Promise<readonly LeadDecision[]> {
  const said = [user, organisation, nobody].filter((value) => value !== undefined).length;
  if (from !== undefined) {
    if (lead !== undefined || said > 0)
      throw new Refusal('bad-input', 'Give either --from or --lead, not both.');
    return readMatchesFile(basename(from), await readBounded(from));
  }
  if (lead === undefined)
    throw new Refusal(
      'bad-input',
      'Say which lead: --lead TEXT, --exact for all that fit exactly, or --from FILE.',
    );
  if (said !== 1) {
    throw new Refusal(
      'bad-input',
      'Say who it is with exactly one of --user ID, --organisation and --nobody.',
    );
  }
  if (user !== undefined) return [{ lead, decision: 'people', ids: user }];
  return [{ lead, decision: organisation ? 'organisation' : 'nobody', ids: [] }];
}

/** What the PM says by `--exact`: the choices that the chat's card shows as already made. */
function exactDecisions(leads: readonly LeadToMatch[]): LeadDecision[] {
  return leads.flatMap((lead): LeadDecision[] => {
    const id = lead.confirmed.length > 0 ? null : (preChosen(lead)?.personId ?? null);
    return id === null ? [] : [{ lead: lead.text, decision: 'people', ids: [id] }];
  });
}

/** `people ...`: who is in a plan, and who its leads are. */
export function addPeopleCommands(program: Command, world: CliWorld): void {
  const people = program.command('people').description('who is in a plan, and whom its leads’ names mean');

  withPlan(people.command('import <file>'))
    .description(
      'read a people list: name and e-mail or Entra object id, and initials, aliases, agency, role',
    )
    .action(async (file: string, options: PlanOption) => {
      const planId = parsePlanId(options.plan);
      const read = await readPeopleFile(basename(file), await readBounded(file));
      const { services } = await world.open(null);
      const { unnamed, ...report } = await importPeople(services, operator, planId, read);
      output(world, options, { ...report, warnings: [...read.warnings, ...unnamed] }, printPeopleImport);
    });

  withPlan(people.command('list'))
    .description('the people of a plan, what they lead, and the actions without a confirmed lead')
    .action(async (options: PlanOption) => {
      const { services } = await world.open(null);
      output(world, options, await listPeople(services, operator, parsePlanId(options.plan)), printPeople);
    });

  withPlan(people.command('suggest'))
    .description('every name of a lead in the plan, with whom it may mean; writes nothing')
    .action(async (options: PlanOption) => {
      const { services } = await world.open(null);
      const suggested = await suggestLeads(services, operator, parsePlanId(options.plan));
      const { people: _listed, ...report } = suggested;
      output(world, options, report, printSuggestions);
    });

  withPlan(people.command('confirm'))
    .description('say whom a lead’s name means, for every action that has it now or later')
    .option('--lead <text>', 'the name as the plan writes it')
    .option('--user <id...>', 'a person’s id or Entra object id; the first is the named updater')
    .option('--organisation', 'it names an organisation or team')
    .option('--nobody', 'nobody yet; undoes what was confirmed')
    .option('--exact', 'every name not decided yet that fits one person exactly and nobody else')
    .option('--from <file>', 'a CSV or .xlsx of many: lead, and person (ids, “organisation” or “nobody”)')
    .action(async (options: ConfirmOptions) => {
      const planId = parsePlanId(options.plan);
      const given = options.exact ? null : await decisionsOf(options);
      const { services } = await world.open(null);
      const decisions = given ?? exactDecisions((await suggestLeads(services, operator, planId)).leads);
      output(world, options, await confirmLeads(services, operator, planId, decisions), printConfirmed);
    });
}
