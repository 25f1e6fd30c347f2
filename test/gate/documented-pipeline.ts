import { readFileSync } from 'node:fs';

const README = new URL('../../README.md', import.meta.url);

/** The pipeline that the README shows under a heading, as it stands there. */
export function documentedPipeline(heading: string): string {
  const [, section] = readFileSync(README, 'utf8').split(`\n## ${heading}\n`);
  const pipeline = /```yaml\n([\s\S]*?)```/.exec(section ?? '')?.[1];
  if (pipeline === undefined) throw new Error(`The README has no YAML under "${heading}"`);
  return pipeline;
}
