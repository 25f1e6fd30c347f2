/** The pipelines that people copy: those of the guides, and the examples of step.yaml. */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

const GUIDES = ['codefresh.md', 'codefresh-migration.md'].map(
  (page) => new URL(`../../docs/${page}`, import.meta.url),
);

export const STEP_YAML = new URL('../../adapters/codefresh-step/step.yaml', import.meta.url);

/** The headings of the guides under which there is a pipeline. */
export const GUIDE_PIPELINES = [
  'Quick start',
  'Two changes in one build',
  'Move from the original step',
  'Without a step type',
] as const;

/** A pipeline of the guides, as it stands there. */
export function guidePipeline(heading: (typeof GUIDE_PIPELINES)[number]): string {
  const pipeline = /```yaml\n([\s\S]*?)```/.exec(section(heading))?.[1];
  if (pipeline === undefined) throw new Error(`The guides have no YAML under "${heading}"`);
  return pipeline;
}

/** The cells of a table of the guides, row by row. @param first heading of its first column */
export function guideTable(heading: string, first: string): string[][] {
  const [, table] = section(heading).split(`\n| ${first} |`);
  const rows = /^.*\n\| --- .*\n((?:\|.*\n)+)/.exec(table ?? '')?.[1];
  if (rows === undefined) throw new Error(`The guides have no table "${first}" under "${heading}"`);
  return rows
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function section(heading: string): string {
  const pages = GUIDES.map((guide) => readFileSync(guide, 'utf8')).join('\n');
  const [, text = ''] = pages.split(`# ${heading}\n`);
  return text.split(/\n#{1,3} /)[0] ?? '';
}

interface Example {
  readonly description: string;
  readonly workflow: unknown;
}

/** The examples of step.yaml, as pipelines. */
export function stepExamples(): { description: string; pipeline: string }[] {
  const { metadata } = parse(readFileSync(STEP_YAML, 'utf8')) as { metadata: { examples: Example[] } };
  return metadata.examples.map(({ description, workflow }) => ({
    description,
    pipeline: stringify(workflow),
  }));
}
