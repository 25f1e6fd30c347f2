import { describe, expect, it } from 'vitest';
import { parsePipeline } from './pipeline.ts';

const FREESTYLE = '{image: alpine, commands: [date]}';

describe('parsing codefresh.yml', () => {
  it('keeps the steps in order, and the approval defaults of Codefresh', () => {
    const { steps } = parsePipeline(`
version: 1.0
stages: [gate]
steps:
  zulu: {type: 'acct/open:1.0.0', stage: gate, arguments: {A: b}}
  alpha: {type: pending-approval, title: Wait}
  mike: {type: freestyle, arguments: {image: alpine, cmd: [a]}}
`);
    expect(steps.map(({ name, kind }) => [name, kind])).toEqual([
      ['zulu', 'typed'],
      ['alpha', 'pending-approval'],
      ['mike', 'freestyle'],
    ]);
    expect(steps[1]).toMatchObject({ timeoutMs: 168 * 3_600_000, finalState: 'terminated', failFast: true });
  });

  it('reads hooks with one step or several', () => {
    const { hooks } = parsePipeline(`
version: '1.0'
steps: {a: ${FREESTYLE}}
hooks:
  on_success: {exec: ${FREESTYLE}}
  on_finish: {steps: {one: ${FREESTYLE}, two: ${FREESTYLE}}}
`);
    const names = Object.values(hooks).map((steps) => steps.map(({ name }) => name));
    expect(names).toEqual([
      [],
      ['hooks.on_success.exec'],
      [],
      ['hooks.on_finish.one', 'hooks.on_finish.two'],
    ]);
  });

  it.each([
    ['type: parallel', `steps: {p: {type: parallel, steps: {}}}`, 'steps.p'],
    ['mode', `mode: parallel\nsteps: {a: ${FREESTYLE}}`, 'codefresh.yml'],
    ['retry', `steps: {a: {type: pending-approval, retry: {}}}`, 'steps.a'],
    ['scale', `steps: {a: {image: alpine, commands: [date], scale: {}}}`, 'steps.a'],
    [
      'annotations',
      `steps: {a: ${FREESTYLE}}\nhooks: {on_finish: {exec: ${FREESTYLE}, annotations: {}}}`,
      'codefresh.yml.hooks.on_finish',
    ],
    [
      'on: terminated',
      `steps: {a: {image: i, cmd: [b], when: {steps: [{name: x, on: [terminated]}]}}}`,
      'steps.a.when.steps.all[0]',
    ],
    ['type: build', `steps: {a: {type: build}}`, 'steps.a'],
  ])('refuses `%s` by name', (what, text, where) => {
    expect(() => parsePipeline(`version: '1.0'\n${text}`)).toThrow(
      `The sandbox's Codefresh does not implement \`${what}\` (in ${where})`,
    );
  });

  it.each([
    [`version: '1.0'`, 'needs `steps`'],
    [`version: '2.0'\nsteps: {}`, "version must be '1.0'"],
    [`version: '1.0'\nsteps: {a: {stage: x, image: i}}`, 'not one of the pipeline'],
    [`version: '1.0'\nsteps: {a: {image: i, environment: {A: b}}}`, 'environment must be a list of strings'],
    [`version: '1.0'\nsteps: {a: {image: i, commands: [a], cmd: [b]}}`, 'takes one of them'],
    [`version: '1.0'\nsteps: {a: {image: i, cmd: [b], timeout: 90}}`, 'must look like 90s'],
    [`version: '1.0'\nsteps: {a: {image: i, cmd: [b], retry: {maxAttempts: 11}}}`, 'from 1 to 10'],
    [
      `version: '1.0'\nsteps: {a: {image: i, cmd: [b], hooks: {on_fail: {exec: {type: pending-approval}}}}}`,
      'a hook cannot wait for approval',
    ],
    [`version: '1.0'\nsteps: {a: {commands: [a]}}`, 'needs `image`'],
    [
      `version: '1.0'\nsteps: {a: {type: pending-approval, timeout: {duration: '\${{X}}'}}}`,
      'duration must be a positive number',
    ],
    [`version: '1.0'\nsteps: {a: {type: pending-approval, timeout: 90m}}`, 'timeout must be a map'],
    [`version: '1.0'\nsteps: [`, 'is not YAML'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parsePipeline(text)).toThrow(message);
  });
});
