/** The input declarations as data, for the generators of `step.yaml`, `action.yml`, `template.yml` and the docs. */
import { z } from 'zod';
import { INPUTS, type InputDeclaration, type InputName, type Operation } from './inputs.ts';

export interface InputManifest {
  readonly name: InputName;
  readonly description: string;
  readonly operations: readonly Operation[];
  readonly secret: boolean;
  readonly yaml?: 'integer' | 'boolean';
  /** JSON Schema (draft 7) of the text that a person writes. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export function inputManifests(): InputManifest[] {
  return (Object.entries(INPUTS) as [InputName, InputDeclaration][]).map(([name, declaration]) => {
    const { $schema, ...schema } = z.toJSONSchema(declaration.schema, { io: 'input', target: 'draft-7' });
    return {
      name,
      description: declaration.description,
      operations: declaration.operations,
      secret: declaration.secret === true,
      ...(declaration.yaml && { yaml: declaration.yaml }),
      schema,
    };
  });
}
