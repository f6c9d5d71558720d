import type { RatingLevel } from './rating.ts';

/** How files show a level: the word for its colour, and the fill with the text upon it (`RRGGBB`), whose contrast is at least 4.5:1. */
export const ratingColours: Readonly<
  Record<RatingLevel, { readonly word: string; readonly fill: string; readonly text: string }>
> = {
  red: { word: 'Red', fill: 'C00000', text: 'FFFFFF' },
  amber: { word: 'Amber', fill: 'FFC000', text: '000000' },
  green: { word: 'Green', fill: '92D050', text: '000000' },
  complete: { word: 'Blue', fill: '0B5394', text: 'FFFFFF' },
  none: { word: 'Grey', fill: 'D9D9D9', text: '000000' },
};
