import { writeFileSync } from 'node:fs';
import { exampleFiles } from './examples.ts';

for (const [name, content] of Object.entries(exampleFiles())) {
  writeFileSync(new URL(name, import.meta.url), content);
}
