import { afterEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import type { RunOptions } from '../options.ts';
import { CodefreshServer } from '../server.ts';

const clock = new SandboxClock();
let server: CodefreshServer;

afterEach(() => server.close());

async function run(pipeline: string, options: RunOptions = {}) {
  server = await CodefreshServer.start({
    clock,
    apiKeys: [],
    images: { alpine: [] },
    stepTypes: [],
  });
  return server.run(`version: '1.0'\n${pipeline}`, options);
}

const shell = (command: string, more = '') =>
  `{image: alpine, commands: ['${command}']${more && `, ${more}`}}`;

it('shares the volume between steps, and nothing else; a pause drops it', async () => {
  const look = shell('echo "volume [$(ls)] home [$(ls ~)]"');
  const build = await run(`
steps:
  write: ${shell('echo a > left; echo b > ~/left')}
  look: ${look}
  wait: {type: pending-approval}
  again: ${look}
`);
  await build.paused;
  server.approve(build.id, 'Petra');
  expect(await build.finished).toBe('success');
  expect(build.log).toContain('look | volume [left] home []');
  expect(build.log).toContain('again | volume [] home []');
});

describe('`when`', () => {
  const CHOICE = `
steps:
  wait: {type: pending-approval, fail_fast: false}
  go: ${shell('echo go', 'when: {steps: [{name: wait, on: [approved]}]}')}
  stop: ${shell('echo stop', 'when: {steps: [{name: wait, on: [denied]}]}')}
  after: ${shell('echo after', 'when: {steps: {any: [{name: go}, {name: stop, on: [finished]}]}}')}
`;

  it.each([
    ['approve', 'go', 'stop'],
    ['deny', 'stop', 'go'],
  ] as const)('chooses by the result of an approval: %s', async (decision, ran, skipped) => {
    const build = await run(CHOICE);
    await build.paused;
    server[decision](build.id, 'Petra');
    expect(await build.finished).toBe('success');
    const status = (name: string) => build.steps.find((step) => step.name === name)?.status;
    expect([status(ran), status(skipped), status('after')]).toEqual(['success', 'skipped', 'success']);
  });

  it.each([
    ['{branch: {only: [main, /^release/]}}', true],
    ['{branch: {ignore: [/MAIN/i]}}', false],
    [`{condition: {all: {branch: '"\${{CF_BRANCH}}" == "main"'}}}`, true],
    [`{condition: {all: {set: 'includes("\${{UNSET}}", "{{UNSET}}") == false'}}}`, false],
    [`{condition: {any: {no: '1 == 2', yes: 'steps.before.result == "success"'}}}`, true],
    [`{condition: {all: {ok: 'workflow.result == "running"'}}, branch: {only: [x]}}`, false],
  ])('%s: %s', async (when, runs) => {
    const build = await run(`
steps:
  before: ${shell('true')}
  it: ${shell('echo ran', `when: ${when}`)}
`);
    expect(await build.finished).toBe('success');
    expect(build.steps[1]?.status).toBe(runs ? 'success' : 'skipped');
  });

  it('fails the step when it cannot be evaluated', async () => {
    const build = await run(`steps: {it: ${shell('true', `when: {condition: {all: {x: nobody == 1}}}`)}}`);
    expect(await build.finished).toBe('error');
    expect(build.log).toContain('it | failed: the condition `nobody == 1` cannot be evaluated');
  });
});

describe('hooks', () => {
  const hooks = (...names: string[]) =>
    `hooks: {${names.map((name) => `${name}: {exec: ${shell(`echo ${name}`)}}`).join(', ')}}`;
  const ALL = hooks('on_elected', 'on_success', 'on_fail', 'on_finish');

  it.each([
    ['true', ['on_elected', 'on_success', 'on_finish']],
    ['false', ['on_elected', 'on_fail', 'on_finish']],
  ])('of a step that runs `%s` run around it', async (command, expected) => {
    const build = await run(`steps: {it: ${shell(command, ALL)}}`);
    await build.finished;
    expect(build.log.match(/(?<=\| )on_\w+/g)).toEqual(expected);
    expect(build.steps.map(({ name }) => name)).toEqual([
      'it',
      ...expected.map((name) => `it.hooks.${name}.exec`),
    ]);
  });

  it('of an approval see its denial', async () => {
    const build = await run(`steps: {wait: {type: pending-approval, ${ALL}}}`);
    await build.paused;
    server.deny(build.id, 'Paul');
    expect(await build.finished).toBe('error');
    expect(build.log.match(/(?<=\| )on_\w+/g)).toEqual(['on_elected', 'on_fail', 'on_finish']);
  });

  it('at the end never fail the build, and those at the beginning do', async () => {
    const failing = (name: string, more = '') => `hooks: {${name}: {exec: ${shell('false', more)}}}`;
    expect(await (await run(`steps: {it: ${shell('true', failing('on_success'))}}`)).finished).toBe(
      'success',
    );
    const pipeline = (hook: string) => `{version: '1.0', steps: {it: ${shell('echo ran')}}, ${hook}}`;
    const stopped = server.run(pipeline(failing('on_elected')));
    expect(await stopped.finished).toBe('error');
    expect(stopped.log).not.toContain('ran');
    expect(await server.run(pipeline(failing('on_elected', 'fail_fast: false'))).finished).toBe('success');
  });
});

describe('a step that fails', () => {
  const FLAKY = 'echo "try $CF_CURRENT_ATTEMPT of $CF_MAX_ATTEMPTS"; test "$CF_CURRENT_ATTEMPT" = 3';

  it('is tried again, with growing pauses', async () => {
    const retry = 'retry: {maxAttempts: 3, delay: 5, exponentialFactor: 2}';
    const build = await run(`steps: {it: {image: alpine, commands: ['${FLAKY}'], ${retry}}}`);
    const begun = clock.now().getTime();
    server.on((event) => {
      if (event.type === 'log' && event.line.includes('failed')) setImmediate(() => clock.advance(125_000));
    });
    expect(await build.finished).toBe('success');
    expect(build.log.match(/try \d of \d/g)).toEqual(['try 1 of 3', 'try 2 of 3', 'try 3 of 3']);
    expect(clock.now().getTime() - begun).toBeGreaterThanOrEqual(150_000);
  });

  it('stays failed when its attempts are used up', async () => {
    const build = await run(`steps: {it: ${shell('false', 'retry: {maxAttempts: 1}')}}`);
    expect(await build.finished).toBe('error');
  });

  it('is stopped when it takes longer than its timeout', async () => {
    const build = await run(`steps: {it: ${shell('echo begun; sleep 600', 'timeout: 1.5h')}}`);
    server.on((event) => {
      if (event.type === 'log' && event.line.includes('begun')) clock.advance(5_400_000);
    });
    expect(await build.finished).toBe('error');
    expect(build.steps[0]?.error).toBe('it ran longer than its timeout of 5400 s');
  });
});

describe('a restart', () => {
  const PIPELINE = `
steps:
  open: ${shell('echo opened; echo NUMBER=$CF_BUILD_ID >> /codefresh/volume/env_vars_to_export')}
  wait: {type: pending-approval}
  deploy: ${shell('echo deploying ${{NUMBER}}; test -n "$NUMBER" -a "$CF_BUILD_ID" != "$NUMBER"')}
`;

  it('is a new build with a new id', async () => {
    const first = await run(PIPELINE);
    await first.paused;
    expect(() => server.restart(first.id)).toThrow('has not ended');
    server.deny(first.id, 'Paul');
    await first.finished;
    const second = server.restart(first.id);
    expect(second.id).not.toBe(first.id);
    await second.paused;
    expect(second.outputs.NUMBER).toBe(second.id);
    expect(() => server.restart('nobody')).toThrow('There is no build nobody');
  });

  it('from the failed step keeps what was before it', async () => {
    const first = await run(PIPELINE);
    await first.paused;
    server.approve(first.id, 'Petra');
    expect(await first.finished).toBe('error');
    const second = server.restart(first.id, 'failed-step');
    expect(await second.finished).toBe('success');
    expect(second.log).toBe(`deploy | deploying ${first.id}`);
  });
});
