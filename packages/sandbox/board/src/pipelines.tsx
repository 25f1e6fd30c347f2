import { useState } from 'preact/hooks';
import type { LaneFault, LaneSummary } from '../../src/board/protocol.ts';
import { type BoardState, type PipelineView, pipelineKey } from './board-state.ts';
import { PipelineCard } from './pipeline-card.tsx';
import { Search, Shown } from './search.tsx';
import type { Do } from './use-acts.ts';
import type { Choice } from './use-selection.ts';

/** Cards per lane; a search reaches the rest. */
const MOST = 20;

interface Props {
  readonly state: BoardState;
  readonly selected: PipelineView | undefined;
  choose(choice: Choice): void;
  readonly act: Do;
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
        {state.lanes.map((lane) => (
          <LaneSection
            key={lane.key}
            lane={lane}
            pipelines={all.filter((pipeline) => pipeline.lane === lane.key && matches(pipeline, text))}
            selected={selected}
            choose={choose}
            act={act}
          />
        ))}
      </div>
    </section>
  );
}

interface LaneProps extends Omit<Props, 'state'> {
  readonly lane: LaneSummary;
  /** Newest first. */
  readonly pipelines: readonly PipelineView[];
}

function LaneSection({ lane, pipelines, selected, choose, act }: LaneProps) {
  async function start(starter: string): Promise<void> {
    const { started } = await act({ act: 'start', starter });
    if (started !== undefined) choose({ kind: 'pipeline', key: pipelineKey(started) });
  }
  return (
    <section class="lane" aria-labelledby={`lane-${lane.key}`}>
      <div class="lane-head">
        <h3 id={`lane-${lane.key}`}>{lane.name}</h3>
        {lane.starters.map(({ id, label }) => (
          <button type="button" class="primary" key={id} onClick={() => start(id)}>
            <span class="sr-only">{lane.name}: </span>Start {label}
          </button>
        ))}
        <FaultChoice lane={lane} act={act} />
      </div>
      {pipelines.length === 0 ? (
        <p class="empty">No pipeline here.</p>
      ) : (
        <ul class="cards">
          {pipelines.slice(0, MOST).map((pipeline) => (
            <PipelineCard
              key={pipelineKey(pipeline)}
              pipeline={pipeline}
              selected={selected !== undefined && pipelineKey(selected) === pipelineKey(pipeline)}
              choose={choose}
            />
          ))}
        </ul>
      )}
      <Shown shown={MOST} of={pipelines.length} what="pipelines" />
    </section>
  );
}

const FAULTS: readonly { readonly value: LaneFault | ''; readonly label: string }[] = [
  { value: '', label: 'works' },
  { value: 'down', label: 'is down' },
  { value: 'unauthorized', label: 'answers 401' },
  { value: 'slow', label: 'is slow (3 s)' },
];

function FaultChoice({ lane, act }: { readonly lane: LaneSummary; readonly act: Do }) {
  return (
    <select
      class="fault"
      aria-label={`How ${lane.name} behaves`}
      data-broken={lane.fault !== null}
      value={lane.fault ?? ''}
      onChange={({ currentTarget }) =>
        act({ act: 'break', lane: lane.key, fault: (currentTarget.value || null) as LaneFault | null })
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
