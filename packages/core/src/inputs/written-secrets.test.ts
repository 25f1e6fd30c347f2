import { expect, it } from 'vitest';
import { INPUTS } from '../inputs.ts';
import { writtenSecrets } from './written-secrets.ts';

const problems = (values: Readonly<Record<string, string>>) =>
  writtenSecrets({ values, displayName: (name) => name.toUpperCase() }, INPUTS);

it.each(['data', 'tasks', 'work-notes', 'comments', 'close-notes'])(
  'names %s that holds a secret, and the secret by its name',
  (name) => {
    const [problem = '', ...others] = problems({ [name]: 'fix correct-horse!', password: 'correct-horse' });
    expect(problem).toContain(`${name.toUpperCase()}: holds what PASSWORD holds`);
    expect(problem).not.toContain('correct-horse');
    expect(others).toEqual([]);
  },
);

it('finds any secret of the step', () => {
  expect(problems({ data: 'a glpat-0123456789', 'callback-token': 'glpat-0123456789' })).toHaveLength(1);
});

it('has nothing against other texts, other inputs and short secrets', () => {
  expect(problems({ data: 'horses', password: 'correct-horse', comments: '' })).toEqual([]);
  expect(problems({ username: 'correct-horse', password: 'correct-horse' })).toEqual([]);
  expect(problems({ data: 'shorter', password: 'shorter' })).toEqual([]);
  expect(problems({ data: 'passw0rd', password: 'passw0rd' })).toHaveLength(1);
  expect(problems({ data: 'x' })).toEqual([]);
});
