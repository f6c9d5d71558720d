import type { Command } from 'commander';
import type { ActionSelection } from '../domain/plan/select-actions.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { assignLeads } from '../use-cases/leads/assign-leads.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { printAssigned } from './print-leads.ts';

function selectionOf(options: { ref?: string; theme?: string; priority?: string }): ActionSelection {
  const given = [options.ref, options.theme, options.priority].filter((value) => value !== undefined);
  if (given.length !== 1)
    throw new Refusal('bad-input', 'Give exactly one of --ref, --theme and --priority.');
  if (options.ref !== undefined) return { by: 'ref', ref: options.ref };
  if (options.theme !== undefined) return { by: 'theme', text: options.theme };
  return { by: 'priority', text: options.priority ?? '' };
}

/** `assign`: who leads an action, whatever the plan says. */
export function addLeadCommands(program: Command, world: CliWorld): void {
  withPlan(program.command('assign'))
    .description('confirm who leads an action, or all actions of a theme or priority')
    .option('--ref <ref>', 'one action, or a range of them such as "1B i-iii"')
    .option('--theme <text>', 'all actions of a theme')
    .option('--priority <text>', 'all actions of a priority')
    .requiredOption('--lead <name...>', 'responsible lead; the first is the named updater')
    .option('--strategic <name...>', 'strategic lead')
    .option('--all', 'list the actions that have no lead yet too')
    .action(
      async (
        options: PlanOption & {
          ref?: string;
          theme?: string;
          priority?: string;
          lead: string[];
          strategic?: string[];
          all?: boolean;
        },
      ) => {
        const planId = parsePlanId(options.plan);
        const selection = selectionOf(options);
        const { services } = await world.open(null);
        const request = { planId, selection, leads: options.lead, strategic: options.strategic ?? null };
        output(world, options, await assignLeads(services, operator, request), (report) =>
          printAssigned(report, options.all ?? false),
        );
      },
    );
}
