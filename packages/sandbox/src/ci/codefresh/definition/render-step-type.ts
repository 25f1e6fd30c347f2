import { StepType } from './step-type.ts';

/**
 * What a step type makes of its arguments, without running it: for those who check what it gives.
 *
 * @param path of its `step.yaml`
 * @returns a map of sub-steps, as in a `codefresh.yml`
 * @throws Error that names the arguments that are wrong
 */
export async function renderStepType(
  path: string,
  given: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const type = await StepType.load(path);
  return type.render(type.prepareArguments(given));
}
