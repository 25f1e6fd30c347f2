/**
 * What GitLab refuses before anything runs, as far as that can be told without a GitLab: a configuration that breaks its
 * JSON schema, and an input that a component does not have. For tests.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';
import { parseExpressionAt } from 'acorn';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
const validate = ajv.compile(readSchema());

/** GitLab's app/assets/javascripts/editor/schema/ci.json: gitlab-ci-local has it, as text of its program. */
function readSchema(): object {
  const program = readFileSync(createRequire(import.meta.url).resolve('gitlab-ci-local'), 'utf8');
  const start = program.search(/\{\$schema:"[^"]*",\$id:"https:\/\/gitlab\.com\/\.gitlab-ci\.yml"/);
  if (start < 0) throw new Error("gitlab-ci-local no longer holds GitLab's JSON schema as it did");
  const { end } = parseExpressionAt(program, start, { ecmaVersion: 'latest' });
  return runInNewContext(`(${program.slice(start, end)})`);
}

/** @returns where a document breaks the schema and how: `/deploy/needs must be array` */
export function schemaErrors(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, params.additionalProperty].filter(Boolean).join(' '),
  );
}

/** @throws Error in GitLab's words (lib/gitlab/ci/config/interpolation/inputs.rb) */
export function assertKnown(given: object, declared: object): void {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) throw new Error(`unknown input arguments: ${unknown.join(', ')}`);
}

/** @returns `document` with its `$[[ ... ]]` filled in; one that stands alone keeps the type of its value */
export function fillIn(document: unknown, values: Readonly<Record<string, unknown>>): unknown {
  const named = (name: string) => {
    if (!Object.hasOwn(values, name)) throw new Error(`unknown interpolation key: ${name}`);
    return values[name];
  };
  return JSON.parse(JSON.stringify(document), (_key, value) => {
    if (typeof value !== 'string') return value;
    const [, alone] = /^\$\[\[ ([\w.-]+) \]\]$/.exec(value) ?? [];
    if (alone !== undefined) return named(alone);
    return value.replaceAll(/\$\[\[ ([\w.-]+) \]\]/g, (_all, name: string) => String(named(name)));
  });
}
