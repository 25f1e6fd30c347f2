/**
 * Which of a build's gates it stands at. Codefresh does not tell: approving takes the build alone, and its status
 * is the same at every pause. So the pipeline and ServiceNow leave annotations on the build, one key per gate:
 *
 * - `GATE_OPENED_qa`: the pipeline, after `open`. `CHG0030001`, or `CHG0030001 after dev` where the build has
 *   another gate to pass first.
 * - `CHANGE_GATE_qa`: ServiceNow, before it resumes the build. `approved: CHG0030001 is in Implement`.
 * - `GATE_PASSED_qa`: the pipeline, from the first step after the pause. `CHG0030001`.
 *
 * Runs in the pipeline and inside ServiceNow: no Node, no dependency.
 */

export interface Annotation {
  readonly key: string;
  readonly value: string;
}

/** A build's annotations are those of its workflow (Codefresh CLI, and the original step). */
export const ENTITY_TYPE = 'workflow';

export function openedKey(gate: string): string {
  return `GATE_OPENED_${keyPart(gate)}`;
}

export function decidedKey(gate: string): string {
  return `CHANGE_GATE_${keyPart(gate)}`;
}

export function passedKey(gate: string): string {
  return `GATE_PASSED_${keyPart(gate)}`;
}

export function hasAnnotation(annotations: readonly Annotation[], key: string): boolean {
  return annotations.some((annotation) => annotation.key === key);
}

/** @param before the gates that the build has to pass first */
export function openedValue(change: string, before: readonly string[]): string {
  return before.length === 0 ? change : `${change} after ${before.join(', ')}`;
}

/** The gate that the build has to pass before this one; `null` when this one is next. */
export function gateBefore(gate: string, annotations: readonly Annotation[]): string | null {
  const opened = annotations.filter((annotation) => annotation.key === openedKey(gate))[0];
  const before = opened === undefined ? '' : (opened.value.split(' after ')[1] ?? '');
  const open = before
    .split(', ')
    .filter((name) => name !== '' && !hasAnnotation(annotations, passedKey(name)));
  return open[0] ?? null;
}

/** Annotation keys are letters, digits and _ (Codefresh docs, "Annotations"). */
function keyPart(gate: string): string {
  return gate.replace(/-/g, '_');
}
