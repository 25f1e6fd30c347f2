import { readYaml } from '@change-gate/core';
import { expect, it } from 'vitest';
import { keywordsOf } from './configuration.ts';
import { warnOfOptionalJobs } from './optional-deployment.ts';

async function warnings(yaml: string, stage = 'deploy'): Promise<string[]> {
  const job = { name: 'x', stage, needs: null, keywords: keywordsOf(await readYaml(yaml)) };
  return warnOfOptionalJobs({ prefix: 'qa', stages: ['deploy'] }, [job]);
}

it.each([
  ['is manual', '{when: manual}'],
  ['is manual beside rules', '{when: manual, rules: [{if: $A}]}'],
  ['is manual by a rule and may fail', '{allow_failure: true, rules: [{if: $A, when: manual}]}'],
  ['is manual by a rule that lets it fail', '{rules: [{if: $A}, {when: manual, allow_failure: true}]}'],
])('warns of a job of the deployment that %s', async (_what, yaml) => {
  expect(await warnings(yaml)).toEqual([
    expect.stringMatching(/^Job x of stage deploy is manual .*, so qa:close does not wait for it/),
  ]);
});

it.each([
  ['runs by itself, and may fail', '{allow_failure: true, rules: [{if: $A}]}'],
  ['blocks', '{when: manual, allow_failure: false}'],
  ['blocks by a rule', '{rules: [{when: manual}]}'],
  ['has a rule that lets it block', '{when: manual, rules: [{if: $A, allow_failure: false}]}'],
  ['asks ServiceNow itself', '{when: manual, script: [change-gate verify]}'],
  ['is in another stage', '{when: manual}', 'cleanup'],
])('does not warn of one that %s', async (_what, yaml, stage?: string) => {
  expect(await warnings(yaml, stage)).toEqual([]);
});
