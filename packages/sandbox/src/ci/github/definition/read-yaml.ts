/** Reads YAML into a shape, and refuses by name the keys and values that the shape does not have. */

import type { z } from 'zod';
import { PipelineError } from '../../base/pipeline-error.ts';
import { parseYaml } from '../../base/yaml.ts';
import { notImplemented, REFUSAL } from './not-implemented.ts';

/**
 * @param where what messages call the file
 * @throws PipelineError
 */
export function readYaml<S extends z.ZodType>(text: string, shape: S, where: string): z.output<S> {
  const result = shape.safeParse(parseYaml(text, where), REFUSAL);
  if (result.success) return result.data;
  throw problem(result.error.issues, where);
}

type Issue = z.core.$ZodIssue;

function problem(issues: readonly Issue[], where: string): PipelineError {
  const [issue] = issues;
  if (issue === undefined) return new PipelineError(`${where} cannot be read`);
  const place = issue.path.length === 0 ? where : `${where}, ${issue.path.join('.')}`;
  if (issue.code === 'unrecognized_keys') return notImplemented(issue.keys.join('`, `'), place);
  if (issue.code !== 'custom' && issue.input === undefined)
    return new PipelineError(`${place}: Required property is missing`);
  if (issue.code === 'invalid_union') {
    // The branch that got farthest is the one that was meant.
    const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0];
    const meant = deepest?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
    if (meant !== undefined && meant.length > 0) return problem(meant, where);
  }
  return new PipelineError(`${place}: ${issue.message}`);
}

function depth(issues: readonly Issue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));
}
