/** What the API needs of the server behind it. */
import type { Clock } from '../../../clock.ts';
import type { Actions } from '../actions.ts';
import type { Tokens } from '../credentials.ts';
import type { Deployments } from '../deployments.ts';
import type { Pipelines } from '../pipelines.ts';
import type { ProjectSettings } from '../project.ts';
import type { ProjectHistory } from '../project-history.ts';
import type { GitlabBehaviours } from '../switches.ts';

export interface ApiBackend {
  readonly clock: Clock;
  readonly project: ProjectSettings;
  readonly behaviours: GitlabBehaviours;
  readonly tokens: Tokens;
  readonly actions: Actions;
  readonly deployments: Deployments;
  readonly history: ProjectHistory;
  readonly pipelines: Pipelines;
}
