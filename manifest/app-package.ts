import JSZip from 'jszip';
import { type AppManifest, checkManifest } from './app-manifest.ts';
import { checkColourIcon, checkOutlineIcon } from './icons.ts';

export interface PackageParts {
  readonly manifest: AppManifest;
  readonly colourIcon: Uint8Array;
  readonly outlineIcon: Uint8Array;
}

/** What Teams would refuse about these parts; [] when nothing. */
export async function checkParts({ manifest, colourIcon, outlineIcon }: PackageParts): Promise<string[]> {
  return [
    ...(await checkManifest(manifest)),
    ...checkColourIcon(colourIcon, manifest.icons.color),
    ...checkOutlineIcon(outlineIcon, manifest.icons.outline),
  ];
}

/** The app package as a zip. The same parts give the same bytes, so that a build can be compared with another. */
export async function zipParts({ manifest, colourIcon, outlineIcon }: PackageParts): Promise<Uint8Array> {
  const zip = new JSZip();
  const options = { date: new Date(Date.UTC(2020, 0, 1)), unixPermissions: 0o644 };
  zip.file('manifest.json', `${JSON.stringify(manifest, null, 2)}\n`, options);
  zip.file(manifest.icons.color, colourIcon, options);
  zip.file(manifest.icons.outline, outlineIcon, options);
  return zip.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
    platform: 'UNIX',
  });
}

/** What is wrong with a finished package: files missing, left over or in a folder, or parts that Teams refuses. */
export async function checkPackage(bytes: Uint8Array): Promise<string[]> {
  const zip = await JSZip.loadAsync(bytes).catch(() => null);
  if (!zip) return ['The package is not a zip file.'];
  const manifestFile = zip.file('manifest.json');
  if (!manifestFile) return ['manifest.json is not at the top of the package.'];

  const manifest: AppManifest = JSON.parse(await manifestFile.async('string'));
  const { color, outline } = manifest.icons;
  const wanted = ['manifest.json', color, outline];
  const faults = Object.keys(zip.files)
    .filter((name) => !wanted.includes(name))
    .map((name) => `${name} does not belong in the package.`);
  const [colourIcon, outlineIcon] = await Promise.all([
    zip.file(color)?.async('uint8array'),
    zip.file(outline)?.async('uint8array'),
  ]);
  if (!colourIcon) faults.push(`${color} is named in the manifest but is not in the package.`);
  if (!outlineIcon) faults.push(`${outline} is named in the manifest but is not in the package.`);
  if (!colourIcon || !outlineIcon) return faults;
  return [...faults, ...(await checkParts({ manifest, colourIcon, outlineIcon }))];
}
