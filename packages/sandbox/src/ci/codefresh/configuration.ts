/** The `codefresh` section of a configuration file. */
import { z } from 'zod';
import type { StartablePipeline } from '../../board/startable-pipeline.ts';
import { MILLISECONDS, namesOfVariables, PORT, path, settings, textFile } from '../../file-values.ts';
import type { CodefreshServer } from './server.ts';
import { CODEFRESH_SWITCHES } from './switches.ts';

export function codefreshSection(folder: string) {
  return z
    .strictObject({
      port: PORT.exactOptional(),
      statusDelayMs: MILLISECONDS.exactOptional(),
      apiKeys: z.array(z.strictObject({ token: z.string().min(1), user: z.string().min(1) })).default([]),
      /** `step.yaml` files. */
      stepTypes: z.array(path(folder)).default([]),
      /** `owner/name` to its clone on this machine, for `git-clone` steps. */
      repositories: z
        .record(z.string().regex(/^[^/]+\/[^/]+$/, 'write owner/name'), path(folder))
        .default({}),
      /** Image reference to the command on this machine that is its entry point. */
      images: z.record(z.string(), z.array(z.string())).default({}),
      behaviours: settings(CODEFRESH_SWITCHES),
      /** Pipelines that can be started on the board, and over the API by their label. */
      pipelines: z
        .array(
          z
            .strictObject({
              label: z.string().min(1),
              file: textFile(folder),
              /** Whose commit it builds; not needed where there is one. */
              repository: z.string().exactOptional(),
              variables: z.record(z.string(), z.string()).default({}),
              encrypted: z.array(z.string()).default([]),
            })
            .superRefine(namesOfVariables('encrypted')),
        )
        .default([]),
    })
    .superRefine(({ pipelines, repositories }, context) => {
      pipelines.forEach(({ repository }, index) => {
        if (repository === undefined || Object.hasOwn(repositories, repository)) return;
        const message = `there is no ${repository}: add it under \`codefresh.repositories\`, like \`${repository}: path/to/a/clone/of/it\``;
        context.addIssue({ code: 'custom', path: ['pipelines', index, 'repository'], message });
      });
    });
}

export type CodefreshSection = z.infer<ReturnType<typeof codefreshSection>>;

export function codefreshPipelines(
  server: CodefreshServer,
  { pipelines, repositories }: CodefreshSection,
): StartablePipeline[] {
  const [only, ...others] = Object.keys(repositories);
  return pipelines.map(({ label, file, ...configured }, index) => {
    const options = { ...(only !== undefined && others.length === 0 && { repository: only }), ...configured };
    server.define({ name: label, codefreshYml: file, ...options });
    return {
      id: `codefresh-${index}`,
      ci: 'codefresh',
      label,
      start: () => server.run(file, { ...options, pipelineName: label }).id,
    };
  });
}
