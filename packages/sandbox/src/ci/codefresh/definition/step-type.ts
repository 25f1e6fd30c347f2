/** A step type: its manifest (`step.yaml`), its arguments, and the sub-steps that it gives. */
import { readFile } from 'node:fs/promises';
import { Ajv, type ValidateFunction } from 'ajv';
import { notConfigured, PipelineError } from '../../base/pipeline-error.ts';
import { parseYaml } from '../../base/yaml.ts';
import { renderGoTemplate } from '../go-template/render.ts';
import type { Delimiters } from '../go-template/tokens.ts';
import type { GoMap } from '../go-template/value.ts';
import { Fields, isRecord } from './fields.ts';
import { parseSubSteps } from './parse-step.ts';
import type { FreestyleStep } from './step.ts';

export interface Returns {
  readonly properties: ReadonlySet<string>;
  readonly required: readonly string[];
}

export class StepType {
  /** `account/name` */
  readonly name: string;
  readonly version: string;
  /** Which outputs reach the pipeline; a step type without `returns` gives none. */
  readonly returns: Returns;
  readonly #validate: ValidateFunction;
  readonly #body:
    | { readonly steps: unknown }
    | { readonly template: string; readonly delimiters: Delimiters };

  /**
   * @param text   the manifest
   * @param origin its file, for messages
   * @throws PipelineError
   */
  constructor(text: string, origin: string) {
    const manifest = new Fields(parseYaml(text, origin), origin);
    if (manifest.requiredText('kind') !== 'step-type')
      throw new PipelineError(`${origin}: kind must be step-type`);
    const metadata = new Fields(manifest.any('metadata'), `${origin}: metadata`);
    this.name = metadata.requiredText('name');
    this.version = metadata.requiredText('version');
    if (!SEMVER.test(this.version))
      throw new PipelineError(`${origin}: version ${this.version} is not semver`);

    const spec = new Fields(manifest.any('spec'), `${origin}: spec`);
    this.#validate = schemaCheck(spec.requiredText('arguments'), `${origin}: spec.arguments`);
    this.returns = parseReturns(spec.text('returns'), `${origin}: spec.returns`);
    this.#body = parseBody(spec, origin);
    spec.done();
  }

  static async load(path: string): Promise<StepType> {
    return new StepType(await readFile(path, 'utf8'), path);
  }

  /**
   * Fills in the schema's defaults, then checks.
   * @fact Arguments of a step type | an undeclared one fails the step where `additionalProperties` is false;
   *   defaults come before the template | documented | pipelines/steps; that `required` and `enum` are
   *   checked: belief
   * @throws PipelineError naming every argument that is wrong; values are not repeated, they may be secrets
   */
  prepareArguments(given: Readonly<Record<string, unknown>>): GoMap {
    const prepared = structuredClone(given);
    if (this.#validate(prepared)) return prepared as GoMap;
    const problems = (this.#validate.errors ?? []).map(({ instancePath, message, params }) => {
      const extra = 'additionalProperty' in params ? `: ${params.additionalProperty}` : '';
      const allowed = 'allowedValues' in params ? `: ${params.allowedValues.join(', ')}` : '';
      return `${instancePath === '' ? 'arguments' : instancePath.slice(1)} ${message}${extra}${allowed}`;
    });
    throw new PipelineError(`${this.name}:${this.version}: ${problems.join('; ')}`);
  }

  /** @throws PipelineError, TemplateError */
  subSteps(prepared: GoMap): FreestyleStep[] {
    return parseSubSteps(this.render(prepared), `${this.name} spec.steps`);
  }

  /**
   * @returns the sub-steps as they are written in `steps`, or as `stepsTemplate` gives them
   * @throws PipelineError, TemplateError
   */
  render(prepared: GoMap): unknown {
    if ('steps' in this.#body) return this.#body.steps;
    const { template, delimiters } = this.#body;
    const rendered = renderGoTemplate(template, { Arguments: prepared }, delimiters);
    return parseYaml(rendered, `${this.name} spec.stepsTemplate, rendered,`);
  }
}

const SEMVER = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;

function parseBody(spec: Fields, origin: string) {
  const steps = spec.any('steps');
  const template = spec.text('stepsTemplate');
  const delimiters = spec.fields('delimiters');
  const left = delimiters?.requiredText('left') ?? '{{';
  const right = delimiters?.requiredText('right') ?? '}}';
  if ((steps === undefined) === (template === undefined)) {
    throw new PipelineError(`${origin}: spec needs either \`steps\` or \`stepsTemplate\``);
  }
  return template === undefined ? { steps } : { template, delimiters: { left, right } };
}

/** `strict: false`: nearly all published schemas carry `"patterns": []`. */
const ajv = new Ajv({ strict: false, useDefaults: true, allErrors: true, validateFormats: false });

/** By the schema's text: compiling one takes longer than the rest of a server's start. */
const checks = new Map<string, ValidateFunction>();

/** Schemas are JSON in a string. */
function schemaCheck(text: string, where: string): ValidateFunction {
  const check = checks.get(text) ?? compile(parseJson(text, where), where);
  checks.set(text, check);
  return check;
}

function compile(schema: Record<string, unknown>, where: string): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw new PipelineError(`${where} is not a JSON Schema: ${(error as Error).message}`, { cause: error });
  } finally {
    // Another step type may use the same $id.
    ajv.removeSchema(schema);
  }
}

function parseReturns(text: string | undefined, where: string): Returns {
  if (text === undefined) return { properties: new Set(), required: [] };
  const schema = new Fields(parseJson(text, where), where);
  return {
    properties: new Set(Object.keys(schema.record('properties') ?? {})),
    required: schema.texts('required') ?? [],
  };
}

function parseJson(text: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PipelineError(`${where} is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (!isRecord(value)) throw new PipelineError(`${where} must be a JSON object`);
  return value;
}

/** The step types of the account. */
export class StepTypes {
  readonly #all: readonly StepType[];

  constructor(all: readonly StepType[]) {
    this.#all = all;
  }

  /**
   * @fact A step type without a version | the highest one | documented | pipelines/steps
   * @param reference `account/name:version`; without a version, the highest one
   * @throws PipelineError
   */
  find(reference: string, where: string): StepType {
    const [name = '', version] = reference.split(':');
    const versions = this.#all
      .filter((type) => type.name === name)
      .sort((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }));
    const found = versions.find((type) => version === undefined || type.version === version);
    if (found !== undefined) return found;
    const [newest] = versions;
    const others = versions.map((type) => type.version).join(', ');
    const what = `step type ${reference}${others && `, only ${name} ${others}`}`;
    const missing = notConfigured('Codefresh', what, where, 'codefresh.stepTypes', '- path/to/its/step.yaml');
    if (newest === undefined) throw missing;
    throw new PipelineError(`${missing.message}, or write \`type: ${name}:${newest.version}\``);
  }
}
