import { useEffect, useRef } from 'preact/hooks';
import type { PipelineView } from '../state/board-state.ts';
import { useLog } from '../state/use-detail.ts';

/** The end of the selected pipeline's log, scrolled to its last line. */
export function LogTail({ pipeline }: { readonly pipeline: PipelineView | undefined }) {
  const log = useLog(pipeline, pipeline?.heardAt);
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.scrollTo(0, box.current.scrollHeight), [log]);
  return (
    <section class="log panel" aria-labelledby="log">
      <div class="panel-head">
        <h2 id="log">Pipeline log</h2>
        {pipeline !== undefined && (
          <span class="id">
            {pipeline.name} {pipeline.id.slice(-6)}
          </span>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" ref={box} tabIndex={0} aria-label="End of the log">
        <pre>{log || 'Nothing yet.'}</pre>
      </section>
    </section>
  );
}
