import { useEffect, useRef } from 'preact/hooks';
import type { AttemptView, ChangeDetail, RegistrationView } from '../../protocol.ts';
import type { PerformAction } from '../state/use-actions.ts';

interface Props {
  readonly detail: ChangeDetail | undefined;
  readonly act: PerformAction;
}

/** Every callback registration of the change, and every attempt at delivering its decision. */
export function Deliveries({ detail, act }: Props) {
  const registrations = detail?.registrations ?? [];
  const box = useRef<HTMLElement>(null);
  // The newest attempt is what people wait for.
  const attempts = registrations.reduce((sum, one) => sum + one.attempts.length, 0);
  useEffect(() => box.current?.scrollTo(0, attempts === 0 ? 0 : box.current.scrollHeight), [attempts]);
  return (
    <section class="deliveries panel" aria-labelledby="deliveries">
      <div class="panel-head">
        <h2 id="deliveries">Callbacks</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" ref={box} tabIndex={0} aria-label="Callback timeline">
        {registrations.length === 0 && (
          <p class="empty">{detail === undefined ? 'None yet.' : 'Nothing is registered for this change.'}</p>
        )}
        {registrations.map((registration) => (
          <Registration key={registration.id} registration={registration} act={act} />
        ))}
      </section>
    </section>
  );
}

interface RegistrationProps {
  readonly registration: RegistrationView;
  readonly act: PerformAction;
}

function Registration({ registration, act }: RegistrationProps) {
  const { build, status, decision, reason, registered, decidedAt, deadline, nextAttempt, attempts } =
    registration;
  const ended = registration.endedAt !== '';
  return (
    <article class="registration">
      <h3>
        Build <span class="id">{build.slice(-6)}</span>
        <span class="pill" data-status={STATUS[status] ?? 'waiting'}>
          {status}
        </span>
        {status === 'refused' && (
          <button type="button" onClick={() => act({ action: 'retry', registration: registration.id })}>
            Retry delivery
          </button>
        )}
      </h3>
      <ol class="timeline">
        <Point at={registered} status="passed" text="registered: ServiceNow will call this build back" />
        {decidedAt !== '' && (
          <Point
            at={decidedAt}
            status={decision === 'approved' ? 'passed' : 'failed'}
            text={`${decision}: ${reason}`}
          />
        )}
        {attempts.map((attempt) => (
          <Point
            key={attempt.attempt}
            at={attempt.finished || attempt.started}
            status={OUTCOME[attempt.outcome] ?? 'paused'}
            text={told(attempt)}
          />
        ))}
        {!ended && decision === 'pending' && deadline !== '' && (
          <Point at={deadline} status="waiting" text="deadline: without a decision the build is denied" />
        )}
        {nextAttempt !== '' && <Point at={nextAttempt} status="waiting" text="next attempt" />}
      </ol>
    </article>
  );
}

const STATUS: Readonly<Record<string, string>> = {
  due: 'running',
  delivering: 'running',
  delivered: 'passed',
  refused: 'failed',
  expired: 'failed',
};

const OUTCOME: Readonly<Record<string, string>> = {
  '': 'running',
  sent: 'running',
  started: 'running',
  stopped: 'failed',
  delivered: 'passed',
  'already-decided': 'passed',
  'build-ended': 'passed',
  refused: 'failed',
};

function told({ attempt, outcome, answer }: AttemptView): string {
  if (outcome === '') return `attempt ${attempt} is under way`;
  return `attempt ${attempt}: ${outcome}${answer === '' ? '' : `. ${answer}`}`;
}

function Point({ at, status, text }: { at: string; status: string; text: string }) {
  return (
    <li data-status={status}>
      <time class="when">{at.slice(11)}</time>
      <span class="point" aria-hidden="true" />
      <span>{text}</span>
    </li>
  );
}
