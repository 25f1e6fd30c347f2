/** The input declarations as data, for the generators of `step.yaml`, `action.yml`, `template.yml` and the docs. */
import * as z from 'zod/mini';
import type { InputDeclaration, InputDeclarations, Operation } from './inputs/declaration.ts';
import { INPUTS } from './inputs.ts';

export interface InputManifest {
  readonly name: string;
  readonly description: string;
  readonly operations: readonly Operation[];
  readonly secret: boolean;
  readonly yaml?: 'integer' | 'boolean';
  /** JSON Schema (draft 7) of the text that a person writes. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** @param ownInputs those that only one CI has, after core's */
export function inputManifests(ownInputs: InputDeclarations = {}): InputManifest[] {
  const declared: [string, InputDeclaration][] = Object.entries({ ...INPUTS, ...ownInputs });
  return declared.map(([name, declaration]) => {
    const { $schema, ...described } = z.toJSONSchema(declaration.schema, { io: 'input', target: 'draft-7' });
    const { default: byDefault, ...withoutDefault } = described;
    return {
      name,
      description: declaration.description,
      operations: declaration.operations,
      secret: declaration.secret === true,
      ...(declaration.yaml && { yaml: declaration.yaml }),
      // What is empty when it is left out has no default to tell people.
      schema: byDefault === '' ? withoutDefault : described,
    };
  });
}
