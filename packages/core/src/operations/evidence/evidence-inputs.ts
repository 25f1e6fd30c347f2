import type { InputsOf } from '../../inputs.ts';

/** The inputs that each operation with evidence reads. */
export type EvidenceInputs = Pick<
  InputsOf<'open'>,
  | 'test-reports'
  | 'coverage-reports'
  | 'security-reports'
  | 'sbom'
  | 'artifacts'
  | 'require-evidence'
  | 'stream'
  | 'since'
  | 'work-item-pattern'
  | 'separation'
  | 'attachment-limit'
>;

const LISTS = [
  'test-reports',
  'coverage-reports',
  'security-reports',
  'sbom',
  'artifacts',
  'require-evidence',
] as const;

/** @returns the names of those that make a step give evidence of its own, or ask for it */
export function givenInputs(inputs: EvidenceInputs): string[] {
  return [
    ...LISTS.filter((name) => inputs[name].length > 0),
    ...(['since', 'stream'] as const).filter((name) => inputs[name] !== undefined),
    ...(inputs.separation === 'deny' ? ['separation'] : []),
  ];
}
