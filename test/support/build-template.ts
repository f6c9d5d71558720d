import JSZip from 'jszip';

/** How a council's template is made, and what is wrong with it. */
interface TemplateOptions {
  /** XML of the body without its last section; a line of its own where there is none. */
  readonly body?: string;
  /** XML inside the last section. */
  readonly section?: string;
  readonly foot?: string;
  /** Without the part at all. */
  readonly hasFoot?: boolean;
  readonly isTemplate?: boolean;
  /** Parts put in, or in place of others, by name. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  /** More lines for the relationships of the document. */
  readonly links?: string;
  /** More lines for the content types. */
  readonly types?: string;
  readonly styles?: string;
  readonly logo: Uint8Array;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const kinds = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const spaces = `xmlns:w="${word}" xmlns:r="${office}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`;

export const templateParagraph = (text: string): string =>
  `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
export const templateLink = (id: string, type: string, target: string, mode = ''): string =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${mode}/>`;

const styles = `${declaration}<w:styles ${spaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/><w:sz w:val="23"/><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="CouncilTitle"><w:name w:val="Title"/><w:basedOn w:val="Standard"/><w:rPr><w:b/><w:color w:val="4B0082"/><w:sz w:val="48"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/><w:next w:val="Standard"/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="4B0082"/><w:sz w:val="34"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="TableText"><w:name w:val="Another style of that identifier"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style></w:styles>`;

const logo = (id: string) =>
  `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1440000" cy="480000"/><wp:docPr id="900" name="Logo" descr="Logo of Wexcombe Council"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="900" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1440000" cy="480000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`;

/** A council's template: its logo and name in the header, its address in the footer, its page, and some of its styles. */
export async function buildTemplate(options: TemplateOptions): Promise<Uint8Array> {
  const { hasFoot = true, isTemplate = true } = options;
  const zip = new JSZip();
  const relationships = (lines: string) =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines}</Relationships>`;
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>${hasFoot ? '<w:footerReference w:type="default" r:id="rId3"/>' : ''}${options.section ?? '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1985" w:right="1304" w:bottom="1418" w:left="1304" w:header="567" w:footer="567" w:gutter="0"/>'}</w:sectPr>`;
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${kinds}.${isTemplate ? 'template' : 'document'}.main+xml"/><Override PartName="/word/styles.xml" ContentType="${kinds}.styles+xml"/><Override PartName="/word/header1.xml" ContentType="${kinds}.header+xml"/>${hasFoot ? `<Override PartName="/word/footer1.xml" ContentType="${kinds}.footer+xml"/>` : ''}${options.types ?? ''}</Types>`,
    '_rels/.rels': relationships(templateLink('rId1', 'officeDocument', 'word/document.xml')),
    'word/_rels/document.xml.rels': relationships(
      templateLink('rId1', 'styles', 'styles.xml') +
        templateLink('rId2', 'header', 'header1.xml') +
        (hasFoot ? templateLink('rId3', 'footer', 'footer1.xml') : '') +
        (options.links ?? ''),
    ),
    'word/styles.xml': options.styles ?? styles,
    'word/header1.xml': `${declaration}<w:hdr ${spaces}><w:p><w:r>${logo('rId1')}</w:r><w:r><w:t xml:space="preserve"> Wexcombe Council</w:t></w:r></w:p></w:hdr>`,
    'word/_rels/header1.xml.rels': relationships(templateLink('rId1', 'image', 'media/logo.png')),
    'word/media/logo.png': options.logo,
    ...(hasFoot
      ? {
          'word/footer1.xml': `${declaration}<w:ftr ${spaces}>${options.foot ?? templateParagraph('Wexcombe Council, Civic Centre, Wexcombe')}</w:ftr>`,
        }
      : {}),
    'word/document.xml': `${declaration}<w:document ${spaces}><w:body>${options.body ?? templateParagraph('Words of the last meeting.')}${section}</w:body></w:document>`,
    ...options.parts,
  };
  for (const [name, content] of Object.entries(parts)) zip.file(name, content);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}
