import { useState } from 'preact/hooks';
import type { ChangeDetail } from '../../protocol.ts';
import type { PerformAction } from '../state/use-actions.ts';

const ASSESS = '-4';
const AUTHORIZE = '-3';
const IMPLEMENT = '-1';
const CANCELED = '4';

interface Props {
  readonly detail: ChangeDetail;
  readonly act: PerformAction;
}

/** Buttons stay where they are and keep the focus; one that makes no sense now is `aria-disabled`. */
export function ChangeActions({ detail, act }: Props) {
  const { number, state, onHold, approvals, registrations, model } = detail;
  const [note, setNote] = useState('');
  const asked = approvals.some((approval) => approval.state === 'requested');
  const open = state !== '3' && state !== CANCELED;
  const undecided = state === ASSESS || state === AUTHORIZE;
  const expires = registrations.some(({ decision }) => decision === 'pending');
  const mayGoTo = (wanted: string) => model.some(({ value, reachable }) => value === wanted && reachable);
  const take = async (what: Parameters<PerformAction>[0]) => {
    await act(what);
    setNote('');
  };
  return (
    <fieldset class="actions" aria-label={`Decide on ${number}`}>
      <Action on={asked} kind="good" label="Approve" run={() => take({ action: 'approve', number })} />
      <Action on={asked} kind="bad" label="Reject" run={() => take({ action: 'reject', number, note })} />
      <Action
        on={mayGoTo(IMPLEMENT)}
        kind="good"
        label="Start implementation"
        run={() => take({ action: 'move', number, state: IMPLEMENT })}
      />
      <Action on={undecided} label="Ask for more" run={() => take({ action: 'ask', number, note })} />
      <Action
        on={open}
        label={onHold ? 'Take off hold' : 'Put on hold'}
        run={() => take(onHold ? { action: 'unhold', number } : { action: 'hold', number, note })}
      />
      <Action
        on={mayGoTo(CANCELED)}
        label="Cancel change"
        run={() => take({ action: 'move', number, state: CANCELED })}
      />
      <Action on={expires} label="Let it expire" run={() => take({ action: 'expire', number })} />
      <input
        type="text"
        aria-label="Note to go with it"
        placeholder="Note to go with it"
        value={note}
        onInput={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </fieldset>
  );
}

interface ActionProps {
  readonly on: boolean;
  readonly label: string;
  readonly kind?: 'good' | 'bad';
  run(): void;
}

function Action({ on, label, kind, run }: ActionProps) {
  return (
    <button type="button" class={kind} aria-disabled={!on} onClick={() => on && run()}>
      {label}
    </button>
  );
}
