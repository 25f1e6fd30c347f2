/** What must hold of the template whatever is in it, read from the file as GitLab reads it. */
import { readFileSync } from 'node:fs';
import { inputManifests } from '@change-gate/core/manifest';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { VERSION } from '../../../scripts/release/names.mjs';
import { TEMPLATE_YML } from '../generate.ts';
import { ownInputs, readInputs } from '../src/inputs.ts';
import { inputVariable, TEMPLATE_INPUTS } from '../src/job/variables.ts';

interface Input {
  readonly description: string;
  readonly default: unknown;
  readonly options?: readonly string[];
  readonly regex?: string;
}

type Job = Readonly<Record<string, unknown>>;

const [header, body] = parseAllDocuments(readFileSync(TEMPLATE_YML, 'utf8')).map((document) =>
  document.toJS(),
);
const inputs: Record<string, Input> = header.spec.inputs;
const jobs: [string, Job][] = Object.entries(body);
const PREFIX = '$[[ inputs.job-prefix ]]';

describe('the inputs', () => {
  it.each(Object.entries(inputs))(
    '%s has a description, and a default that it takes itself',
    (_name, input) => {
      expect(input.description.length).toBeGreaterThan(10);
      if (input.options) expect(input.options).toContain(input.default);
      if (input.regex) expect(input.default).toMatch(new RegExp(input.regex));
      expect(typeof input.default).toBe('string');
    },
  );

  it('hold no secret', () => {
    const secrets = inputManifests(ownInputs).filter((input) => input.secret);
    expect(secrets.length).toBeGreaterThan(0);
    for (const { name } of secrets) {
      expect(Object.keys(inputs)).not.toContain(name);
      for (const [job, { variables = {} }] of jobs) {
        expect(variables, job).not.toHaveProperty(readInputs({}).displayName(name));
        expect(variables, job).not.toHaveProperty(inputVariable(name));
      }
    }
  });

  it.each([
    ['registry.example.com:5050/ci/change-gate', true],
    ['change-gate', true],
    ['registry.example.com/ci/change-gate:1.2.3', false],
    ['registry.example.com/ci/change-gate@sha256:c0ffee', false],
  ])(
    'name an image whose version the template has, so one that brings its own is refused: %s',
    (image, taken) => {
      expect(new RegExp(inputs.image?.regex ?? '').test(image)).toBe(taken);
    },
  );

  it('that are not given say nothing, where the program has a default', () => {
    const program = inputManifests(ownInputs)
      .map(({ name }) => name)
      .filter((name) => !TEMPLATE_INPUTS.includes(name));
    const withDefault = Object.entries(inputs).filter(
      ([name, input]) => program.includes(name) && input.default !== '',
    );
    expect(withDefault.map(([name]) => name)).toEqual(['gate']);
    expect(
      Object.keys(inputs)
        .filter((name) => !program.includes(name))
        .sort(),
    ).toEqual([...TEMPLATE_INPUTS].sort());
  });

  it('are variables under names of their own, which hide none that people write', () => {
    const { displayName } = readInputs({});
    for (const { name } of inputManifests(ownInputs)) {
      for (const [job, { variables = {} }] of jobs)
        expect(variables, job).not.toHaveProperty(displayName(name));
    }
  });

  it('are each used, and each that is used is declared', () => {
    const used = new Set(
      [...JSON.stringify(body).matchAll(/\$\[\[ inputs\.([\w-]+) \]\]/g)].map(([, name]) => name),
    );
    expect([...used].sort()).toEqual(Object.keys(inputs).sort());
  });
});

