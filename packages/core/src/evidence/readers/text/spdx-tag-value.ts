/** SPDX 2 in its own text form (SPDX 2.3, "Formats": tag-value): one `PackageName:` a package. */
import { complete, none, type Reader, Unreadable } from '../reading.ts';
import { lines } from './lines.ts';

/** Values of several lines stand in `<text>`, where a line that looks like a tag is none. Such a file has no end that could be missing. */
export const readSpdxTagValue: Reader = async (text) => {
  let components = 0;
  let isInText = false;
  for await (const line of lines(text)) {
    if (!isInText && /^PackageName:\s*\S/.test(line)) components += 1;
    const begin = line.lastIndexOf('<text>');
    const end = line.lastIndexOf('</text>');
    if (begin !== -1 || end !== -1) isInText = begin > end;
  }
  if (isInText) throw new Unreadable('is cut off inside a text', 'sbom', 'spdx');
  return components === 0
    ? none('sbom', 'spdx', 'lists no package')
    : complete('sbom', 'spdx', { components });
};
