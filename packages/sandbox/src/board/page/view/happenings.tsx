import type { Happening } from '../../protocol.ts';

/** What just happened, newest first; screen readers hear it as it comes. */
export function Happenings({ happenings }: { readonly happenings: readonly Happening[] }) {
  return (
    <section class="happenings panel" aria-labelledby="happenings">
      <div class="panel-head">
        <h2 id="happenings">What just happened</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="scroll" role="log" aria-labelledby="happenings" tabIndex={0}>
        {happenings.length === 0 && <p class="empty">Nothing yet.</p>}
        <ul>
          {happenings.toReversed().map(({ at, who, text }, index) => (
            <li key={happenings.length - index}>
              <time class="when">{at.slice(11)}</time>
              <span>
                <b>{who}</b> {text}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
