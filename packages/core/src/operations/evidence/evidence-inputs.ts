import type { InputsOf } from '../../inputs.ts';

/** The inputs that each operation with evidence reads. */
const NAMES = [
  'test-reports',
  'coverage-reports',
  'security-reports',
  'sbom',
  'artifacts',
  'require-evidence',
  'stream',
  'since',
  'work-item-pattern',
  'separation',
  'attachment-limit',
] as const;

export type EvidenceInputs = Pick<InputsOf<'open'>, (typeof NAMES)[number]>;

/** These inputs without the step's others: how it signs in is among those. */
export function evidenceAlone(inputs: EvidenceInputs): EvidenceInputs {
  return Object.fromEntries(NAMES.map((name) => [name, inputs[name]])) as EvidenceInputs;
}

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
