/**
 * Writes the marked block of `action.yml`, which stands at the repository's root since GitHub's Marketplace lists no other, from
 * the declarations in `packages/core/src/inputs.ts` and `src/inputs.ts`. `node generate.ts` rewrites the file; a test
 * fails when it differs from what this would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type InputManifest, inputManifests } from '@change-gate/core/manifest';
import { ownInputs } from './src/inputs.ts';

export const ACTION_YML = new URL('../../action.yml', import.meta.url);

/** What only the runner can fill in. All other defaults are core's: here they would look like set inputs. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  'github-token': '${{ github.token }}',
  // Of this job alone, which the prefix says: src/runner/job-notes.ts. The worse of the two counts: within a composite
  // action the first tells of its own steps only, and the second of the job's before it.
  outcome: '"this job: ${{ github.action_status || job.status }},${{ job.status }}"',
  // In the post too, where the runner evaluates it anew.
  'job-status': '${{ job.status }}',
};

/** What such a default means, for people. */
const MEANINGS: Readonly<Record<string, string>> = {
  outcome: 'Default: how this job stands, if it has verified the change.',
};

function inputBlock(input: InputManifest): string {
  const { default: value } = input.schema;
  const byDefault = value === undefined ? MEANINGS[input.name] : `Default: ${value}`;
  const description = [input.description, byDefault].filter(Boolean).join(' ');
  const expression = EXPRESSIONS[input.name];
  return [
    `  ${input.name}:`,
    // JSON text is YAML, whatever it holds.
    `    description: ${JSON.stringify(description)}`,
    // The runner does not enforce it; it is for people and their editors.
    ...(input.name === 'operation' ? ['    required: true'] : []),
    ...(expression === undefined ? [] : [`    default: ${expression}`]),
  ].join('\n');
}

/** @returns `manifest` with its generated block as it must be */
export function generate(manifest: string): string {
  const block = inputManifests(ownInputs).map(inputBlock).join('\n');
  return manifest.replace(
    /( {2}# <generated from packages\/core\/src\/inputs\.ts and adapters\/github-action\/src\/inputs\.ts>\n)[\s\S]*?( {2}# <\/generated>)/,
    (_all, start: string, end: string) => `${start}${block}\n${end}`,
  );
}

if (import.meta.main) {
  writeFileSync(ACTION_YML, generate(readFileSync(ACTION_YML, 'utf8')));
}
