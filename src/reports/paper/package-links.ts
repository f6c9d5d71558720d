import type { Relationship } from '../../office/office-package.ts';
import { type DocumentParts, encode, escapeXml } from './document-parts.ts';
import type { PaperTemplate } from './paper-template.ts';
import { spansInside, spanTree } from './xml-spans.ts';

export const officeTypes = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
export const coreType =
  'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
export const coreProperties = 'docProps/core.xml';

/** Adds the template's parts that something kept points to, and forgets what the others point to. */
export function keepReachable(
  parts: DocumentParts,
  links: Map<string, Relationship[]>,
  template: PaperTemplate,
  main: string,
): void {
  const seen = new Set<string>();
  const visit = (part: string) => {
    if (seen.has(part)) return;
    seen.add(part);
    const content = template.parts.get(part);
    if (!parts.has(part) && content !== undefined) parts.set(part, content);
    for (const { target, external } of links.get(part) ?? []) if (!external) visit(target);
  };
  visit(main);
  for (const part of [...links.keys()]) if (!seen.has(part)) links.delete(part);
}

export function relationshipsOf(xml: string): Pick<Relationship, 'id' | 'type' | 'target'>[] {
  return spansInside(spanTree(xml), 'Relationship').map(({ attributes }) => ({
    id: attributes['Id'] ?? '',
    type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
    target: attributes['Target'] ?? '',
  }));
}

export function officeLink(id: string, type: string, target: string): Relationship {
  return { id, type, typeName: `${officeTypes}/${type}`, target, external: false };
}

export function writeLinks(parts: DocumentParts, links: ReadonlyMap<string, readonly Relationship[]>): void {
  for (const [part, all] of links) {
    const at = part.lastIndexOf('/') + 1;
    const lines = all
      .filter(({ target, external }) => external || parts.has(target))
      .map(({ id, typeName, target, external }) => {
        const mode = external ? ' TargetMode="External"' : '';
        return `<Relationship Id="${escapeXml(id)}" Type="${escapeXml(typeName)}" Target="${escapeXml(external ? target : `/${target}`)}"${mode}/>`;
      });
    parts.set(
      `${part.slice(0, at)}_rels/${part.slice(at)}.rels`,
      encode(
        `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`,
      ),
    );
  }
}

/** What kind each part is: as the template says, a document where it was a template, and the parts that are new. */
export function contentTypes(
  theirs: string,
  parts: DocumentParts,
  {
    main,
    stylesPart,
    numberingPart,
    footer,
  }: { main: string; stylesPart: string; numberingPart: string; footer: string | null },
): string {
  const root = spanTree(theirs);
  const said = new Map(
    spansInside(root, 'Override').map(({ attributes }) => [
      (attributes['PartName'] ?? '').slice(1),
      attributes['ContentType'] ?? '',
    ]),
  );
  said.set(main, `${wordTypes}.document.main+xml`);
  said.set(stylesPart, `${wordTypes}.styles+xml`);
  said.set(numberingPart, `${wordTypes}.numbering+xml`);
  said.set('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml');
  said.set('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml');
  if (footer !== null) said.set(footer, `${wordTypes}.footer+xml`);
  const defaults = new Map(
    spansInside(root, 'Default').map(({ attributes }) => [
      (attributes['Extension'] ?? '').toLowerCase(),
      attributes['ContentType'] ?? '',
    ]),
  );
  defaults.set('png', 'image/png');
  defaults.set('rels', 'application/vnd.openxmlformats-package.relationships+xml');
  defaults.set('xml', defaults.get('xml') ?? 'application/xml');
  return [
    `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    ...[...defaults].map(
      ([ending, type]) => `<Default Extension="${escapeXml(ending)}" ContentType="${escapeXml(type)}"/>`,
    ),
    ...[...said]
      .filter(([name]) => parts.has(name))
      .map(([name, type]) => `<Override PartName="/${escapeXml(name)}" ContentType="${escapeXml(type)}"/>`),
    '</Types>',
  ].join('');
}
