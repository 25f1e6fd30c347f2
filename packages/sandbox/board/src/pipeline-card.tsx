import type { StageView } from '../../src/board/protocol.ts';
import { type PipelineView, pipelineKey } from './board-state.ts';
import { StandingPill, StandingSign } from './standing.tsx';
import { Stopwatch } from './stopwatch.tsx';
import type { Choice } from './use-selection.ts';

interface Props {
  readonly pipeline: PipelineView;
  readonly selected: boolean;
  choose(choice: Choice): void;
}

export function PipelineCard({ pipeline, selected, choose }: Props) {
  const { heardAt, heldRunnerMs, holdsRunner, pausedMs, standing, decidedBy } = pipeline;
  return (
    <li class="card" data-standing={standing} data-selected={selected}>
      <div class="card-head">
        <button
          type="button"
          class="card-button"
          aria-current={selected}
          onClick={() => choose({ kind: 'pipeline', key: pipelineKey(pipeline) })}
        >
          {pipeline.name} <span class="id">{pipeline.id.slice(-6)}</span>
        </button>
        <StandingPill standing={standing} word={pipeline.word} />
      </div>
      <ol class="stages" aria-label="Stages">
        {pipeline.stages.map((stage) => (
          <Stage key={stage.name} stage={stage} />
        ))}
      </ol>
      <p class="facts">
        {pipeline.change !== null && <span class="number">{pipeline.change}, </span>}
        runner held <Stopwatch ms={heldRunnerMs} heardAt={heardAt} running={holdsRunner} />
        {pausedMs > 0 && (
          <>
            , paused <Stopwatch ms={pausedMs} heardAt={heardAt} running={standing === 'paused'} />
          </>
        )}
        {decidedBy !== null && `, answered by ${decidedBy}`}
      </p>
    </li>
  );
}

function Stage({ stage: { name, standing, word } }: { readonly stage: StageView }) {
  return (
    <li class="stage" data-standing={standing}>
      <StandingSign standing={standing} />
      <span class="stage-name">
        {breakable(name)}
        <span class="sr-only">: {word}</span>
      </span>
    </li>
  );
}

/** Lets a long name wrap where its words end. */
function breakable(name: string) {
  return name.split(/(?<=[_\- :])/).map((part) => [part, <wbr key={part} />]);
}
