/** An upright page in twips (twentieths of a point), as a section of a document has it. */
export interface PageShape {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A4 with margins of two centimetres. */
export const plainPage: PageShape = {
  width: 11_906,
  height: 16_838,
  left: 1_134,
  right: 1_134,
  top: 1_134,
  bottom: 1_134,
};

/** How wide text may be on the page, upright or on its side. */
export function textWidth({ width, height, left, right }: PageShape, isLandscape: boolean): number {
  return (isLandscape ? height : width) - left - right;
}
