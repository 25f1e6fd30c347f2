/** The `github` section of a configuration file. */
import { z } from 'zod';
import type { StartablePipeline } from '../../board/startable-pipeline.ts';
import { MILLISECONDS, PORT, path, publicKey, settings, textFile } from '../../file-values.ts';
import type { GithubServer } from './server.ts';
import { GITHUB_SWITCHES } from './switches.ts';

const NAMES = z.array(z.string().min(1));
const VALUES = z.record(z.string(), z.string());
const PERMISSIONS = z.record(z.string(), z.enum(['read', 'write', 'none']));

const TOKEN = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('classic'), token: z.string(), user: z.string(), scopes: NAMES }),
  z.strictObject({
    kind: z.literal('fine-grained'),
    token: z.string(),
    user: z.string(),
    repositories: NAMES.exactOptional(),
    permissions: PERMISSIONS,
  }),
]);

const INSTALLATION = z.strictObject({
  id: z.int().min(1),
  repositories: z.union([z.literal('all'), NAMES]),
  permissions: PERMISSIONS,
});

const PULL_REQUEST = z.strictObject({
  title: z.string().min(1),
  /** Logins. */
  author: z.string(),
  mergedBy: z.string(),
  reviews: z
    .array(
      z.strictObject({
        user: z.string(),
        state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED']).exactOptional(),
        stale: z.boolean().exactOptional(),
      }),
    )
    .exactOptional(),
  commits: NAMES.exactOptional(),
  unlinked: z.boolean().exactOptional(),
});

const ENVIRONMENT = z.strictObject({
  name: z.string(),
  /** Logins, and slugs of teams. */
  reviewers: NAMES.exactOptional(),
  preventSelfReview: z.boolean().exactOptional(),
  /** Slugs of Apps. */
  customRules: NAMES.exactOptional(),
  waitTimerMinutes: z.int().min(0).exactOptional(),
  secrets: VALUES.exactOptional(),
  variables: VALUES.exactOptional(),
});

function app(folder: string) {
  return z.strictObject({
    id: z.int().min(1),
    clientId: z.string().min(1).exactOptional(),
    slug: z.string().min(1),
    publicKey: publicKey(folder),
    installations: z.array(INSTALLATION).default([]),
  });
}

export function githubSection(folder: string) {
  return z.strictObject({
    port: PORT.exactOptional(),
    statusDelayMs: MILLISECONDS.exactOptional(),
    basePath: z.enum(['', '/api/v3']).exactOptional(),
    release: z.string().min(1).exactOptional(),
    /** Logins. */
    users: NAMES,
    teams: z.array(z.strictObject({ slug: z.string().min(1), members: NAMES })).default([]),
    apps: z.array(app(folder)).default([]),
    tokens: z.array(TOKEN).default([]),
    repositories: z.array(
      z.strictObject({
        owner: z.string(),
        name: z.string(),
        visibility: z.enum(['public', 'private']).exactOptional(),
        tags: NAMES.exactOptional(),
        pullRequests: z.array(PULL_REQUEST).exactOptional(),
        collaborators: z.record(z.string(), z.enum(['read', 'write', 'admin'])),
        environments: z.array(ENVIRONMENT).exactOptional(),
        /** File name in `.github/workflows` to the file that holds it. */
        workflows: z.record(z.string(), textFile(folder)).exactOptional(),
        secrets: VALUES.exactOptional(),
        variables: VALUES.exactOptional(),
      }),
    ),
    /** What `uses:` names to the folder of its `action.yml`. */
    actions: z.record(z.string(), path(folder)).default({}),
    behaviours: settings(GITHUB_SWITCHES),
    /** Workflows (`workflow_dispatch`) that can be started on the board. */
    pipelines: z
      .array(
        z.strictObject({
          label: z.string().min(1),
          /** `owner/name`; not needed where there is one. */
          repository: z.string().exactOptional(),
          workflow: z.string(),
          actor: z.string(),
        }),
      )
      .default([]),
  });
}

export type GithubSection = z.infer<ReturnType<typeof githubSection>>;

/** In place of those that the server was started with. */
export function enterGithubVariables(
  server: GithubServer,
  repositories: GithubSection['repositories'],
): void {
  for (const { owner, name, environments = [], ...values } of repositories) {
    const repository = `${owner}/${name}`;
    server.setValues(values, { repository });
    for (const { name: environment, ...own } of environments) {
      server.setValues(own, { repository, environment });
    }
  }
}

export function githubPipelines(
  server: GithubServer,
  pipelines: GithubSection['pipelines'],
): StartablePipeline[] {
  return pipelines.map(({ label, workflow, ...options }, index) => ({
    id: `github-${index}`,
    ci: 'github',
    label,
    start() {
      const run = server.dispatch(workflow, options);
      // Nobody awaits it here: the board shows what becomes of it.
      run.waiting.catch(() => {});
      return String(run.id);
    },
  }));
}
