import { describe, expect, it } from 'vitest';
import { readTrigger } from './trigger.ts';

const CHILD = { local: 'child.yml' };

describe('readTrigger', () => {
  it('reads the files of a child pipeline, in each of its forms', () => {
    expect(readTrigger({ include: 'child.yml' }, 'start')).toEqual({
      include: [CHILD],
      depend: false,
      yamlVariables: true,
    });
    const forward = { yaml_variables: false };
    expect(readTrigger({ include: [CHILD], strategy: 'depend', forward }, 'start')).toEqual({
      include: [CHILD],
      depend: true,
      yamlVariables: false,
    });
    const inputs = { stage: 'qa' };
    expect(readTrigger({ include: { ...CHILD, inputs } }, 'start')?.include).toEqual([{ ...CHILD, inputs }]);
    expect(readTrigger(undefined, 'build')).toBeNull();
  });

  it.each([
    ['globex/other', 'trigger: project'],
    [{ project: 'globex/other' }, 'trigger: project'],
    [{ include: [{ artifact: 'child.yml', job: 'make' }] }, 'trigger: include: artifact'],
    [{ include: [{ project: 'globex/other', file: 'child.yml' }] }, 'trigger: include: project'],
    [{ include: [CHILD], strategy: 'mirror' }, 'trigger: strategy: mirror'],
    [{ include: [CHILD], forward: { pipeline_variables: true } }, 'trigger: forward: pipeline_variables'],
  ])('refuses %j by name', (value, named) => {
    expect(() => readTrigger(value, 'start')).toThrowError(
      `The sandbox's GitLab does not implement \`${named}\` (in job start)`,
    );
  });
});
