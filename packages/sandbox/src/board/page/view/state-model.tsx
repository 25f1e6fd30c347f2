import type { ChangeDetail, StateStep } from '../../protocol.ts';
import type { Decide } from '../state/use-decision.ts';

const CANCELED = '4';

interface Props {
  readonly detail: ChangeDetail;
  readonly decide: Decide;
}

/** The state model, drawn. A state that the change may go to next is a way to move it there. */
export function StateModel({ detail, decide }: Props) {
  const { model, state, number } = detail;
  const current = model.findIndex(({ value }) => value === state);
  return (
    <ol class="state-model" aria-label="State model">
      {model.map((step, index) => (
        <li key={step.value} data-place={place(step, index, current, state)}>
          {/* Never disabled: a button that was pressed keeps the focus. */}
          <button
            type="button"
            aria-current={index === current ? 'step' : undefined}
            aria-disabled={!step.reachable}
            title={step.reachable ? `Move ${number} to ${step.label}` : undefined}
            onClick={() => step.reachable && decide.move(number, step.value)}
          >
            <span class="dot" aria-hidden="true" />
            <span class="sr-only">{step.reachable ? 'Move to ' : ''}</span>
            {step.label}
          </button>
        </li>
      ))}
    </ol>
  );
}

function place(step: StateStep, index: number, current: number, state: string): string {
  if (index === current) return 'current';
  if (step.value === CANCELED) return step.reachable ? 'exit' : 'closed-exit';
  if (state !== CANCELED && index < current) return step.reachable ? 'back' : 'done';
  return step.reachable ? 'next' : 'later';
}
