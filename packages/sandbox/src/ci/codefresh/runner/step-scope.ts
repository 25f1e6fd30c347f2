/** What a step can read: variables, and the results of the steps before it. */
import type { StepResult } from '../build.ts';

export class StepScope {
  readonly #variables: Readonly<Record<string, string>>;
  readonly #steps: readonly StepResult[];

  /** @param variables as `$NAME` and `${{NAME}}` */
  constructor(variables: Readonly<Record<string, string>>, steps: readonly StepResult[]) {
    this.#variables = variables;
    this.#steps = steps;
  }

  /** The value of `${{expression}}`; undefined when it has none. */
  readonly read = (expression: string): string | undefined => {
    const [, name, property = ''] = /^steps\.([^.]+)\.(.+)$/.exec(expression) ?? [];
    if (name === undefined) return own(this.#variables, expression);
    const step = this.#steps.find((candidate) => candidate.name === name);
    if (step === undefined) return undefined;
    if (property.startsWith('output.')) return own(step.outputs, property.slice('output.'.length));
    if (property === 'result') return step.status === 'error' ? 'failure' : step.status;
    if (property === 'authEntity.name') return step.decidedBy ?? undefined;
    return undefined;
  };
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
