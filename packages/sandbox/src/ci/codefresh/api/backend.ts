/** What the API needs of the server behind it. */
import type { Emit } from '../../base/events.ts';
import type { Annotations } from '../annotations.ts';
import type { Builds } from '../builds.ts';
import type { ApiKey, ApiKeys } from '../credentials.ts';
import type { CodefreshEvent } from '../events.ts';
import type { AnswerWhenNotPaused } from '../options.ts';

export interface ApiBackend {
  readonly keys: ApiKeys;
  readonly annotations: Annotations;
  readonly builds: Builds;
  readonly answerWhenNotPaused: AnswerWhenNotPaused;
  readonly emit: Emit<CodefreshEvent>;
}

export interface ApiEnvironment {
  Variables: { key: ApiKey };
}
