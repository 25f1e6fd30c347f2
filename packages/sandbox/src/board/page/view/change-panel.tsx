import type { ChangeDetail } from '../../protocol.ts';
import type { PipelineView } from '../state/board-state.ts';
import type { PerformAction } from '../state/use-actions.ts';
import { useDecision } from '../state/use-decision.ts';
import { ChangeActions } from './change-actions.tsx';
import { Evidence } from './evidence.tsx';
import { nextStep } from './next-step.ts';
import { StateModel } from './state-model.tsx';

interface Props {
  readonly detail: ChangeDetail | undefined;
  /** The one that is looked at, which may have no change. */
  readonly pipeline: PipelineView | undefined;
  readonly act: PerformAction;
}

export function ChangePanel({ detail, pipeline, act }: Props) {
  return (
    <section class="change panel" aria-labelledby="change">
      {detail === undefined ? (
        <Story pipeline={pipeline} />
      ) : (
        <Change key={detail.number} detail={detail} act={act} />
      )}
    </section>
  );
}

/** What there is to see, while there is nothing to see. */
function Story({ pipeline }: Pick<Props, 'pipeline'>) {
  return (
    <>
      <div class="panel-head">
        <h2 id="change">Change request</h2>
      </div>
      <div class="scroll story">
        <p>
          {pipeline === undefined
            ? 'Press one of the blue buttons to begin.'
            : `${pipeline.name} has opened no change so far.`}
        </p>
        <ol>
          <li>
            <b>Start a pipeline on the left.</b> It opens a change request and registers a callback.
          </li>
          <li>
            <b>It pauses at its CI's own gate.</b> No runner waits, and nothing polls.
          </li>
          <li>
            <b>Decide here, as a change manager does.</b> Approving alone releases nothing, unless the
            pipeline has <code>implement: true</code>: move the approved change from Scheduled to Implement.
            Then, or once it is rejected or canceled, ServiceNow calls the CI back within a second or so.
          </li>
          <li>
            <b>The pipeline goes on, or stops.</b> It reads the change itself before it deploys, and closes it
            afterwards.
          </li>
        </ol>
      </div>
    </>
  );
}

function Change({ detail, act }: { readonly detail: ChangeDetail; readonly act: PerformAction }) {
  const decide = useDecision(act);
  return (
    <>
      <div class="panel-head">
        <h2 id="change">
          <span class="number">{detail.number}</span> {detail.shortDescription}
        </h2>
        <span class="type">{detail.type}</span>
      </div>
      <StateModel detail={detail} decide={decide} />
      <Next detail={detail} />
      <ChangeActions detail={detail} decide={decide} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll facts-and-notes" tabIndex={0} aria-label="Facts and notes">
        <div>
          <Facts detail={detail} />
          <Evidence evidence={detail.evidence} />
        </div>
        <Notes detail={detail} />
      </section>
    </>
  );
}

function Next({ detail }: { readonly detail: ChangeDetail }) {
  const { status, text } = nextStep(detail);
  return (
    <p class="next" data-status={status}>
      {text}
    </p>
  );
}

function Facts({ detail }: { readonly detail: ChangeDetail }) {
  const { plannedStart, plannedEnd, approvals, onHold, onHoldReason, closeCode, closeNotes } = detail;
  return (
    <dl class="facts-list">
      <dt>Approval</dt>
      <dd>
        {detail.approval}
        {approvals.length > 0 && (
          <ul>
            {approvals.map(({ approver, state, at }) => (
              <li key={`${approver} ${at}`}>
                {approver}: {state}
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>Planned</dt>
      <dd>
        {plannedStart || plannedEnd ? `${plannedStart || 'open'} to ${plannedEnd || 'open'}` : 'no window'}
      </dd>
      <dt>Conflict</dt>
      <dd>
        {detail.conflictStatus}
        {detail.conflicts.length > 0 && (
          <ul>
            {detail.conflicts.map((conflict) => (
              <li key={conflict}>{conflict}</li>
            ))}
          </ul>
        )}
      </dd>
      {onHold && (
        <>
          <dt>On hold</dt>
          <dd>{onHoldReason || 'yes'}</dd>
        </>
      )}
      {closeCode !== '' && (
        <>
          <dt>Closed</dt>
          <dd>
            {closeCode}: {closeNotes}
          </dd>
        </>
      )}
      {detail.description !== '' && (
        <>
          <dt>Description</dt>
          <dd>{detail.description}</dd>
        </>
      )}
    </dl>
  );
}

function Notes({ detail: { notes } }: { readonly detail: ChangeDetail }) {
  return (
    <div class="notes">
      <h3>Work notes and comments</h3>
      {notes.length === 0 && <p class="empty">None yet.</p>}
      <ul>
        {notes.map(({ at, by, text }) => (
          <li key={`${at} ${by} ${text}`}>
            <span class="when">{at.slice(11)}</span> <b>{by}</b>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
