import { parse, YAMLParseError } from 'yaml';
import { PipelineError } from './pipeline-error.ts';

/**
 * @param where what messages call the text
 * @throws PipelineError when it is not YAML
 */
export function parseYaml(text: string, where: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new PipelineError(`${where} is not YAML: ${error.message}`, { cause: error });
  }
}
