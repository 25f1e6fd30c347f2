import type { ChangeDetail } from '../../protocol.ts';
import type { Decide } from '../state/use-decision.ts';

const ASSESS = '-4';
const AUTHORIZE = '-3';
const IMPLEMENT = '-1';
const CLOSED = '3';
const CANCELED = '4';

interface Props {
  readonly detail: ChangeDetail;
  readonly decide: Decide;
}

/** What each action does, under its name. */
const DOES = {
  Approve: 'answers for the person who is asked first. The last approval moves the change to Scheduled.',
  Reject: 'answers for that person. The change goes back to New, and ServiceNow has the CI stop the build.',
  'Start implementation':
    'moves the approved change from Scheduled to Implement, and so releases the pipeline that waits.',
  'Ask for more':
    'moves the change back to New with your comment, a question to its requester. The pipeline goes on waiting.',
  'Put on hold':
    'keeps the change where it is, for your reason. No pipeline is released until it is taken off.',
  'Take off hold': 'ends the hold. Whoever was asked before is asked again.',
  'Cancel change': 'ends the change, for your reason. ServiceNow has the CI stop the build.',
  'Let it expire':
    "moves the sandbox's time past the deadline of the build that waits, or sets one where it has none: ServiceNow denies the build.",
} as const;

/** Buttons stay where they are and keep the focus; one that makes no sense now is `aria-disabled`. */
export function ChangeActions({ detail, decide }: Props) {
  const { number, state, onHold, approvals, registrations, model } = detail;
  const { comment } = decide;
  const asked = approvals.some((approval) => approval.state === 'requested');
  const open = state !== CLOSED && state !== CANCELED;
  const undecided = state === ASSESS || state === AUTHORIZE;
  const expires = registrations.some(({ decision, endedAt }) => decision === 'pending' && endedAt === '');
  const mayGoTo = (wanted: string) => model.some(({ value, reachable }) => value === wanted && reachable);
  return (
    <fieldset class="actions" aria-label={`Decide on ${number}`}>
      <Action
        on={asked}
        kind="good"
        label="Approve"
        run={() => decide.act({ action: 'approve', number, comment })}
      />
      <Action
        on={asked}
        kind="bad"
        label="Reject"
        run={() => decide.act({ action: 'reject', number, comment })}
      />
      <Action
        on={mayGoTo(IMPLEMENT)}
        kind="good"
        label="Start implementation"
        run={() => decide.move(number, IMPLEMENT)}
      />
      <Action
        on={undecided}
        label="Ask for more"
        run={() => decide.act({ action: 'ask', number, comment })}
      />
      <Action
        on={open}
        label={onHold ? 'Take off hold' : 'Put on hold'}
        run={() => decide.act(onHold ? { action: 'unhold', number } : { action: 'hold', number, comment })}
      />
      <Action on={mayGoTo(CANCELED)} label="Cancel change" run={() => decide.move(number, CANCELED)} />
      <Action on={expires} label="Let it expire" run={() => decide.act({ action: 'expire', number })} />
      <input
        type="text"
        ref={decide.commentBox}
        aria-label="Your comment"
        placeholder="Your comment"
        value={comment}
        onInput={({ currentTarget }) => decide.setComment(currentTarget.value)}
      />
      {mayGoTo(CLOSED) && <CloseCode detail={detail} decide={decide} />}
      <Help />
    </fieldset>
  );
}

function CloseCode({ detail: { closeCodes }, decide }: Props) {
  return (
    <select
      ref={decide.closeCodeBox}
      aria-label="Close code"
      value={decide.closeCode}
      onChange={({ currentTarget }) => decide.setCloseCode(currentTarget.value)}
    >
      <option value="">Close code</option>
      {closeCodes.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function Help() {
  return (
    <details class="help">
      <summary>What these do</summary>
      <dl>
        {Object.entries(DOES).map(([name, does]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

interface ActionProps {
  readonly on: boolean;
  readonly label: keyof typeof DOES;
  readonly kind?: 'good' | 'bad';
  run(): void;
}

function Action({ on, label, kind, run }: ActionProps) {
  return (
    <button
      type="button"
      class={kind}
      title={`${label} ${DOES[label]}`}
      aria-disabled={!on}
      onClick={() => on && run()}
    >
      {label}
    </button>
  );
}
