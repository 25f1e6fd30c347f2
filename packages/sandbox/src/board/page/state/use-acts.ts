import { useCallback, useState } from 'preact/hooks';
import type { ActAnswer } from '../../protocol.ts';
import type { Act } from '../../server/act.ts';

/** What became of the last thing that the person did. */
export interface Notice {
  readonly good: boolean;
  readonly text: string;
}

export type Do = (act: Act) => Promise<ActAnswer>;

export function useActs(): { readonly act: Do; readonly notice: Notice | undefined } {
  const [notice, setNotice] = useState<Notice>();
  const act = useCallback(async (what: Act): Promise<ActAnswer> => {
    const { good, answer } = await send(what);
    setNotice({ good, text: answer.message });
    return answer;
  }, []);
  return { act, notice };
}

async function send(act: Act): Promise<{ good: boolean; answer: ActAnswer }> {
  try {
    const answer = await fetch('/api/acts', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(act),
    });
    return { good: answer.ok, answer: (await answer.json()) as ActAnswer };
  } catch {
    return { good: false, answer: { message: 'The sandbox does not answer. Is it still running?' } };
  }
}
