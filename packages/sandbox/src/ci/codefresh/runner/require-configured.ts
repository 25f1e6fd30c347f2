/** What a pipeline needs of the configuration is looked at before its first step, and told all at once. */
import { PipelineError } from '../../base/pipeline-error.ts';
import type { StepDefinition } from '../definition/step.ts';
import { substitute } from '../definition/substitution.ts';
import { cloneOf } from './clone.ts';
import { entryPoint } from './freestyle.ts';
import type { RunContext } from './run-context.ts';
import { StepScope } from './step-scope.ts';

/** @throws PipelineError with a line for each step type, image and repository that is missing */
export function requireConfigured(steps: readonly StepDefinition[], run: RunContext): void {
  const problems = new Map<string, string>();
  for (const step of steps) {
    try {
      require(step, run);
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      const { message } = error;
      // One image that many steps name is one line to add.
      const what = message.replace(` (in ${step.where})`, '');
      if (!problems.has(what)) problems.set(what, message);
    }
  }
  if (problems.size > 0) throw new PipelineError([...problems.values()].join('\n'));
}

function require(step: StepDefinition, run: RunContext): void {
  const filledIn = (text: string) => substitute(text, new StepScope(run.variables, []).read);
  // What an earlier step exports is known only when the step runs.
  const isKnown = (text: string) => !text.includes('${{');
  if (step.kind === 'typed') run.stepTypes.find(step.type, step.where);
  if (step.kind === 'freestyle') {
    const image = filledIn(step.image);
    if (isKnown(image)) entryPoint(step, image, run.images);
  }
  if (step.kind === 'git-clone') {
    const repo = filledIn(step.repo);
    if (isKnown(repo)) cloneOf(step, repo, run.repositories);
  }
}
