/** The `gitlab` section of a configuration file. */
import { z } from 'zod';
import type { StartablePipeline } from '../../board/startable-pipeline.ts';
import {
  MILLISECONDS,
  namesOfVariables,
  PORT,
  path,
  settings,
  textFile,
  textFiles,
} from '../../file-values.ts';
import type { Pipeline } from './pipeline.ts';
import { ROLES } from './project.ts';
import type { GitlabServer } from './server.ts';
import { GITLAB_SWITCHES } from './switches.ts';

const NAMES = z.array(z.string().min(1));
const ROLE = z.enum(ROLES);

const PROJECT = z.strictObject({
  id: z.int().min(1).exactOptional(),
  path: z.string().exactOptional(),
  protectedBranches: z
    .array(z.strictObject({ name: z.string(), allowedToMerge: ROLE, users: NAMES.exactOptional() }))
    .exactOptional(),
  protectedTags: z
    .array(z.strictObject({ name: z.string(), allowedToCreate: ROLE, users: NAMES.exactOptional() }))
    .exactOptional(),
  protectedEnvironments: z
    .array(
      z.strictObject({
        name: z.string(),
        deployers: NAMES,
        requiredApprovals: z.int().min(0).exactOptional(),
        approvers: NAMES.exactOptional(),
      }),
    )
    .exactOptional(),
  variablesOverrideRole: z.enum([...ROLES, 'no_one_allowed']).exactOptional(),
});

const USER = z.string().min(1);

const COMMIT = z.strictObject({
  message: z.string().min(1),
  author: z.strictObject({ name: z.string().min(1), email: z.string() }).exactOptional(),
  merged: z
    .strictObject({
      iid: z.int().min(1),
      title: z.string(),
      author: USER,
      mergedBy: USER,
      approvedBy: NAMES.exactOptional(),
    })
    .exactOptional(),
});

export function gitlabSection(folder: string) {
  return z.strictObject({
    port: PORT.exactOptional(),
    statusDelayMs: MILLISECONDS.exactOptional(),
    tokens: z
      .array(
        z.strictObject({
          token: z.string(),
          user: z.string(),
          role: ROLE,
          scopes: z.array(z.enum(['api', 'read_api'])),
        }),
      )
      .default([]),
    /** Image reference to the programs that it brings, each with its command on this machine. */
    images: z.record(z.string(), z.record(z.string(), z.array(z.string()))).default({}),
    components: z
      .array(
        z.strictObject({
          path: z.string(),
          folder: path(folder),
          version: z.string(),
          inCatalog: z.boolean().exactOptional(),
          visibility: z.enum(['public', 'internal', 'private']).exactOptional(),
          members: z.record(z.string(), ROLE).exactOptional(),
          jobTokenAllowlist: NAMES.exactOptional(),
        }),
      )
      .default([]),
    project: PROJECT.exactOptional(),
    behaviours: settings(GITLAB_SWITCHES),
    /** What stands on branches of the project, and starts no pipeline before somebody asks for one over the API. */
    branches: z
      .array(
        z
          .strictObject({
            name: z.string().min(1),
            file: textFile(folder),
            variables: z.record(z.string(), z.string()).default({}),
            masked: NAMES.default([]),
          })
          .superRefine(namesOfVariables('masked')),
      )
      .default([]),
    /** Pipelines that can be started on the board, as pushes of this configuration, each after the one before. */
    pipelines: z
      .array(
        z
          .strictObject({
            label: z.string().min(1),
            file: textFile(folder),
            /** A folder, whose files the commit holds as well. */
            files: textFiles(folder).default({ texts: {}, executable: [] }),
            variables: z.record(z.string(), z.string()).default({}),
            masked: NAMES.default([]),
            /** What each push brings before its own commit. */
            earlier: z.array(COMMIT).default([]),
          })
          .superRefine(namesOfVariables('masked')),
      )
      .default([]),
  });
}

export type GitlabSection = z.infer<ReturnType<typeof gitlabSection>>;

export function pushGitlabBranches(server: GitlabServer, branches: GitlabSection['branches']): void {
  for (const { name, file, ...variables } of branches) server.commit(file, { branch: name, ...variables });
}

export function gitlabPipelines(
  server: GitlabServer,
  pipelines: GitlabSection['pipelines'],
): StartablePipeline[] {
  let last: Pipeline | undefined;
  return pipelines.map(({ label, file, files, variables, masked, earlier }, index) => ({
    id: `gitlab-${index}`,
    ci: 'gitlab',
    label,
    start() {
      const { texts, executable } = files;
      const options = { files: texts, executable, variables, masked, earlier };
      const pipeline = server.run(file, { ...options, ...(last && { after: last }) });
      last = pipeline;
      // Nobody awaits it here: the board shows what becomes of it.
      pipeline.paused.catch(() => {});
      return String(pipeline.id);
    },
  }));
}
