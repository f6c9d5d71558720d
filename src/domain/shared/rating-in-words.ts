import type { Rating } from './rating.ts';

/** The plan's own label, with the colour it stands for where the label does not say so itself: `Behind (red)`, `Red`. */
export function ratingInWords({ label, level }: Rating): string {
  if (label === '') return 'Not rated yet';
  const saysSo = new RegExp(`\\b${level}d?\\b`, 'i').test(label);
  return level === 'none' || saysSo ? label : `${label} (${level})`;
}
