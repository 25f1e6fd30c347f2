/** The `codefresh` section of a configuration file. */
import { z } from 'zod';
import type { StartablePipeline } from '../../board/startable-pipeline.ts';
import { MILLISECONDS, PORT, path, settings, textFile } from '../../file-values.ts';
import type { CodefreshServer } from './server.ts';
import { CODEFRESH_SWITCHES } from './switches.ts';

export function codefreshSection(folder: string) {
  return z.strictObject({
    port: PORT.exactOptional(),
    statusDelayMs: MILLISECONDS.exactOptional(),
    apiKeys: z.array(z.strictObject({ token: z.string().min(1), user: z.string().min(1) })).default([]),
    /** `step.yaml` files. */
    stepTypes: z.array(path(folder)).default([]),
    /** Image reference to the command on this machine that is its entry point. */
    images: z.record(z.string(), z.array(z.string())).default({}),
    behaviours: settings(CODEFRESH_SWITCHES),
    /** Pipelines that can be started on the board, and over the API by their label. */
    pipelines: z
      .array(
        z.strictObject({
          label: z.string().min(1),
          file: textFile(folder),
          variables: z.record(z.string(), z.string()).default({}),
          encrypted: z.array(z.string()).default([]),
        }),
      )
      .default([]),
  });
}

export type CodefreshSection = z.infer<ReturnType<typeof codefreshSection>>;

export function codefreshPipelines(
  server: CodefreshServer,
  pipelines: CodefreshSection['pipelines'],
): StartablePipeline[] {
  for (const { label: name, file: codefreshYml, ...variables } of pipelines) {
    server.define({ name, codefreshYml, ...variables });
  }
  return pipelines.map(({ label, file, variables, encrypted }, index) => ({
    id: `codefresh-${index}`,
    ci: 'codefresh',
    label,
    start: () => server.run(file, { variables, encrypted, pipelineName: label }).id,
  }));
}
