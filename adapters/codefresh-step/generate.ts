/**
 * Writes the marked blocks of `step.yaml` from the declarations in `packages/core/src/inputs.ts`.
 * `node generate.ts` rewrites the file; a test fails when it differs from what this would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type InputManifest, inputManifests } from '@change-gate/core/manifest';

export const STEP_YAML = new URL('./step.yaml', import.meta.url);

/** Codefresh's own form (all published steps): JSON text in YAML, `definitions` and `patterns` included. */
function schemaText(properties: Record<string, unknown>, required: string[]): string {
  const schema = {
    definitions: {},
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    additionalProperties: false,
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
 * Of the declaration, only what a value like `${{SN_INSTANCE}}` cannot break: whether Codefresh checks
 * arguments before or after it fills in variables is not documented, and the step checks them anyway.
 * `yaml` admits `SUBMIT: false` and `DEADLINE_MINUTES: 90` without quotes.
 */
function argumentSchema({ schema, yaml, description }: InputManifest): Record<string, unknown> {
  const { default: value, enum: options } = schema;
  return {
    type: yaml === undefined ? 'string' : ['string', yaml],
    ...(options !== undefined && yaml === undefined && { enum: options }),
    ...(value !== undefined && { default: value }),
    description,
  };
}

function argumentsBlock(image: string): string {
  const inputs = inputManifests();
  const properties = {
    ...Object.fromEntries(inputs.map((input) => [argumentName(input), argumentSchema(input)])),
    IMAGE: {
      type: 'string',
      default: image,
      description: 'The image of this step, for a registry of your own.',
    },
  };
  const required = inputs.filter((input) => input.required).map(argumentName);
  return yamlText('arguments', schemaText(properties, required));
}

function yamlText(key: string, text: string): string {
  const lines = text.split('\n').map((line) => `    ${line}`);
  return [`  ${key}: |-`, ...lines].join('\n');
}

/** @returns `manifest` with its generated block as it must be */
export function generate(manifest: string): string {
  const version = /^ {2}version: (\S+)$/m.exec(manifest)?.[1];
  const block = argumentsBlock(`changegate/codefresh-step:${version}`);
  return manifest.replace(
    /( {2}# <generated from packages\/core\/src\/inputs\.ts>\n)[\s\S]*?( {2}# <\/generated>)/,
    (_all, start: string, end: string) => `${start}${block}\n${end}`,
  );
}

if (import.meta.main) {
  writeFileSync(STEP_YAML, generate(readFileSync(STEP_YAML, 'utf8')));
}
