/** SPDX 2 in its own text form (SPDX 2.3, "Formats": tag-value): one `PackageName:` a package. */
import { complete, MAX_REPORT_CASES, none, type Reader, Unreadable } from '../reading.ts';
import { lines } from './lines.ts';

const FORMAT = 'spdx';

/** Values of several lines stand in `<text>`, where a line that looks like a tag is none. Such a file has no end that could be missing. */
export const readSpdxTagValue: Reader = async (text) => {
  let components = 0;
  let isInText = false;
  for await (const some of lines(text)) {
    for (const line of some) {
      if (!isInText && /^PackageName:\s*\S/.test(line)) components += 1;
      const begin = line.lastIndexOf('<text>');
      const end = line.lastIndexOf('</text>');
      if (begin !== -1 || end !== -1) isInText = begin > end;
    }
    if (components > MAX_REPORT_CASES) throw unreadable('holds more than a million packages');
  }
  if (isInText) throw unreadable('is cut off inside a text');
  return components === 0
    ? none('sbom', FORMAT, 'lists no package')
    : complete('sbom', FORMAT, { components });
};

const unreadable = (problem: string) => new Unreadable(problem, 'sbom', FORMAT);
