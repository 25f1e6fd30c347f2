/** What a GitHub server is started with: people, repositories, credentials, actions. */
import type { CiServerOptions } from '../base/server.ts';
import type { MergedPullOptions } from './history.ts';
import type { GithubBehaviours } from './switches.ts';

/** `read`, `write` or `none`; what is not named is `none`. Names are GitHub's: `actions`, `deployments`. */
export type Permissions = Readonly<Record<string, 'read' | 'write' | 'none'>>;

export type Role = 'read' | 'write' | 'admin';

export interface TeamOptions {
  readonly slug: string;
  /** Logins. */
  readonly members: readonly string[];
}

export interface EnvironmentOptions {
  readonly name: string;
  /** Logins of users and slugs of teams, at most 6; one approval is enough. */
  readonly reviewers?: readonly string[];
  /** Whoever triggered the run may not approve it. */
  readonly preventSelfReview?: boolean;
  /** Slugs of the Apps whose custom protection rules are enabled, at most 6. */
  readonly customRules?: readonly string[];
  readonly waitTimerMinutes?: number;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

export interface RepositoryOptions {
  readonly owner: string;
  readonly name: string;
  /** `private` when left out. */
  readonly visibility?: 'public' | 'private';
  /** `main` when left out. */
  readonly defaultBranch?: string;
  /** Beyond the default branch; every branch has the same workflows. */
  readonly branches?: readonly string[];
  /** At the head of every branch. */
  readonly tags?: readonly string[];
  /** Merged after these tags were set, oldest first. */
  readonly pullRequests?: readonly MergedPullOptions[];
  /** Made, renamed or transferred after 2026-07-15: `sub` of its ID tokens has the ids of owner and repository. Not so when left out. */
  readonly immutableSubject?: boolean;
  /** Login to role. */
  readonly collaborators: Readonly<Record<string, Role>>;
  /** A job that names any other environment creates it, without protection: GitHub does. */
  readonly environments?: readonly EnvironmentOptions[];
  /** File in `.github/workflows` to its YAML. */
  readonly workflows?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A token that belongs to a person or a machine user. */
export type PersonalToken = { readonly expires?: Date } & (
  | {
      readonly kind: 'classic';
      readonly token: string;
      readonly user: string;
      /** `repo`, `public_repo` ... */
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'fine-grained';
      readonly token: string;
      readonly user: string;
      /** `owner/name`; all of the user's when left out. */
      readonly repositories?: readonly string[];
      readonly permissions: Permissions;
    }
);

export interface InstallationOptions {
  readonly id: number;
  readonly repositories: 'all' | readonly string[];
  readonly permissions: Permissions;
}

export interface AppOptions {
  readonly id: number;
  /** May stand in `iss` instead of the id. */
  readonly clientId?: string;
  readonly slug: string;
  /** PEM, against which the App's tokens (RS256) are checked. */
  readonly publicKey: string;
  readonly installations: readonly InstallationOptions[];
}

export interface GithubOptions extends CiServerOptions {
  /** From the moment a job may begin until it waits at its environment, in ms of sandbox time: a review before that is early. 0 when left out. */
  readonly pendingDelayMs?: number;
  /** Logins of people and machine users. */
  readonly users: readonly string[];
  readonly teams?: readonly TeamOptions[];
  readonly repositories: readonly RepositoryOptions[];
  readonly tokens?: readonly PersonalToken[];
  readonly apps?: readonly AppOptions[];
  /** What `uses:` names, `OWNER/REPO@ref` or `OWNER/REPO/path@ref`, to the folder of its `action.yml`. */
  readonly actions?: Readonly<Record<string, string>>;
  /** `/api/v3` makes it a GitHub Enterprise Server; github.com's API has none. */
  readonly basePath?: '' | '/api/v3';
  /** Of a GitHub Enterprise Server; 3.19.0 when left out. */
  readonly release?: string;
  /** What no page says of GitHub: which way this one does it. */
  readonly behaviours?: Partial<GithubBehaviours>;
  /** Requests per hour and token; GitHub's 5000 when left out. */
  readonly rateLimit?: number;
}

export interface DispatchOptions {
  /** `owner/name`; may be left out when there is one repository. */
  readonly repository?: string;
  /** Branch or full ref; the default branch when left out. */
  readonly ref?: string;
  /** Who starts it; the first user when left out. */
  readonly actor?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** `ref` may be a tag, `refs/tags/v1`, which is made. */
export type PushOptions = Omit<DispatchOptions, 'inputs'>;

export interface PullRequestOptions extends Pick<DispatchOptions, 'repository' | 'actor'> {
  /** 1 when left out. */
  readonly number?: number;
  /** The branch with the changes; `feature` when left out. */
  readonly head?: string;
  /** The branch that is to take them; the default branch when left out. */
  readonly base?: string;
  /** Whether `head` is in a fork of the actor's. */
  readonly fromFork?: boolean;
}

export type MergeGroupOptions = Omit<PullRequestOptions, 'head' | 'fromFork'>;
