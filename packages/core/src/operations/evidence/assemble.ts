/** The record that goes to ServiceNow, put together from its parts. */
import type { EvidenceKind, EvidenceRecord } from '../../evidence/contract.ts';
import type { ChangeEvidence } from '../../evidence/parts.ts';
import { withoutSecrets } from '../../evidence/without-secrets.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { summaryOf } from './evidence-summary.ts';
import { noteOf, testPlanOf } from './note.ts';
import { type EvidencePlan, requires } from './plan-evidence.ts';

export interface AssembledEvidence {
  readonly record: EvidenceRecord;
  /** The record in one line. */
  readonly summary: string;
}

/** Puts the record together. What was written by others loses the secrets of this step before any of it is cut. */
export function assemble(
  change: Change,
  plan: EvidencePlan,
  changed: ChangeEvidence,
  { build, gate, redact }: OperationContext,
): AssembledEvidence {
  const { inputs, source, position, reports } = plan;
  const { tests, coverage, security, sbom } = reports;
  const { changes } = changed;
  const told = withoutSecrets(
    {
      source: { repository: source.repository, commit: source.commit, ref: source.ref },
      work_items: changed.workItems,
      people: changed.people,
      reports: reports.reports,
      gaps: changed.gaps,
      plans: changed.plans,
      rollbackTo: changed.rollbackTo,
    },
    redact,
  );
  const { gaps, plans, rollbackTo, ...others } = told;
  const record = {
    ...position,
    change: { number: change.number, sys_id: change.sysId },
    key: gate.key,
    ci: build.ci,
    build: build.build,
    artifacts: inputs.artifacts,
    tests,
    coverage,
    security,
    sbom,
    changes,
    ...others,
    status: statusOf(plan, changed),
    separation: inputs.separation,
  };
  const summary = summaryOf(record, rollbackTo);
  const parts = { record, summary, gaps };
  return {
    record: { ...record, note: noteOf(parts), plans: { ...plans, test_plan: testPlanOf(parts) } },
    summary,
  };
}

/** As the contract has it: what was neither given nor is required does not count. */
function statusOf({ inputs, reports }: EvidencePlan, { changes }: ChangeEvidence): EvidenceRecord['status'] {
  const statuses: Readonly<Record<EvidenceKind, string>> = {
    tests: reports.tests.status,
    coverage: reports.coverage.status,
    security: reports.security.status,
    sbom: reports.sbom.status,
    artifacts: inputs.artifacts.length > 0 ? 'complete' : 'not_given',
    changes: changes.status === 'known' ? 'complete' : 'unreadable',
  };
  const counted = (Object.keys(statuses) as EvidenceKind[]).filter(
    (kind) => requires(inputs, kind) || (kind !== 'changes' && statuses[kind] !== 'not_given'),
  );
  if (counted.length === 0) return 'none';
  return counted.every((kind) => statuses[kind] === 'complete') ? 'complete' : 'incomplete';
}
