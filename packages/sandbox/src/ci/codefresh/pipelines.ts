/** The pipelines of the account, which can be started by their name. */
import { pipelineId } from './api/bodies.ts';

export interface PipelineDefinition {
  /** `project/pipeline` */
  readonly name: string;
  readonly codefreshYml: string;
  /** As a person enters them in the UI. */
  readonly variables: Readonly<Record<string, string>>;
  /** Names of those that are encrypted. */
  readonly encrypted: readonly string[];
  /** Which of the server's repositories its builds are for. */
  readonly repository?: string;
}

export class PipelineDefinitions {
  readonly #all = new Map<string, PipelineDefinition>();

  get all(): readonly PipelineDefinition[] {
    return [...this.#all.values()];
  }

  /** In place of one of the same name. */
  add(pipeline: PipelineDefinition): void {
    this.#all.set(pipeline.name, pipeline);
  }

  find(idOrName: string): PipelineDefinition | undefined {
    return this.all.find(({ name }) => name === idOrName || pipelineId({ pipelineName: name }) === idOrName);
  }
}
