/** The record that goes to ServiceNow, put together from its parts. */
import {
  type EvidenceKind,
  type EvidenceRecord,
  MAX_PEOPLE,
  MAX_REPORTS,
  MAX_WORK_ITEMS,
  type Person,
} from '../../evidence/contract.ts';
import type { ChangeEvidence } from '../../evidence/parts.ts';
import type { Change } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { noteOf, testPlanOf } from './note.ts';
import { type EvidencePlan, requires } from './plan-evidence.ts';
import { summaryOf } from './summary.ts';

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
      work_items: changed.workItems.slice(0, MAX_WORK_ITEMS),
      people: fewPeople(changed.people),
      reports: reports.reports.slice(0, MAX_REPORTS),
      gaps: [...changed.gaps, ...leftOut(changed, reports.reports.length)],
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

/** Whom nobody finds in ServiceNow stands for those who are left out, so that an approver among them is no other. */
function fewPeople(people: readonly Person[]): readonly Person[] {
  if (people.length <= MAX_PEOPLE) return people;
  const kept = people.slice(0, MAX_PEOPLE - 1);
  const name = `${people.length - kept.length} more people`;
  return [...kept, { role: 'author', name, login: '', email: '' }];
}

function leftOut({ workItems, people }: ChangeEvidence, reports: number): string[] {
  const lists = [
    ['work items', workItems.length, MAX_WORK_ITEMS],
    ['people', people.length, MAX_PEOPLE],
    ['report files', reports, MAX_REPORTS],
  ] as const;
  return lists
    .filter(([, count, max]) => count > max)
    .map(([what, count, max]) => `Of ${count} ${what}, ${max} are named.`);
}

/** The same with each text in it redacted. */
function withoutSecrets<Value>(value: Value, redact: (text: string) => string): Value {
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') return redact(part);
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, clean(inner)]));
  };
  return clean(value) as Value;
}
