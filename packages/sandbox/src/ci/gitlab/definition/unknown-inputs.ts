/** Inputs that a component or a pipeline does not have: gitlab-ci-local passes over them. */
import { parseAllDocuments } from 'yaml';
import { PipelineError } from '../../base/pipeline-error.ts';
import type { ConfigurationSource, Expansion } from './gitlab-ci-local.ts';

/**
 * @fact Inputs that a component does not have | the pipeline is not made | source | lib/gitlab/ci/config/interpolation/inputs.rb
 * @throws PipelineError with GitLab's words
 */
export function refuseUnknownInputs(
  { include = [] }: Expansion['configuration'],
  components: ConfigurationSource['components'],
): void {
  for (const { component, inputs } of [include].flat() as readonly Include[]) {
    const [, path, name] = /\/([^@]+)\/([^@/]+)@/.exec(component ?? '') ?? [];
    const released = components.find((project) => project.path === path)?.released ?? {};
    const text = released[`templates/${name}.yml`] ?? released[`templates/${name}/template.yml`];
    if (inputs === undefined || text === undefined) continue;
    refuseUnknown(`${component}`, text, inputs);
  }
}

/** @throws PipelineError with GitLab's words for inputs of a pipeline that its configuration does not have */
export function refuseUnknownPipelineInputs(gitlabCiYml: string, inputs: object): void {
  refuseUnknown('.gitlab-ci.yml', gitlabCiYml, inputs);
}

function refuseUnknown(file: string, text: string, inputs: object): void {
  if (Object.keys(inputs).length === 0) return;
  const header = parseAllDocuments(text)[0]?.toJS() as Header | null;
  const known = Object.keys(header?.spec?.inputs ?? {});
  const unknown = Object.keys(inputs).filter((input) => !known.includes(input));
  if (unknown.length === 0) return;
  throw new PipelineError(`\`${file}\`: unknown input arguments: ${unknown.join(', ')}`);
}

interface Include {
  readonly component?: string;
  readonly inputs?: object;
}

interface Header {
  readonly spec?: { readonly inputs?: object } | null;
}
