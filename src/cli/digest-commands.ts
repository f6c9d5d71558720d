import { type Command, Option } from 'commander';
import { showDigest } from '../use-cases/digest/show-digest.ts';
import { showLog } from '../use-cases/digest/show-log.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { type MeetingOption, withMeeting } from './cycle-commands.ts';
import { printDigest, printLog } from './print-digest.ts';

interface DigestOptions {
  readonly level?: 'red' | 'amber';
  readonly group?: string;
  readonly about?: string;
}

export function addDigestCommand(program: Command, world: CliWorld): void {
  withMeeting(program.command('digest'))
    .description('the red/amber digest')
    .addOption(new Option('--level <level>', 'only these').choices(['red', 'amber']))
    .option('--group <text>', 'only this theme or priority')
    .option(
      '--about <words>',
      'what you would type after “digest” in chat: overdue, no reply, health, since June',
    )
    .action(async (options: MeetingOption & DigestOptions) => {
      const { services } = await world.open(null);
      const digest = await showDigest(services, operator, {
        planId: parsePlanId(options.plan),
        cycleId: options.meeting ?? null,
        ...(options.about === undefined
          ? { level: options.level ?? null, group: options.group ?? null }
          : { words: [options.level, options.group, options.about].filter(Boolean).join(' ') }),
      });
      output(world, options, digest, printDigest);
    });
}

export function addLogCommand(program: Command, world: CliWorld): void {
  withPlan(program.command('log'))
    .description('who did what and when, newest first')
    .option('--limit <number>', 'how many entries', '50')
    .option('--of <text>', 'of one action or person only: a ref or a name')
    .action(async (options: PlanOption & { limit: string; of?: string }) => {
      const limit = Number(options.limit);
      const planId = parsePlanId(options.plan);
      const { services } = await world.open(null);
      const log = await showLog(services, operator, planId, { limit, of: options.of ?? null });
      output(world, options, log, printLog);
    });
}
