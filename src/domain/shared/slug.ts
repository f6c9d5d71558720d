/** Lower-case letters, digits and hyphens for an id, made of a name: `Siân O'Hara` -> `sian-o-hara`; '' where none is left. */
export function slugOf(name: string, longest: number): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, longest + 1)
    .replaceAll(/^-|-$/gu, '')
    .slice(0, longest)
    .replace(/-$/u, '');
}
