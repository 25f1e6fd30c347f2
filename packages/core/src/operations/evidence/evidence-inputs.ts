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

/** @returns the names of those that give evidence, or ask for some */
export function evidenceIn(inputs: Pick<EvidenceInputs, (typeof LISTS)[number]>): string[] {
  return LISTS.filter((name) => inputs[name].length > 0);
}

/** @returns the names of those that mean nothing unless evidence is recorded */
export function givenInputs(inputs: EvidenceInputs): string[] {
  return [
    ...evidenceIn(inputs),
    ...(['since', 'stream'] as const).filter((name) => inputs[name] !== undefined),
    ...(inputs.separation === 'deny' ? ['separation'] : []),
  ];
}
