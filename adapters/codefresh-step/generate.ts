/**
 * Writes the marked block of `step.yaml` from the declarations in `packages/core/src/inputs.ts` and `src/inputs.ts`.
 * `node generate.ts` rewrites the file; a test fails when it differs from what this would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type InputManifest, inputManifests } from '@change-gate/core/manifest';
import { IMAGES, VERSION } from '../../scripts/release/names.mjs';
import { ownInputs } from './src/inputs.ts';
import { ORIGINAL_ARGUMENTS } from './src/original/arguments.ts';

export const STEP_YAML = new URL('./step.yaml', import.meta.url);

/** Codefresh's own form (all published steps): JSON text in YAML, `definitions` and `patterns` included. */
function schemaText(properties: Record<string, unknown>, required: string[]): string {
  const schema = {
    definitions: {},
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    // The original's users give arguments that there are not; the step itself says which (`src/inputs.ts`).
    additionalProperties: true,
    patterns: [],
    required,
    properties,
  };
  return JSON.stringify(schema, null, 2);
}

function argumentName(input: InputManifest): string {
  return input.name.toUpperCase().replaceAll('-', '_');
}

/**
 * Of the declaration, only what neither a value like `${{SN_INSTANCE}}` nor a pipeline variable breaks:
 * whether Codefresh checks arguments before or after it fills in variables is not documented, and a default
 * here would hide a `CHANGE_GATE_...` variable of the pipeline. The step itself checks and defaults.
 */
function argumentSchema({ schema, yaml, description }: InputManifest): Record<string, unknown> {
  const { default: value, enum: options } = schema;
  return {
    // Admits `SUBMIT: false` and `DEADLINE_MINUTES: 90` without quotes.
    type: yaml === undefined ? 'string' : ['string', yaml],
    ...(options !== undefined && yaml === undefined && { enum: options }),
    description: value === undefined ? description : `${description} Default: ${value}`,
  };
}

/** An argument of Codefresh's original ServiceNow step. @param meaning what it is here */
function original(meaning: string): Record<string, unknown> {
  return { type: ['string', 'integer', 'boolean'], description: `The original step's name: ${meaning}.` };
}

function argumentsBlock(image: string, version: string): string {
  const properties = {
    ...Object.fromEntries(
      inputManifests(ownInputs).map((input) => [argumentName(input), argumentSchema(input)]),
    ),
    IMAGE: {
      type: 'string',
      default: `${image}:${version}`,
      description: 'The image of this step, for a registry of your own.',
    },
    ...Object.fromEntries(
      Object.entries(ORIGINAL_ARGUMENTS).map(([name, meaning]) => [name, original(meaning)]),
    ),
    SN_IMAGE: original('the image without its tag'),
    SN_IMAGE_VERSION: { ...original('the tag of SN_IMAGE'), default: version },
  };
  // Everything may come from pipeline variables, and the original step has a default for what to do.
  return yamlText('arguments', schemaText(properties, []));
}

function yamlText(key: string, text: string): string {
  const lines = text.split('\n').map((line) => `    ${line}`);
  return [`  ${key}: |-`, ...lines].join('\n');
}

/** @returns `manifest` with its generated block as it must be */
export function generate(manifest: string): string {
  const block = argumentsBlock(IMAGES['adapters/codefresh-step'], VERSION);
  return manifest.replace(
    /( {2}# <generated from packages\/core\/src\/inputs\.ts and src\/inputs\.ts>\n)[\s\S]*?( {2}# <\/generated>)/,
    (_all, start: string, end: string) => `${start}${block}\n${end}`,
  );
}

if (import.meta.main) {
  writeFileSync(STEP_YAML, generate(readFileSync(STEP_YAML, 'utf8')));
}
