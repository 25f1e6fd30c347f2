import { useCallback, useState } from 'preact/hooks';
import type { ActionAnswer } from '../../protocol.ts';
import type { BoardAction } from '../../server/board-action.ts';

/** The outcome of the last action. */
export interface Notice {
  readonly good: boolean;
  readonly text: string;
}

/** Sends a person's action to the server. */
export type PerformAction = (act: BoardAction) => Promise<ActionAnswer & { readonly good: boolean }>;

export function useActions(): { readonly act: PerformAction; readonly notice: Notice | undefined } {
  const [notice, setNotice] = useState<Notice>();
  const act = useCallback<PerformAction>(async (what) => {
    const { good, answer } = await send(what);
    setNotice({ good, text: answer.message });
    return { ...answer, good };
  }, []);
  return { act, notice };
}

async function send(act: BoardAction): Promise<{ good: boolean; answer: ActionAnswer }> {
  try {
    const answer = await fetch('/api/actions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(act),
    });
    const said = (await answer.json()) as ActionAnswer;
    return { good: answer.ok && said.asks === undefined, answer: said };
  } catch {
    return { good: false, answer: { message: 'The sandbox does not answer. Is it still running?' } };
  }
}
