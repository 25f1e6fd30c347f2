/** An environment of a repository, with what protects it. */
import type { Account, App, Directory, Team } from './directory.ts';
import type { Ids } from './ids.ts';
import type { EnvironmentOptions } from './options.ts';

export type Reviewer =
  | { readonly type: 'User'; readonly reviewer: Account }
  | { readonly type: 'Team'; readonly reviewer: Team };

/** A custom deployment protection rule: an App that must agree. */
export interface CustomRule {
  readonly id: number;
  readonly app: App;
}

export interface Environment {
  readonly id: number;
  readonly name: string;
  readonly created: Date;
  readonly reviewers: readonly Reviewer[];
  readonly preventSelfReview: boolean;
  readonly customRules: CustomRule[];
  readonly waitTimerMinutes: number;
  readonly secrets: Record<string, string>;
  readonly variables: Record<string, string>;
}

/**
 * @fact Reviewers and custom rules of an environment | 6 each at most; one reviewer is enough, all rules
 *   must agree | documented | managing-environments-for-deployment
 * @throws Error when a reviewer or App is not there, or there are more than GitHub allows
 */
export function createEnvironment(
  options: EnvironmentOptions,
  directory: Directory,
  ids: Ids,
  created: Date,
): Environment {
  const { name, reviewers = [], customRules = [] } = options;
  if (reviewers.length > 6 || customRules.length > 6) {
    throw new Error(`Environment ${name} has more than 6 reviewers, or more than 6 custom rules`);
  }
  return {
    id: ids.next(),
    name,
    created,
    reviewers: reviewers.map((reviewer) => findReviewer(reviewer, directory)),
    preventSelfReview: options.preventSelfReview ?? false,
    customRules: customRules.map((slug) => ({ id: ids.next(), app: findApp(slug, directory) })),
    waitTimerMinutes: options.waitTimerMinutes ?? 0,
    secrets: { ...options.secrets },
    variables: { ...options.variables },
  };
}

export function isReviewer(environment: Environment, login: string): boolean {
  return environment.reviewers.some(({ type, reviewer }) =>
    type === 'User' ? reviewer.login === login : reviewer.members.has(login),
  );
}

function findReviewer(name: string, directory: Directory): Reviewer {
  const team = directory.teams.find(({ slug }) => slug === name);
  return team === undefined
    ? { type: 'User', reviewer: directory.account(name) }
    : { type: 'Team', reviewer: team };
}

function findApp(slug: string, directory: Directory): App {
  const app = directory.apps.find((each) => each.slug === slug);
  if (app === undefined)
    throw new Error(`The sandbox's GitHub has no App ${slug}: add it under \`github.apps\``);
  return app;
}
