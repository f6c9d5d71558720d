import { readFileSync, writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';

// After a change to an SVG: npx tsx manifest/draw-icons.ts
for (const name of ['color', 'outline']) {
  const svg = readFileSync(new URL(`${name}.svg`, import.meta.url), 'utf8');
  writeFileSync(new URL(`${name}.png`, import.meta.url), new Resvg(svg).render().asPng());
}
