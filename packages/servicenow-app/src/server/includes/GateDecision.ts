/** The decision: may the build that waits for this change go on? The same code as in the pipeline's `verify`. */
export { DEFAULT_POLICY, decide, flagOf, isPastDeadline, MODEL, STATE } from '@change-gate/core/decision';
