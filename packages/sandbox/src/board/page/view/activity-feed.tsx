import type { Activity } from '../../protocol.ts';

/** What just happened, newest first; screen readers hear it as it comes. */
export function ActivityFeed({ activities }: { readonly activities: readonly Activity[] }) {
  return (
    <section class="activities panel" aria-labelledby="activities">
      <div class="panel-head">
        <h2 id="activities">What just happened</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="scroll" role="log" aria-labelledby="activities" tabIndex={0}>
        {activities.length === 0 && <p class="empty">Nothing yet.</p>}
        <ul>
          {activities.toReversed().map(({ at, who, text }, index) => (
            <li key={activities.length - index}>
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
