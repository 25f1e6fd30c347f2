import { useState } from 'preact/hooks';
import type { ChangeSummary } from '../../src/board/protocol.ts';
import { Search, Shown } from './search.tsx';
import type { Choice } from './use-selection.ts';

/** Rows; a search reaches the rest. */
const MOST = 100;

interface Props {
  readonly changes: ReadonlyMap<string, ChangeSummary>;
  readonly selected: string | undefined;
  choose(choice: Choice): void;
}

export function ChangeList({ changes, selected, choose }: Props) {
  const [text, setText] = useState('');
  const found = [...changes.values()].filter((change) => matches(change, text)).reverse();
  return (
    <section class="changes panel" aria-labelledby="changes">
      <div class="panel-head">
        <h2 id="changes">Changes</h2>
        <Search label="Search changes" text={text} onText={setText} />
      </div>
      <div class="scroll">
        {found.length === 0 && <p class="empty">No change here.</p>}
        <ul class="rows">
          {found.slice(0, MOST).map((change) => (
            <li key={change.number}>
              <button
                type="button"
                class="row"
                aria-current={change.number === selected}
                onClick={() => choose({ kind: 'change', number: change.number })}
              >
                <span class="number">{change.number}</span>
                <StateTag change={change} />
                <span class="row-text">{change.shortDescription}</span>
              </button>
            </li>
          ))}
        </ul>
        <Shown shown={MOST} of={found.length} what="changes" />
      </div>
    </section>
  );
}

export function StateTag({ change }: { readonly change: ChangeSummary }) {
  return (
    <span class="pill" data-standing={standingOf(change)}>
      {change.onHold ? `${change.stateLabel}, on hold` : change.stateLabel}
    </span>
  );
}

/** Colours as the pipelines': what waits for people is amber, what is over is green or red. */
function standingOf({ state, approval, onHold }: ChangeSummary): string {
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
