import { readFileSync } from 'node:fs';

const README = new URL('../../README.md', import.meta.url);

/** The pipeline that the README shows for a CI, as it stands there. */
export function readmePipeline(ci: 'GitHub Actions' | 'GitLab' | 'Codefresh'): string {
  const [, section = ''] = readFileSync(README, 'utf8').split(`<summary>${ci}</summary>`);
  const [shown = ''] = section.split('</details>');
  const pipeline = /```yaml\n([\s\S]*?)```/.exec(shown)?.[1];
  if (pipeline === undefined) throw new Error(`The README has no YAML for ${ci}`);
  return pipeline;
}
