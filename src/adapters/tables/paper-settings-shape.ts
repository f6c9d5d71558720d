import { z } from 'zod';
import {
  type FrontSheetField,
  frontSheetNames,
  type PaperSettings,
  paperFormNames,
  paperSectionNames,
  standardPaper,
} from '../../domain/plan/paper-settings.ts';

export const frontSheetShape = z.partialRecord(
  z.enum(frontSheetNames as [FrontSheetField, ...FrontSheetField[]]),
  z.string(),
);

const settings = z.object({
  form: z.enum(paperFormNames),
  sections: z.array(z.enum(paperSectionNames as [(typeof paperSectionNames)[number]])).nullable(),
  frontSheet: frontSheetShape,
  hideNumbers: z.array(z.string()),
  template: z
    .object({ id: z.string(), fileName: z.string(), size: z.number(), by: z.string(), at: z.string() })
    .nullable(),
});

/** Settings of the paper as a plan's row holds them; one that came later has its standard value. Throws an `Error` for another shape. */
export function parsePaperSettings(value: unknown): PaperSettings {
  return settings.parse({ ...standardPaper, ...(typeof value === 'object' ? value : {}) });
}
