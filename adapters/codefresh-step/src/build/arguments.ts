/** The arguments of this step, as `step.yaml`'s template puts them into the environment. */
import { type Environment, GateError, INPUTS, type RawInputs, STRICTER_INPUTS } from '@change-gate/core';

const PREFIX = 'CHANGE_GATE_';

/**
 * @returns those that are set, by their kebab-case names: `CHANGE_GATE_SN_USER` is `sn-user`
 * @throws GateError INVALID_INPUT for one that is given twice: whoever starts a build may add a variable, and in other letters it
 * would come beside the pipeline's own
 */
export function readArguments(env: Environment): RawInputs {
  const read: Record<string, string> = {};
  for (const [variable, value] of Object.entries(env)) {
    // A secret that was pasted with its line end is the commonest wrong password.
    const text = value?.trim();
    if (!variable.startsWith(PREFIX) || text === undefined) continue;
    const name = argumentName(variable);
    if (!isStricter(name) && (text === '' || !(isSet(text) || isCredential(name)))) continue;
    if (Object.hasOwn(read, name) && read[name] !== text) {
      throw new GateError(
        'INVALID_INPUT',
        `${displayName(name)}: is given twice, in upper and in lower case, as an argument or as a variable ${PREFIX}${displayName(name)} of the build, and the two differ; leave one out.`,
      );
    }
    read[name] = text;
  }
  return read;
}

function argumentName(variable: string): string {
  return variable.slice(PREFIX.length).toLowerCase().replaceAll('_', '-');
}

/** Each argument's name, of those that hold nothing too, to how this pipeline writes it: `instance-url` to `INSTANCE_URL`. */
export function writtenNames(env: Environment): ReadonlyMap<string, string> {
  const variables = Object.keys(env).filter((variable) => variable.startsWith(PREFIX));
  return new Map(variables.map((variable) => [argumentName(variable), variable.slice(PREFIX.length)]));
}

/** How a person writes an argument: `INSTANCE_URL`. */
export function displayName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/**
 * An argument that refers to an unset variable arrives as the literal text `${{NAME}}` (seen in Codefresh's
 * own steps, which guard against it): that is no value.
 */
function isSet(value: string): boolean {
  return !/^\$\{\{[^{}]*\}\}$/.test(value);
}

/** Core refuses one that is not filled in, in whatever spelling: to sign in otherwise would be a surprise. */
function isCredential(name: string): boolean {
  return ['sn-user', 'sn-password', 'token', 'username'].includes(name) || SECRETS.includes(name);
}

/** Core refuses one that holds nothing, as the original does its policy: nobody asked for the most lenient one. */
function isStricter(name: string): boolean {
  return name === 'cr-conflict-policy' || STRICTER_INPUTS.includes(name);
}

const SECRETS: readonly string[] = Object.entries(INPUTS).flatMap(([name, input]) =>
  'secret' in input && input.secret ? [name] : [],
);
