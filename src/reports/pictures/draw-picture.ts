import type { Picture } from '../../domain/digest/pictures.ts';
import type { DrawnPicture, Frame } from './layout.ts';

/**
 * A picture as SVG, with its words as title for who does not see it; the same picture gives the same bytes. The chart library
 * is loaded with the first one, since most processes draw none.
 */
export async function drawPicture(picture: Picture, frame: Frame): Promise<DrawnPicture> {
  const { renderSvg } = await import('./render-svg.ts');
  return renderSvg(picture, frame);
}

export interface PngPicture {
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * The same as PNG, in the program's own fonts: a machine without any draws the same. `times` as many pixels as the SVG has
 * units: a whole number, which keeps patterns sharp and the file small.
 */
export async function drawPng(picture: Picture, frame: Frame, times: 1 | 2 | 3): Promise<PngPicture> {
  const [{ svg, width, height }, { rasterise }] = await Promise.all([
    drawPicture(picture, frame),
    import('./rasterise.ts'),
  ]);
  return { bytes: await rasterise(svg, times), width: width * times, height: height * times };
}
