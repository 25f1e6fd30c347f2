/** What `open` wants to know of a build's history. */
import type { BuildContext } from '../../adapter.ts';
import type { StreamBase } from '../contract.ts';
import type { BuildSource } from '../source.ts';

export interface HistoryQuestion {
  readonly source: BuildSource;
  readonly build: Pick<BuildContext, 'title' | 'build'>;
  /** `name@sha256:...` each. */
  readonly artifacts: readonly string[];
  /** The inputs `since` and `work-item-pattern`. */
  readonly since: string | undefined;
  readonly workItemPattern: string;
  /** `null` where the stream has deployed nothing, `undefined` where the app does not tell. */
  readonly base: StreamBase | null | undefined;
  /** Takes the secrets of the step out of a text. */
  readonly redact: (text: string) => string;
}
