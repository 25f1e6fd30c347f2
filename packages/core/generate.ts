/**
 * Writes the marked blocks of `docs/reference.md` from the declarations in `src/`. `node generate.ts` rewrites
 * the file; a test fails when it differs from what this would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { OPERATIONS } from './src/inputs/declaration.ts';
import { type InputManifest, inputManifests } from './src/manifest.ts';

export const REFERENCE = new URL('../../docs/reference.md', import.meta.url);

const ERRORS = new URL('./src/errors.ts', import.meta.url);

/** @returns `page` with its generated blocks as they must be */
export function generate(page: string): string {
  const inputs = inputManifests();
  const withInputs = fill(page, 'inputs', inputsTable(inputs));
  return fill(withInputs, 'errors', errorsTable(readFileSync(ERRORS, 'utf8')));
}

function fill(page: string, block: string, content: string): string {
  const pattern = new RegExp(`(<!-- generated: ${block} -->\n)[\\s\\S]*?(<!-- /generated -->)`);
  if (!pattern.test(page)) throw new Error(`docs/reference.md has no block "${block}"`);
  return page.replace(pattern, (_all, start: string, end: string) => `${start}${content}\n${end}`);
}

function inputsTable(inputs: readonly InputManifest[]): string {
  const rows = inputs.map(({ name, description, operations, secret, schema }) => {
    const { default: value, enum: options } = schema as { default?: unknown; enum?: readonly unknown[] };
    const words = [
      description,
      // The operations are listed in a table of their own.
      options === undefined || name === 'operation' ? '' : `One of ${options.map(code).join(', ')}.`,
      value === undefined ? '' : `Default: ${code(value)}.`,
      secret ? 'Secret.' : '',
    ];
    return `| ${code(name)} | ${usedBy(operations)} | ${words.filter(Boolean).join(' ')} |`;
  });
  return ['| input | read by | |', '| --- | --- | --- |', ...rows].join('\n');
}

function usedBy(operations: readonly string[]): string {
  const others = OPERATIONS.filter((operation) => !operations.includes(operation));
  if (others.length > 1) return operations.join(', ');
  return ['all', ...others].join(' but ');
}

/** From the union type: each code stands below the comment that explains it. */
function errorsTable(source: string): string {
  const codes = source.matchAll(/\/\*\* (.+?) \*\/\n {2}\| '([A-Z_]+)'/g);
  const rows = [...codes].map(([, meaning, name]) => `| ${code(name)} | ${meaning} |`);
  return ['| code | |', '| --- | --- |', ...rows].join('\n');
}

function code(text: unknown): string {
  return `\`${String(text)}\``;
}

if (import.meta.main) {
  writeFileSync(REFERENCE, generate(readFileSync(REFERENCE, 'utf8')));
}
