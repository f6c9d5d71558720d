import { Resvg } from '@resvg/resvg-js';

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel: red, green and blue multiplied by alpha, then alpha. */
  readonly pixels: Uint8Array;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** null when the bytes are no PNG. The pixels of a damaged PNG are all transparent. */
function readPng(bytes: Uint8Array): Picture | null {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || signature.some((byte, index) => bytes[index] !== byte)) return null;
  const width = header.getUint32(16);
  const height = header.getUint32(20);
  // A wrong size is told as such: no need to decode a picture that may be huge.
  if (width > 512 || height > 512) return { width, height, pixels: new Uint8Array() };
  const data = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" image-rendering="optimizeSpeed" href="${data}"/></svg>`;
  return { width, height, pixels: new Resvg(svg).render().pixels };
}

function* pixelsOf({ pixels, width }: Picture) {
  for (let index = 0; index + 3 < pixels.length; index += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(index, index + 4);
    yield { x: (index / 4) % width, y: Math.floor(index / 4 / width), red, green, blue, alpha };
  }
}

function checkSize(picture: Picture, size: number, name: string): string[] {
  return picture.width === size && picture.height === size
    ? []
    : [`${name}: is ${picture.width}x${picture.height}; Teams takes ${size}x${size} only.`];
}

/** The colour icon: 192x192, no transparent pixel, and its symbol within the middle 96x96. */
export function checkColourIcon(bytes: Uint8Array, name = 'color.png'): string[] {
  const picture = readPng(bytes);
  if (!picture) return [`${name}: is not a PNG file.`];
  const wrongSize = checkSize(picture, 192, name);
  if (wrongSize.length > 0) return wrongSize;

  const pixels = [...pixelsOf(picture)];
  if (pixels.some(({ alpha }) => alpha !== 255)) {
    return [`${name}: has transparent pixels; the background must fill the square.`];
  }
  const corner = pixels[0];
  const drawn = pixels.filter(
    ({ red, green, blue }) => red !== corner?.red || green !== corner.green || blue !== corner.blue,
  );
  if (drawn.length === 0) return [`${name}: shows nothing but its background.`];
  return drawn.some(({ x, y }) => x < 48 || x >= 144 || y < 48 || y >= 144)
    ? [`${name}: the symbol leaves the middle 96x96, where Teams may crop it.`]
    : [];
}

/** The outline icon: 32x32, pure white on transparent, drawn to the edge. */
export function checkOutlineIcon(bytes: Uint8Array, name = 'outline.png'): string[] {
  const picture = readPng(bytes);
  if (!picture) return [`${name}: is not a PNG file.`];
  const wrongSize = checkSize(picture, 32, name);
  if (wrongSize.length > 0) return wrongSize;

  const faults: string[] = [];
  const drawn = [...pixelsOf(picture)].filter(({ alpha }) => alpha > 0);
  if (drawn.length === 0) return [`${name}: shows nothing.`];
  // Colours come multiplied by alpha, so that white is the pixel whose four bytes are alike.
  if (drawn.some(({ red, green, blue, alpha }) => red !== alpha || green !== alpha || blue !== alpha)) {
    faults.push(`${name}: has pixels that are not white; Teams takes white on transparent only.`);
  }
  if (drawn.length === 32 * 32) faults.push(`${name}: has no transparent background.`);
  const xs = drawn.map(({ x }) => x);
  const ys = drawn.map(({ y }) => y);
  const margin = Math.max(Math.min(...xs), Math.min(...ys), 31 - Math.max(...xs), 31 - Math.max(...ys));
  if (margin > 1) faults.push(`${name}: leaves ${margin} empty pixels at an edge; draw it without padding.`);
  return faults;
}
