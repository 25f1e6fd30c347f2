import { expect, it } from 'vitest';
import { findMissingInputs } from './dispatch-inputs.ts';
import type { Gate } from './gate.ts';

const DISPATCH: Gate = {
  way: 'dispatch',
  environment: '',
  workflow: 'deploy.yml',
  ref: 'release/1 #2',
  eventType: '',
};

async function found(yaml: string, gate: Partial<Gate> = {}, status = 200) {
  const asked: string[] = [];
  const sentences = await findMissingInputs(
    { ...DISPATCH, ...gate },
    {
      repository: 'globex/shop',
      async read(path) {
        asked.push(path);
        const content = Buffer.from(yaml).toString('base64').replace(/.{60}/g, '$&\n');
        return { status, headers: {}, json: { encoding: 'base64', content } };
      },
    },
  );
  return { sentences, asked };
}

const taking = (...names: readonly string[]) =>
  `on: {push: {}, workflow_dispatch: {inputs: {${names.map((name) => `${name}: {required: true}`).join(', ')}}}}`;

const ALL = ['run-id', 'run-attempt', 'gate-name', 'sha'];

it('says nothing of a workflow that takes what it is given, on the branch that it is started on', async () => {
  const { sentences, asked } = await found(taking(...ALL, 'region'));
  expect(sentences).toEqual([]);
  expect(asked).toEqual(['/repos/globex/shop/contents/.github/workflows/deploy.yml?ref=release%2F1%20%232']);
});

it.each([
  [taking('run-id', 'run-attempt', 'sha'), 'takes no gate-name under'],
  ['on: {workflow_dispatch: {}}', `takes no ${ALL.join(', ')} under`],
  ['on: {workflow_dispatch: }', `takes no ${ALL.join(', ')} under`],
  ['on: [workflow_dispatch, push]', `takes no ${ALL.join(', ')} under`],
  ['on: push', `takes no ${ALL.join(', ')} under`],
])('names what a workflow with %s misses', async (yaml, words) => {
  expect((await found(yaml)).sentences).toEqual([expect.stringContaining(words)]);
});

it.each<[string, string, Partial<Gate>, number]>([
  ['a file that is not shown', taking(), {}, 403],
  ['a file that is no YAML', 'on: [', {}, 200],
  ['a workflow that is named by its id', taking(), { workflow: '4711' }, 200],
  ['an event', taking(), { workflow: '', eventType: 'change-approved' }, 200],
  ['another gate', taking(), { way: 'environment' }, 200],
])('claims nothing of %s', async (_what, yaml, gate, status) => {
  expect((await found(yaml, gate, status)).sentences).toEqual([]);
});

it('claims nothing where nobody answers', async () => {
  const read = () => Promise.reject(new Error('down'));
  expect(await findMissingInputs(DISPATCH, { repository: 'globex/shop', read })).toEqual([]);
});
