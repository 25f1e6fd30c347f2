import { useMemo } from 'preact/hooks';
import type { StageView } from '../../protocol.ts';
import { type PipelineView, pipelineKey } from '../state/board-state.ts';
import type { Choice } from '../state/use-selection.ts';
import { StatusPill, StatusSign } from './status.tsx';
import { Stopwatch } from './stopwatch.tsx';

interface Props {
  readonly pipeline: PipelineView;
  /** From 1, among `of` in its CI. */
  readonly position: number;
  readonly of: number;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly selected: boolean;
  choose(choice: Choice): void;
}

export function PipelineCard({ pipeline, position, of, isStop, selected, choose }: Props) {
  const { heardAt, heldRunnerMs, holdsRunner, pausedMs, status, decidedBy } = pipeline;
  // The same card is not drawn again: there may be hundreds, and messages come many times a second.
  return useMemo(
    () => (
      <li
        class="card"
        data-status={status}
        data-selected={selected}
        aria-posinset={position}
        aria-setsize={of}
      >
        <div class="card-head">
          <button
            type="button"
            class="card-button"
            tabIndex={isStop ? 0 : -1}
            aria-current={selected}
            onClick={() => choose({ kind: 'pipeline', key: pipelineKey(pipeline) })}
          >
            {pipeline.name} <span class="id">{pipeline.id.slice(-6)}</span>
          </button>
          <StatusPill status={status} word={pipeline.word} />
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
              , paused <Stopwatch ms={pausedMs} heardAt={heardAt} running={status === 'paused'} />
            </>
          )}
          {decidedBy !== null && `, answered by ${decidedBy}`}
        </p>
      </li>
    ),
    [pipeline, position, of, isStop, selected, choose],
  );
}

function Stage({ stage: { name, status, word } }: { readonly stage: StageView }) {
  return (
    <li class="stage" data-status={status}>
      <StatusSign status={status} />
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