describe('the jobs', () => {
  it('are named by the prefix, hidden ones too, and nothing is global', () => {
    for (const [name] of jobs) expect(name.replace(/^\./, '').startsWith(`${PREFIX}:`), name).toBe(true);
  });

  it('run scripts into which nothing is pasted, and which say the operation', () => {
    const script = (name: string) => body[name].script as string;
    const npx = `npx --yes "@change-gate/gitlab-component@${VERSION}"`;
    for (const operation of ['open', 'verify', 'close', 'cancel']) {
      expect(script(`.${PREFIX}:image:${operation}`)).toBe(`change-gate ${operation}`);
      expect(script(`.${PREFIX}:npx:${operation}`)).toBe(`${npx} ${operation}`);
    }
    expect(jobs.filter(([, job]) => job.script !== undefined)).toHaveLength(9);
  });

  it('run in the image of their version, in a place of its own where a pipeline can name another', () => {
    const pinned = jobs.filter(([, job]) => JSON.stringify(job.image ?? '').includes('inputs.image'));
    expect(pinned).toEqual([
      [`.${PREFIX}:image`, { image: { name: `$[[ inputs.image ]]:${VERSION}`, entrypoint: [''] } }],
    ]);
  });

  it('know their version without GitLab, which tells it to releases of the catalog alone', () => {
    expect(Object.keys(header.spec)).toEqual(['inputs']);
    expect(JSON.stringify(body)).not.toMatch(/\$\[\[ *component\./);
  });

  it.each([
    ['open', 'open'],
    ['gate', 'verify'],
    ['close', 'close'],
    ['cancel', 'cancel'],
  ])('%s does %s, which no variable can change', (job, operation) => {
    expect(body[`${PREFIX}:${job}`].extends).toContain(`.${PREFIX}:$[[ inputs.delivery ]]:${operation}`);
    expect(JSON.stringify(body)).not.toContain(inputVariable('operation'));
  });

  it.each(['data', 'attachments', 'work-notes', 'comments'])(
    'open the change with its %s, which no other job has',
    (input) => {
      const having = jobs.filter(
        ([name, job]) =>
          name !== `.${PREFIX}:includes` &&
          JSON.stringify(job.variables ?? {}).includes(`inputs.${input} ]]`),
      );
      expect(having.map(([name]) => name)).toEqual([`${PREFIX}:open`]);
    },
  );

  it('take no `when` from an input, so that the gate and the cancellation wait for somebody', () => {
    const when = (name: string) => body[`${PREFIX}:${name}`].when;
    expect(['gate', 'cancel'].map(when)).toEqual(['manual', 'manual']);
    const rules = jobs.flatMap(([name, job]) => (job.rules === undefined ? [] : [[name, job.rules]]));
    expect(rules).toEqual([[`.${PREFIX}:job`, [{ if: '$[[ inputs.if ]]' }]]]);
  });

  it('block at the gate, which needs no artifacts', () => {
    expect(body[`${PREFIX}:gate`]).toMatchObject({
      when: 'manual',
      allow_failure: false,
      needs: [{ job: `${PREFIX}:open`, artifacts: false }],
    });
  });

  it('close when all earlier stages have ended, whatever came of them, by what GitLab shows of the jobs', () => {
    expect(body[`${PREFIX}:deployment-over`]).toMatchObject({ when: 'manual', allow_failure: true });
    expect(body[`${PREFIX}:deployment-over`]).not.toHaveProperty('needs');
    expect(body[`${PREFIX}:close`]).toMatchObject({
      when: 'always',
      needs: [{ job: `${PREFIX}:deployment-over`, artifacts: false }],
      variables: { [inputVariable('outcome')]: 'jobs' },
    });
  });

  it('cancel when a person has confirmed it, not in the stage of the gate, where "run all" plays both', () => {
    const { stage, manual_confirmation } = body[`${PREFIX}:cancel`];
    expect(manual_confirmation).toContain('End the change?');
    expect(stage).not.toBe(body[`${PREFIX}:gate`].stage);
  });

  it('hold no resource group, which a gate that waits would keep from others', () => {
    for (const [name, job] of jobs) expect(job, name).not.toHaveProperty('resource_group');
  });

  it('keep their reports for longer than a change takes', () => {
    expect(body[`.${PREFIX}:job`].artifacts).toMatchObject({ expire_in: '90 days', when: 'always' });
  });
});
