import type { BoardState } from '../state/board-state.ts';
import type { Notice, PerformAction } from '../state/use-actions.ts';
import { useTick } from '../state/use-tick.ts';

const JUMPS = [
  { label: '1 min', seconds: 60 },
  { label: '1 h', seconds: 3600 },
  { label: '1 day', seconds: 24 * 3600 },
];

interface Props {
  readonly state: BoardState;
  readonly act: PerformAction;
  readonly notice: Notice | undefined;
}

export function Header({ state, act, notice }: Props) {
  return (
    <header class="top">
      <h1>Change board</h1>
      <span class="connection" data-connected={state.connected}>
        {state.connected ? `ServiceNow at ${host(state.instanceUrl)}` : 'Not connected: trying again'}
      </span>
      <p role="status" class="notice" data-good={notice?.good ?? true}>
        {notice?.text}
      </p>
      <fieldset class="time" aria-label="Sandbox time">
        <span class="clock-name">Sandbox time</span>
        <Clock now={state.now} heardAt={state.heardAt} />
        {JUMPS.map(({ label, seconds }) => (
          <button
            type="button"
            key={label}
            onClick={() => act({ action: 'advance', seconds })}
            aria-label={`Move time forward by ${label}`}
            title="Move the sandbox's time forward: deadlines and retries come due"
          >
            +{label}
          </button>
        ))}
      </fieldset>
    </header>
  );
}

/** Runs on between messages. */
function Clock({ now, heardAt }: { readonly now: string; readonly heardAt: number }) {
  const since = useTick() - heardAt;
  if (now === '') return <time class="clock">connecting</time>;
  const date = new Date(Date.parse(`${now.replace(' ', 'T')}Z`) + Math.max(0, since));
  return <time class="clock">{date.toISOString().slice(0, 19).replace('T', ' ')} UTC</time>;
}

function host(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
