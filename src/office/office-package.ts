import { type Archive, type ArchiveLimits, openArchive } from './open-archive.ts';
import { type Attributes, readXml } from './read-xml.ts';

/** An Office file opened far enough to tell what it is. */
export interface OfficePackage {
  readonly kind: OfficeKind;
  /** The part that names all others: a workbook, or a document's text. */
  readonly mainPart: string;
  readonly archive: Archive;
}

export type OfficeKind = 'word' | 'excel' | 'excel-binary' | 'presentation' | 'open-document' | 'other';

/** A part that another part points to. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`, `hyperlink`. */
  readonly type: string;
  /** Its type in full, as written. */
  readonly typeName: string;
  /** The part's name in the package; of an external one the address as written. */
  readonly target: string;
  readonly external: boolean;
}

const mainContents: ReadonlyArray<{ kind: OfficeKind; type: RegExp }> = [
  { kind: 'word', type: /(wordprocessingml|ms-word)\.(document|template)(\.main|\.macroenabled)/i },
  { kind: 'excel-binary', type: /ms-excel\.sheet\.binary/i },
  { kind: 'excel', type: /(spreadsheetml|ms-excel)\.(sheet|template|addin)(\.main|\.macroenabled)/i },
  { kind: 'presentation', type: /(presentationml|ms-powerpoint)\.(presentation|slideshow|template)/i },
];

const usualParts: ReadonlyArray<{ kind: OfficeKind; part: string }> = [
  { kind: 'word', part: 'word/document.xml' },
  { kind: 'excel', part: 'xl/workbook.xml' },
  { kind: 'excel-binary', part: 'xl/workbook.bin' },
  { kind: 'presentation', part: 'ppt/presentation.xml' },
];

/**
 * Opens a zip package and tells its kind by the content type it declares, or by its usual parts where it
 * declares none. Throws Refusal('file-unreadable').
 */
export async function openOfficePackage(
  file: string,
  bytes: Uint8Array,
  limits: ArchiveLimits,
): Promise<OfficePackage> {
  const archive = await openArchive(file, bytes, limits);
  const mimetype = new TextDecoder().decode((await archive.read('mimetype'))?.subarray(0, 200));
  if (mimetype.startsWith('application/vnd.oasis.opendocument')) {
    return { kind: 'open-document', mainPart: 'content.xml', archive };
  }
  const types = await readContentTypes(file, archive);
  const main = (await readRelationships(file, archive, '')).find(({ type }) => type === 'officeDocument');
  const declared = main === undefined ? '' : (types.get(main.target.toLowerCase()) ?? '');
  const known = mainContents.find(({ type }) => type.test(declared));
  if (main !== undefined && known !== undefined) {
    return { kind: known.kind, mainPart: main.target, archive };
  }
  const names = new Set(archive.names.map((name) => name.toLowerCase()));
  const usual = usualParts.find(({ part }) => names.has(part));
  return { kind: usual?.kind ?? 'other', mainPart: usual?.part ?? '', archive };
}

/** Where the given part points to; '' for the package as a whole. None when it has no list of them. */
export async function readRelationships(
  file: string,
  archive: Archive,
  part: string,
): Promise<Relationship[]> {
  const at = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, at);
  const found: Relationship[] = [];
  const rels = { part: `${folder}_rels/${part.slice(at)}.rels`, name: 'Relationship' };
  await readTags(file, archive, rels, (attributes) => {
    const external = attributes['TargetMode'] === 'External';
    const target = attributes['Target'] ?? '';
    found.push({
      id: attributes['Id'] ?? '',
      type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
      typeName: attributes['Type'] ?? '',
      target: external ? target : partName(folder, target),
      external,
    });
  });
  return found;
}

/** Content types by lower-case part name, of the parts that are given one by name. */
async function readContentTypes(file: string, archive: Archive): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  const overrides = { part: '[Content_Types].xml', name: 'Override' };
  await readTags(file, archive, overrides, (attributes) => {
    types.set(
      (attributes['PartName'] ?? '').replace(/^\//, '').toLowerCase(),
      attributes['ContentType'] ?? '',
    );
  });
  return types;
}

async function readTags(
  file: string,
  archive: Archive,
  { part, name }: { part: string; name: string },
  take: (attributes: Attributes) => void,
): Promise<void> {
  const content = await archive.read(part);
  if (content !== null) {
    readXml(file, content, {
      open: (found, attributes) => (found === name ? take(attributes) : undefined),
      text: () => undefined,
      close: () => undefined,
    });
  }
}

/** A target is relative to the folder of the part that names it, or to the package when it starts with `/`. */
function partName(folder: string, target: string): string {
  const steps = target.startsWith('/') ? target.split('/') : [...folder.split('/'), ...target.split('/')];
  const kept: string[] = [];
  for (const step of steps) {
    if (step === '..') {
      kept.pop();
    } else if (step !== '' && step !== '.') {
      kept.push(step);
    }
  }
  return kept.join('/');
}
