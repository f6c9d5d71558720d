import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { type PictureKind, pictureKinds, pictureTitles } from '../domain/digest/pictures.ts';
import { type PictureFormat, pictureFormats } from '../domain/export/document.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { type MadePicture, makePicture } from '../use-cases/digest/make-picture.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { type CliWorld, operator, output } from './cli-world.ts';
import { type MeetingOption, withMeeting } from './cycle-commands.ts';
import { lines, safeLine } from './print.ts';
import { checkPlace, type OutOptions, writeWhole } from './write-out.ts';

interface PictureOptions extends MeetingOption, OutOptions {
  readonly kind: PictureKind;
}

/** `picture ...`: a picture of the digest's numbers, which are printed beside it. */
export function addPictureCommand(program: Command, world: CliWorld): void {
  withMeeting(program.command('picture'))
    .description('write a picture of the digest’s numbers, and print them as a table')
    .addOption(new Option('--kind <kind>', 'what it shows').choices(pictureKinds).default('ratings-by-board'))
    .requiredOption('--out <file>', 'the file to write; its ending says which: .svg or .png')
    .option('--force', 'replace the file if it is there')
    .action(async (options: PictureOptions) => {
      const planId = parsePlanId(options.plan);
      const { kind, out } = options;
      const format = formatOf(out);
      await checkPlace(options);
      const { services } = await world.open(null);
      const request = { planId, cycleId: options.meeting ?? null, kind, format };
      const { bytes, ...told } = await makePicture(services, operator, request);
      await writeWhole(out, (sink) => new Promise<void>((resolve) => sink.end(bytes, resolve)));
      output(world, options, { ...told, kind, format, bytes: bytes.length, out }, printPicture);
    });
}

const formats = Object.keys(pictureFormats) as PictureFormat[];

function formatOf(file: string): PictureFormat {
  const format = formats.find((one) => extname(file).toLowerCase() === `.${one}`);
  if (format !== undefined) return format;
  throw new Refusal(
    'bad-input',
    `${basename(file)} must end in .svg or .png: the ending says what is written.`,
  );
}

interface WrittenPicture extends Omit<MadePicture, 'bytes'> {
  readonly kind: PictureKind;
  readonly out: string;
}

function printPicture({ kind, planName, out, words, table }: WrittenPicture): string {
  return lines(
    `${pictureTitles[kind]} of ${safeLine(planName)} written to ${out}.`,
    safeLine(words),
    [table.columns, ...table.rows].map((row) => `  ${row.map((cell) => safeLine(String(cell))).join(' | ')}`),
  );
}
