/** The template, and the pipelines that are shown with it, as GitLab checks them before anything runs. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { TEMPLATE_YML } from '../generate.ts';
import { assertKnown, fillIn, schemaErrors } from './linter.ts';

interface Include {
  readonly component?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const template = readFileSync(TEMPLATE_YML, 'utf8');

const documentsOf = (text: string) => parseAllDocuments(text).map((document) => document.toJS());
const [header] = documentsOf(template);

/**
 * The jobs that a pipeline gets that gives no input but `environment`, which one of them cannot be without. The hidden
 * ones under plain names, and with a script: the schema looks into no hidden job, and wants a script in every other.
 */
function jobsOf(text: string): unknown {
  const [{ spec }, body] = documentsOf(text);
  const inputs = Object.entries<{ default: unknown }>(spec.inputs);
  const defaults = Object.fromEntries(inputs.map(([name, input]) => [`inputs.${name}`, input.default]));
  const jobs = Object.entries<object>(body).map(([name, job]) => [
    name.replace(/^\./, ''),
    { script: 'true', ...job },
  ]);
  const given = { 'inputs.environment': 'production/change' };
  return fillIn(Object.fromEntries(jobs), { ...defaults, ...given });
}

describe("GitLab's JSON schema", () => {
  it('takes the header', () => {
    expect(schemaErrors(header)).toEqual([]);
  });

  it('takes the jobs', () => {
    expect(schemaErrors(jobsOf(template))).toEqual([]);
  });

  it.each([
    ['expire_in: 90 days', 'expire_in: [90]', ':job/artifacts/expire_in must be string'],
    [
      'when: always\n  variables',
      'when: perhaps\n  variables',
      'close/when must be equal to one of the allowed values',
    ],
    ['allow_failure: false', 'allow_failure: never', 'gate/allow_failure must be boolean'],
    [
      'needs: [{job: "$[[ inputs.job-prefix ]]:open", artifacts: false}]',
      'needs: $[[ inputs.stage ]]',
      'gate/needs must be array',
    ],
    [
      'inherit: {default: [tags]}',
      'inherit: {default: [tag]}',
      ':job/inherit/default/0 must be equal to one of the allowed values',
    ],
  ])('does not take the jobs with %s as %s', (from, to, error) => {
    expect(template).toContain(from);
    expect(schemaErrors(jobsOf(template.replace(from, to))).join('\n')).toContain(error);
  });

  it.each([['options: [image, npx]', 'options: image', 'delivery/options must be array']])(
    'does not take a header with %s as %s',
    (from, to, error) => {
      expect(template).toContain(from);
      expect(schemaErrors(documentsOf(template.replace(from, to))[0]).join('\n')).toContain(error);
    },
  );
});

const yamlOf = (markdown: string) =>
  [...markdown.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);

const SHOWN = Object.entries({
  'the README': yamlOf(read('../README.md')),
  'docs/gitlab.md': yamlOf(read('../../../docs/gitlab.md')),
  'examples/gitlab': [read('../../../examples/gitlab/.gitlab-ci.yml')],
  '.gitlab-ci.yml': [read('../.gitlab-ci.yml')],
}).flatMap(([file, pipelines]) => pipelines.map((yaml, index) => [file, index + 1, parse(yaml)] as const));

describe.each(SHOWN)('%s, pipeline %i', (_file, _index, pipeline) => {
  it("breaks nothing of GitLab's JSON schema", () => {
    expect(schemaErrors(pipeline)).toEqual([]);
  });

  it('gives no input that the template does not declare', () => {
    const includes: Include[] = pipeline.include ?? [];
    const unknown = () => {
      for (const { inputs } of includes) assertKnown(inputs, header.spec.inputs);
    };
    expect(unknown).not.toThrow();
  });
});

describe('an input that the template does not declare', () => {
  it.each(['jobs-prefix', 'Stage', 'callback-token'])('is refused: %s', (name) => {
    expect(() => assertKnown({ stage: 'change', [name]: 'x' }, header.spec.inputs)).toThrowError(
      `unknown input arguments: ${name}`,
    );
  });

  it('could not have hidden in what is shown, which gives inputs', () => {
    const given = SHOWN.flatMap(([file, , { include = [] }]) =>
      include.map(({ inputs }: Include) => [file, Object.keys(inputs).length] as const),
    );
    for (const file of ['the README', 'docs/gitlab.md', 'examples/gitlab', '.gitlab-ci.yml']) {
      expect(given).toContainEqual([file, expect.toSatisfy((count: number) => count > 0)]);
    }
  });
});
