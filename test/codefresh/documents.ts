/** The pipelines that people copy: those of docs/codefresh.md, and the examples of step.yaml. */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';

const GUIDE = new URL('../../docs/codefresh.md', import.meta.url);

export const STEP_YAML = new URL('../../adapters/codefresh-step/step.yaml', import.meta.url);

/** The headings of the guide under which there is a pipeline. */
export const GUIDE_PIPELINES = [
  'Quick start',
  'Two changes in one build',
  'Move from the original step',
  'Without a step type',
] as const;

/** A pipeline of the guide, as it stands there. */
export function guidePipeline(heading: (typeof GUIDE_PIPELINES)[number]): string {
  const [, section] = readFileSync(GUIDE, 'utf8').split(`\n## ${heading}\n`);
  const pipeline = /```yaml\n([\s\S]*?)```/.exec(section?.split('\n## ')[0] ?? '')?.[1];
  if (pipeline === undefined) throw new Error(`docs/codefresh.md has no YAML under "${heading}"`);
  return pipeline;
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
