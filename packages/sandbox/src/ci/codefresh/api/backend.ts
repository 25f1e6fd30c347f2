/** What the API needs of the server behind it. */
import type { Emit } from '../../base/events.ts';
import type { Annotations } from '../annotations.ts';
import type { Builds } from '../builds.ts';
import type { ApiKey, ApiKeys } from '../credentials.ts';
import type { CodefreshEvent } from '../events.ts';
import type { PipelineDefinitions } from '../pipelines.ts';
import type { CodefreshBehaviours } from '../switches.ts';

export interface ApiBackend {
  readonly keys: ApiKeys;
  readonly annotations: Annotations;
  readonly builds: Builds;
  readonly pipelines: PipelineDefinitions;
  readonly behaviours: CodefreshBehaviours;
  readonly emit: Emit<CodefreshEvent>;
}

export interface ApiEnvironment {
  Variables: { key: ApiKey };
}
