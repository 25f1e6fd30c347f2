import { readFileSync } from 'node:fs';

const GUIDE = new URL('../../docs/evidence.md', import.meta.url);

/** The lines that docs/evidence.md shows for a CI, as they stand there. @param indent the spaces before each */
export function documentedEvidence(ci: string, indent: number): string {
  const [, after = ''] = readFileSync(GUIDE, 'utf8').split(`\nOn ${ci}, under `);
  const lines = /^[^\n]*\n\n```yaml\n([\s\S]*?)```/.exec(after)?.[1];
  if (lines === undefined) throw new Error(`docs/evidence.md shows nothing on ${ci}`);
  return lines.replace(/^/gm, ' '.repeat(indent)).trimEnd().concat('\n');
}
