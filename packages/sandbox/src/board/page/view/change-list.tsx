import { useMemo, useState } from 'preact/hooks';
import type { ChangeSummary } from '../../protocol.ts';
import { useOlder } from '../state/use-older.ts';
import type { Choice } from '../state/use-selection.ts';
import { moveFocus } from './move-focus.ts';
import { ShowOlder } from './older.tsx';
import { Search } from './search.tsx';

/** Rows to begin with. */
const FIRST = 100;

interface Props {
  readonly changes: ReadonlyMap<string, ChangeSummary>;
  readonly selected: string | undefined;
  choose(choice: Choice): void;
}

export function ChangeList({ changes, selected, choose }: Props) {
  const [text, setText] = useState('');
  const older = useOlder(FIRST);
  const found = [...changes.values()].filter((change) => matches(change, text)).reverse();
  const rows = found.slice(0, older.shown);
  const stop = rows.some(({ number }) => number === selected) ? selected : rows[0]?.number;
  return (
    <section class="changes panel" aria-labelledby="changes">
      <div class="panel-head">
        <h2 id="changes">Changes</h2>
        <Search label="Search changes" text={text} onText={setText} />
      </div>
      <div class="scroll">
        {found.length === 0 && (
          <p class="empty">{changes.size === 0 ? 'No change yet.' : 'No change matches.'}</p>
        )}
        <ul class="rows" aria-labelledby="changes" onKeyDown={moveFocus}>
          {rows.map((change, index) => (
            <Row
              key={change.number}
              change={change}
              position={index + 1}
              of={found.length}
              isStop={change.number === stop}
              isSelected={change.number === selected}
              choose={choose}
            />
          ))}
        </ul>
        <ShowOlder older={older} of={found.length} what="changes" />
      </div>
    </section>
  );
}

interface RowProps {
  readonly change: ChangeSummary;
  /** From 1, among `of`. */
  readonly position: number;
  readonly of: number;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly isSelected: boolean;
  choose(choice: Choice): void;
}

/** The same row is not drawn again: there may be thousands, and messages come many times a second. */
function Row({ change, position, of, isStop, isSelected, choose }: RowProps) {
  return useMemo(
    () => (
      <li aria-posinset={position} aria-setsize={of}>
        <button
          type="button"
          class="row"
          tabIndex={isStop ? 0 : -1}
          aria-current={isSelected}
          onClick={() => choose({ kind: 'change', number: change.number })}
        >
          <span class="number">{change.number}</span>
          <StateTag change={change} />
          <span class="row-text">
            <b>{aside(change)}</b> {change.shortDescription}
          </span>
        </button>
      </li>
    ),
    [change, position, of, isStop, isSelected, choose],
  );
}

function StateTag({ change }: { readonly change: ChangeSummary }) {
  return (
    <span class="pill" data-status={statusOf(change)}>
      {change.stateLabel}
    </span>
  );
}

/** What the state alone does not say: a rejected change is in New again. */
function aside({ onHold, approval, state }: ChangeSummary): string {
  if (onHold) return 'On hold';
  return approval === 'rejected' && state === '-5' ? 'Rejected' : '';
}

/** Colours as the pipelines': what waits for people is amber, what is over is green or red. */
function statusOf({ state, approval, onHold }: ChangeSummary): string {
  if (onHold) return 'paused';
  if (approval === 'rejected' || state === '4') return 'failed';
  if (state === '-1' || state === '0') return 'running';
  if (state === '3') return 'passed';
  return state === '-5' ? 'waiting' : 'paused';
}

function matches({ number, shortDescription, stateLabel }: ChangeSummary, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [number, shortDescription, stateLabel].some((part) => part.toLowerCase().includes(wanted));
}
