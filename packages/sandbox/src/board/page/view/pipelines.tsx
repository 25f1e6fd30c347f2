import { useState } from 'preact/hooks';
import type { CiFault, CiSummary } from '../../protocol.ts';
import { type BoardState, type PipelineView, pipelineKey } from '../state/board-state.ts';
import type { PerformAction } from '../state/use-actions.ts';
import { useOlder } from '../state/use-older.ts';
import type { Choice } from '../state/use-selection.ts';
import { moveFocus } from './move-focus.ts';
import { ShowOlder } from './older.tsx';
import { PipelineCard } from './pipeline-card.tsx';
import { Search } from './search.tsx';

/** Cards per CI to begin with. */
const FIRST = 20;

interface Props {
  readonly state: BoardState;
  readonly selected: PipelineView | undefined;
  choose(choice: Choice): void;
  readonly act: PerformAction;
}

export function Pipelines({ state, selected, choose, act }: Props) {
  const [text, setText] = useState('');
  const all = [...state.pipelines.values()].reverse();
  return (
    <section class="pipelines panel" aria-labelledby="pipelines">
      <div class="panel-head">
        <h2 id="pipelines">Pipelines</h2>
        <Search label="Search pipelines" text={text} onText={setText} />
      </div>
      <div class="scroll">
        {state.cis.map((ci) => (
          <CiSection
            key={ci.key}
            ci={ci}
            pipelines={all.filter((pipeline) => pipeline.ci === ci.key && matches(pipeline, text))}
            searched={text.trim() !== ''}
            selected={selected}
            choose={choose}
            act={act}
          />
        ))}
      </div>
    </section>
  );
}

interface CiSectionProps extends Omit<Props, 'state'> {
  readonly ci: CiSummary;
  /** Newest first. */
  readonly pipelines: readonly PipelineView[];
  readonly searched: boolean;
}

function CiSection({ ci, pipelines, searched, selected, choose, act }: CiSectionProps) {
  const older = useOlder(FIRST);
  const cards = pipelines.slice(0, older.shown);
  const isSelected = (one: PipelineView) =>
    selected !== undefined && pipelineKey(selected) === pipelineKey(one);
  const stop = cards.find(isSelected) ?? cards[0];
  async function start(pipeline: string): Promise<void> {
    const { started } = await act({ action: 'start', pipeline });
    if (started !== undefined) choose({ kind: 'pipeline', key: pipelineKey(started) });
  }
  return (
    <section class="ci" aria-labelledby={`ci-${ci.key}`}>
      <div class="ci-head">
        <h3 id={`ci-${ci.key}`}>{ci.name}</h3>
        <FaultChoice ci={ci} act={act} />
        <div class="starts">
          {ci.startablePipelines.map(({ id, label }) => (
            <button type="button" class="primary" key={id} onClick={() => start(id)}>
              <span class="sr-only">{ci.name}: </span>Start {label}
            </button>
          ))}
        </div>
      </div>
      {pipelines.length === 0 ? (
        <p class="empty">{searched ? 'No pipeline matches.' : 'No pipeline yet.'}</p>
      ) : (
        <ul class="cards" aria-label={`${ci.name} pipelines`} onKeyDown={moveFocus}>
          {cards.map((pipeline, index) => (
            <PipelineCard
              key={pipelineKey(pipeline)}
              pipeline={pipeline}
              position={index + 1}
              of={pipelines.length}
              isStop={pipeline === stop}
              selected={isSelected(pipeline)}
              choose={choose}
            />
          ))}
        </ul>
      )}
      <ShowOlder older={older} of={pipelines.length} what={`${ci.name} pipelines`} />
    </section>
  );
}

const FAULTS: readonly { readonly value: CiFault | ''; readonly label: string }[] = [
  { value: '', label: 'CI works' },
  { value: 'down', label: 'CI is down' },
  { value: 'unauthorized', label: 'CI answers 401' },
  { value: 'slow', label: 'CI is slow (3 s)' },
];

function FaultChoice({ ci, act }: { readonly ci: CiSummary; readonly act: PerformAction }) {
  return (
    <select
      class="fault"
      aria-label={`How ${ci.name} behaves`}
      data-broken={ci.fault !== null}
      value={ci.fault ?? ''}
      onChange={({ currentTarget }) =>
        act({ action: 'break', ci: ci.key, fault: (currentTarget.value || null) as CiFault | null })
      }
    >
      {FAULTS.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

function matches(pipeline: PipelineView, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [pipeline.name, pipeline.id, pipeline.word, pipeline.change ?? ''].some((part) =>
    part.toLowerCase().includes(wanted),
  );
}
