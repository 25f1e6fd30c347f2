/** What starts a child pipeline: the keyword `trigger` of a job (GitLab docs, "CI/CD YAML syntax reference"). */
import { notImplemented } from './not-implemented.ts';

/** A file of the repository, and what it asks to be given. */
export interface LocalInclude {
  readonly local: string;
  readonly inputs?: unknown;
}

export interface Trigger {
  /** The child's configuration is all of them, merged. */
  readonly include: readonly LocalInclude[];
  /** `strategy: depend`: the job has the status of the child, and ends with it. */
  readonly depend: boolean;
  /** Whether the child gets the variables of the job, the pipeline's among them: `forward: {yaml_variables: true}`. */
  readonly yamlVariables: boolean;
}

interface Forward {
  readonly yaml_variables?: boolean;
  readonly pipeline_variables?: boolean;
}

const KEYWORDS = ['include', 'strategy', 'forward'];
const INCLUDE_KEYWORDS = ['local', 'inputs'];

/**
 * @param value of the keyword; undefined where there is none
 * @returns null where there is none
 * @throws PipelineError for a pipeline of another project, and for a configuration that no file of this one holds
 */
export function readTrigger(value: unknown, job: string): Trigger | null {
  if (value === undefined) return null;
  // `trigger: group/project` is short for its `project`.
  if (typeof value === 'string') throw notImplemented('trigger: project', job);
  const trigger = value as Readonly<Record<string, unknown>>;
  for (const keyword of Object.keys(trigger)) {
    if (!KEYWORDS.includes(keyword)) throw notImplemented(`trigger: ${keyword}`, job);
  }
  const { strategy } = trigger;
  const { yaml_variables: yamlVariables = true, pipeline_variables: more = false } = (trigger.forward ??
    {}) as Forward;
  if (more) throw notImplemented('trigger: forward: pipeline_variables', job);
  if (strategy !== undefined && strategy !== 'depend') {
    throw notImplemented(`trigger: strategy: ${strategy}`, job);
  }
  return {
    include: [trigger.include].flat().map((include) => localInclude(include, job)),
    depend: strategy === 'depend',
    yamlVariables,
  };
}

function localInclude(value: unknown, job: string): LocalInclude {
  if (typeof value === 'string') return { local: value };
  const include = value as Readonly<Record<string, unknown>>;
  const other = Object.keys(include).find((keyword) => !INCLUDE_KEYWORDS.includes(keyword));
  if (other !== undefined) throw notImplemented(`trigger: include: ${other}`, job);
  return include as unknown as LocalInclude;
}
