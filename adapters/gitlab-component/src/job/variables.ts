/**
 * The variables that hold a job's inputs. The template writes the component's input `instance-url` into its jobs as
 * `CHANGE_GATE_INPUT_INSTANCE_URL`, empty where it is not given. `CHANGE_GATE_INSTANCE_URL` is for people, and comes before it
 * wherever they write it: under one name, a job's own variables would come before those at the top of the pipeline's file
 * (GitLab docs, "CI/CD variable precedence"), and an input that is not given would hide them.
 */
import { type Environment, GateError, type ReadInputs } from '@change-gate/core';
import { ID_TOKEN_VARIABLE } from './id-token.ts';

const PREFIX = 'CHANGE_GATE_';
const INPUT_PREFIX = `${PREFIX}INPUT_`;

/** What GitLab makes the jobs of: a variable of that name would do nothing. */
export const TEMPLATE_INPUTS = [
  'job-prefix',
  'stage',
  'close-stage',
  'if',
  'sign-in',
  'id-token-audience',
  'vault-secret',
  'vault-engine',
  'delivery',
  'image',
  'node-image',
];

/** What a job of the component is. A variable that says otherwise would have it do what its pipeline was not made for. */
const OF_THE_JOB = ['gate-name', 'gate', 'environment', 'deploy-stages', 'trigger-jobs', 'outcome'];

export const readVariables: ReadInputs = (env) => {
  const given = valuesOf(env, INPUT_PREFIX);
  const variables = valuesOf(env, PREFIX, INPUT_PREFIX);
  for (const name of TEMPLATE_INPUTS) if (variables[name] !== undefined) throw inputAlone(name);
  for (const name of OF_THE_JOB) {
    const isOfTheJob = env[variableName(INPUT_PREFIX, name)] !== undefined;
    const variable = variables[name];
    if (isOfTheJob && variable !== undefined && variable !== given[name]) throw inputAlone(name);
  }
  return { values: { ...given, ...variables }, displayName: (name) => variableName(PREFIX, name) };
};

/** @returns the name by which the template gives an input to a job */
export function inputVariable(name: string): string {
  return variableName(INPUT_PREFIX, name);
}

function variableName(prefix: string, name: string): string {
  return prefix + name.toUpperCase().replaceAll('-', '_');
}

/** By the input's name. */
function valuesOf(env: Environment, prefix: string, otherThan?: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([variable, value]) => {
      if (variable === ID_TOKEN_VARIABLE) return [];
      if (otherThan !== undefined && variable.startsWith(otherThan)) return [];
      // A secret that was pasted with its line end is the commonest wrong password.
      const text = value?.trim();
      return variable.startsWith(prefix) && text
        ? [[variable.slice(prefix.length).toLowerCase().replaceAll('_', '-'), text]]
        : [];
    }),
  );
}

function inputAlone(name: string): GateError {
  const variable = variableName(PREFIX, name);
  return new GateError(
    'INVALID_INPUT',
    `${variable}: is an input of the component alone, since GitLab makes the jobs of it. Give it under "inputs" of the include, ` +
      'and take the variable away.',
  );
}
