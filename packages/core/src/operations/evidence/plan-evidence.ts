/** What a step gives as evidence, read and checked before anything is created. */
import type { DisplayName } from '../../adapter.ts';
import { GateError, invalidInput } from '../../errors.ts';
import type { EvidenceKind, ReportKind, StreamPosition } from '../../evidence/contract.ts';
import type { ChangeEvidence, ReportEvidence } from '../../evidence/parts.ts';
import { REPORT_INPUTS, readReports } from '../../evidence/read-reports.ts';
import type { BuildSource } from '../../evidence/source.ts';
import type { OperationContext } from '../context.ts';
import { type EvidenceInputs, givenInputs } from './evidence-inputs.ts';
import { positionOf } from './position.ts';

export interface EvidencePlan {
  readonly inputs: EvidenceInputs;
  readonly source: BuildSource;
  readonly position: StreamPosition;
  readonly reports: ReportEvidence;
  /** What changed, where that was found out before: of a record that was kept. */
  readonly changed?: ChangeEvidence | undefined;
  /** Whether the step itself gives evidence or asks for it, besides what its build tells. */
  readonly isGiven: boolean;
}

/**
 * Reads the reports of a step.
 * @throws GateError INVALID_INPUT, EVIDENCE_INCOMPLETE
 */
export async function planEvidence(
  inputs: EvidenceInputs,
  { build, gate, displayName, log }: OperationContext,
): Promise<EvidencePlan> {
  const given = givenInputs(inputs);
  const { source } = build;
  if (source === undefined) {
    throw invalidInput([
      `${given.map(displayName).join(', ')}: wants to know what this build deploys and where it stands among others; describe that as source of the build (docs/library.md)`,
    ]);
  }
  const workspace = source.workspace ?? process.cwd();
  const reports = await readReports(inputs, { workspace, displayName, log });
  refuseIncomplete(inputs, reports, displayName);
  return {
    inputs,
    source,
    position: positionOf(inputs.stream, source, gate),
    reports,
    isGiven: given.length > 0,
  };
}

/** Nobody is asked about a change that lacks what it must have. What changed is known only later. */
function refuseIncomplete(inputs: EvidenceInputs, reports: ReportEvidence, displayName: DisplayName): void {
  const problems = inputs['require-evidence'].flatMap((kind) => {
    if (kind === 'artifacts') {
      return inputs.artifacts.length > 0 ? [] : [`${displayName('artifacts')} names none`];
    }
    return isReportKind(kind) ? reportProblem(kind, reports, displayName) : [];
  });
  if (problems.length > 0) throw incomplete(problems, displayName);
}

function isReportKind(kind: string): kind is ReportKind {
  return Object.hasOwn(REPORT_INPUTS, kind);
}

function reportProblem(
  kind: ReportKind,
  { reports, ...counts }: ReportEvidence,
  displayName: DisplayName,
): string[] {
  const { status } = counts[kind];
  if (status === 'complete') return [];
  const name = displayName(REPORT_INPUTS[kind]);
  if (status === 'not_given') return [`${name} names none`];
  const bad = reports.filter((report) => report.kind === kind && report.status !== 'complete');
  const problems = bad.map((report) => `${name}: ${report.name}: ${report.problem}`);
  return problems.length > 0 ? problems : [`${name}: ${status}`];
}

/** @param problems clauses */
export function incomplete(problems: readonly string[], displayName: DisplayName): GateError {
  return new GateError(
    'EVIDENCE_INCOMPLETE',
    `${displayName('require-evidence')} asks for evidence that is not complete, so nobody was asked: ${problems.join('; ')}. Give it, or take its kind out of ${displayName('require-evidence')}.`,
  );
}

export function requires(inputs: EvidenceInputs, kind: EvidenceKind): boolean {
  return inputs['require-evidence'].includes(kind);
}
