import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import { background, fontFamily } from './look.ts';

const { resolve } = createRequire(import.meta.url);
const fontFiles = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map((name) =>
  resolve(`dejavu-fonts-ttf/ttf/${name}`),
);

/** An SVG as PNG of `times` its own size, with the program's own fonts. */
export async function rasterise(svg: string, times: number): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: times },
    background,
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily, sansSerifFamily: fontFamily },
  });
  return new Uint8Array(image.asPng());
}
