import { useEffect, useState } from 'preact/hooks';
import type { BoardState, PipelineView } from './board-state.ts';

/** What the person has chosen to look at; the rest follows from it. */
export type Choice =
  | { readonly kind: 'pipeline'; readonly key: string }
  | { readonly kind: 'change'; readonly number: string };

export interface Selection {
  readonly pipeline: PipelineView | undefined;
  /** Number. */
  readonly change: string | undefined;
  choose(choice: Choice): void;
}

/** In the page's address, so that it outlives a reload; nothing chosen is the newest of all. */
export function useSelection(state: BoardState): Selection {
  const [choice, setChoice] = useState<Choice | undefined>(read);
  useEffect(() => {
    if (choice !== undefined) history.replaceState(null, '', write(choice));
  }, [choice]);
  return { ...selected(state, choice), choose: setChoice };
}

function selected(state: BoardState, choice: Choice | undefined): Omit<Selection, 'choose'> {
  const pipelines = [...state.pipelines.values()];
  if (choice?.kind === 'change' && state.changes.has(choice.number)) {
    const pipeline = pipelines.findLast(({ change }) => change === choice.number);
    return { change: choice.number, pipeline };
  }
  const chosen = choice?.kind === 'pipeline' ? state.pipelines.get(choice.key) : undefined;
  const pipeline = chosen ?? pipelines.at(-1);
  const change = pipeline === undefined ? [...state.changes.keys()].at(-1) : (pipeline.change ?? undefined);
  return { pipeline, change };
}

function read(): Choice | undefined {
  const [kind, text] = decodeURIComponent(location.hash.slice(1)).split('=');
  if (!text) return undefined;
  if (kind === 'change') return { kind, number: text };
  if (kind === 'pipeline') return { kind, key: text };
  return undefined;
}

function write(choice: Choice): string {
  return `#${choice.kind}=${encodeURIComponent(choice.kind === 'change' ? choice.number : choice.key)}`;
}
