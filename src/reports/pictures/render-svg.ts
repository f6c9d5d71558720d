import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { pictureWords } from '../../domain/digest/picture-words.ts';
import type { Picture } from '../../domain/digest/pictures.ts';
import { layMovements, laySlippage } from './bars.ts';
import { layBurnUp } from './burn-up.ts';
import type { Drawing, DrawnPicture, Frame } from './layout.ts';
import { layBoards, layThemes } from './ratings.ts';
import { clean } from './text.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer]);

function layOut(picture: Picture, frame: Frame): Drawing {
  switch (picture.kind) {
    case 'ratings-by-board':
      return layBoards(picture, frame);
    case 'ratings-by-theme':
      return layThemes(picture, frame);
    case 'burn-up':
      return layBurnUp(picture, frame);
    case 'movements':
      return layMovements(picture, frame);
    case 'slippage':
      return laySlippage(picture, frame);
  }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/**
 * What the library leaves in for a page that somebody points at, and the running number it gives to each chart, are taken
 * out: the same numbers make the same bytes. Texts hold no quotation mark, which is escaped, so nobody's words are touched.
 */
function still(svg: string): string {
  return svg
    .replace(/<style ?>[\s\S]*?<\/style>\s*/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/(?<=id="|"url\(#)zr\d+-/g, '');
}

/** Draws a picture; see `drawPicture`, which loads this when it is asked for. */
export function renderSvg(picture: Picture, frame: Frame): DrawnPicture {
  const { width, height, option } = layOut(picture, frame);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    const words = escapeXml(clean(pictureWords(picture)));
    const svg = still(chart.renderToSVGString()).replace(
      /<svg [^>]*>/,
      (start) => `${start.slice(0, -1)} role="img"><title>${words}</title>`,
    );
    return { svg, width, height };
  } finally {
    chart.dispose();
  }
}
