/** The arguments of this step, as `step.yaml`'s template puts them into the environment. */
import type { Environment, RawInputs } from '@change-gate/core';

const PREFIX = 'CHANGE_GATE_';

/** @returns those that are set, by their kebab-case names: `CHANGE_GATE_SN_USER` is `sn-user` */
export function readArguments(env: Environment): RawInputs {
  return Object.fromEntries(
    Object.entries(env).flatMap(([variable, value]) => {
      // A secret that was pasted with its line end is the commonest wrong password.
      const text = value?.trim();
      return variable.startsWith(PREFIX) && isSet(text) ? [[argumentName(variable), text]] : [];
    }),
  );
}

/** The names of all that were given, by whatever they hold: also by a variable that is not set. */
export function givenNames(env: Environment): readonly string[] {
  return Object.keys(env)
    .filter((variable) => variable.startsWith(PREFIX))
    .map(argumentName);
}

function argumentName(variable: string): string {
  return variable.slice(PREFIX.length).toLowerCase().replaceAll('_', '-');
}

/** How a person writes an argument: `INSTANCE_URL`. */
export function displayName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

/**
 * An argument that refers to an unset variable arrives as the literal text `${{NAME}}` (seen in Codefresh's
 * own steps, which guard against it): that is no value.
 */
function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '' && !/^\$\{\{[^{}]*\}\}$/.test(value);
}
