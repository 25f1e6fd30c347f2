/**
 * A Codefresh step gets its arguments as environment variables: `step.yaml`'s template turns `INSTANCE_URL`
 * into `CHANGE_GATE_INSTANCE_URL`. The prefix keeps them apart from the pipeline's own variables, which are
 * in the same environment; a pipeline variable with the prefix is an argument for every step.
 */
import type { ReadInputs } from '@change-gate/core';

const PREFIX = 'CHANGE_GATE_';

export const readInputs: ReadInputs = (env) => ({
  values: Object.fromEntries(
    Object.entries(env).flatMap(([variable, value]) =>
      variable.startsWith(PREFIX) && isSet(value)
        ? [[variable.slice(PREFIX.length).toLowerCase().replaceAll('_', '-'), value]]
        : [],
    ),
  ),
  spell: (name) => name.toUpperCase().replaceAll('-', '_'),
});

/**
 * An argument that refers to an unset variable arrives as the literal text `${{NAME}}` (seen in Codefresh's
 * own steps, which guard against it): that is no value.
 */
function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '' && !/^\$\{\{[^{}]*\}\}$/.test(value);
}
