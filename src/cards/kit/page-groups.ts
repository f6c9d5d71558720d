/** Groups in pages of at most `most` groups and `room` of what `sizeOf` counts, in order; always at least one page. */
export function pageGroups<T>(
  groups: readonly T[],
  sizeOf: (group: T) => number,
  most: number,
  room: number,
): T[][] {
  const pages: T[][] = [[]];
  let used = 0;
  for (const group of groups) {
    const size = sizeOf(group);
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (page.length >= most || used + size > room)) {
      pages.push([group]);
      used = size;
    } else {
      page.push(group);
      used += size;
    }
  }
  return pages;
}
