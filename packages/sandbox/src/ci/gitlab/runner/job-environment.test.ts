import { expect, it } from 'vitest';
import { jobEnvironment } from './job-environment.ts';

const SOURCES = { predefined: {}, configured: {}, dotenv: {}, project: {}, given: {} };

it('puts the variables of a run before those of the project, of reports, of the configuration and of GitLab', () => {
  const names = ['predefined', 'configured', 'dotenv', 'project', 'given'] as const;
  for (const [index, winner] of names.entries()) {
    const sources = names.slice(0, index + 1).map((name) => [name, { WHERE: name }]);
    expect(jobEnvironment({ ...SOURCES, ...Object.fromEntries(sources) })).toEqual({ WHERE: winner });
  }
});

it('fills variables in, again and again, but nothing in those of reports', () => {
  expect(
    jobEnvironment({
      ...SOURCES,
      predefined: { BRANCH: 'main' },
      configured: {
        A: '${B}!',
        B: '$BRANCH costs $$5',
        SELF: '$SELF',
        NONE: '[$nothing$constructor]',
        R: '<$REPORT>',
      },
      dotenv: { REPORT: '$BRANCH$$' },
    }),
  ).toEqual({
    BRANCH: 'main',
    A: 'main costs $5!',
    B: 'main costs $5',
    SELF: '$SELF',
    NONE: '[]',
    R: '<$BRANCH$$>',
    REPORT: '$BRANCH$$',
  });
});
