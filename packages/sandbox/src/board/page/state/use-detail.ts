import { useEffect, useState } from 'preact/hooks';
import type { ChangeDetail } from '../../protocol.ts';

/**
 * The change's details, read again whenever `version` is another. While they are being read, what was known
 * before stays, so that nothing flickers and no focus is lost.
 */
export function useChangeDetail(number: string | undefined, version: number): ChangeDetail | undefined {
  const [detail, setDetail] = useState<ChangeDetail>();
  useRead(number && `/api/changes/${encodeURIComponent(number)}`, version, async (answer) =>
    setDetail((await answer.json()) as ChangeDetail),
  );
  return detail?.number === number ? detail : undefined;
}

/** The end of a pipeline's log. @param version any value that changes when the log may have grown */
export function useLog(pipeline: { ci: string; id: string } | undefined, version: unknown): string {
  const [log, setLog] = useState('');
  const url = pipeline && `/api/log/${pipeline.ci}/${encodeURIComponent(pipeline.id)}`;
  useRead(url, version, async (answer) => setLog(await answer.text()));
  return pipeline === undefined ? '' : log;
}

function useRead(url: string | undefined, version: unknown, take: (answer: Response) => Promise<void>): void {
  useEffect(() => {
    if (url === undefined || url === '') return undefined;
    const reading = new AbortController();
    fetch(url, { signal: reading.signal })
      .then((answer) => (answer.ok ? take(answer) : undefined))
      // Superseded by a newer reading, or the connection is lost: the page says so elsewhere.
      .catch(() => {});
    return () => reading.abort();
  }, [url, version]);
}
