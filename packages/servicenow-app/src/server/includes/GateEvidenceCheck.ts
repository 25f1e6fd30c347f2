/** The check before a deployment: whether it is what the change was approved for. */
import type { EvidenceCheck, EvidenceQuestion } from '@change-gate/core/evidence';
import { type Difference, differenceOf } from '@change-gate/core/evidence-check';
import * as GateChange from './GateChange.ts';
import * as GateCheckItem from './GateCheckItem.ts';
import * as GateEmergency from './GateEmergency.ts';
import * as GateEvidenceItems from './GateEvidenceItems.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateOutdated from './GateOutdated.ts';
import * as GateSealedEvidence from './GateSealedEvidence.ts';
import * as GateSeparation from './GateSeparation.ts';
import * as GateStream from './GateStream.ts';
import * as GateWhy from './GateWhy.ts';

type Refusals = EvidenceCheck['refusals'];
type Code = Refusals[number]['code'];

/**
 * Compares what is about to be deployed with what the change counts with, and leaves the answer beside it and in a work note,
 * once.
 * @throws HttpError 404 where the caller may not read the change
 */
export function check(question: EvidenceQuestion): EvidenceCheck {
  const { change, emergency } = question;
  if (GateChange.findVisible('sys_id', change) === null) {
    throw GateHttpError.create(
      404,
      'Change request not found',
      `There is no change with sys_id ${change}, or ${gs.getUserName()} may not read it.`,
    );
  }
  const { row, problem } = GateSealedEvidence.of(change);
  const compared = problem === '' ? compare(row, question) : refused('EVIDENCE_UNREADABLE', problem);
  const separation = GateSeparation.of(change, row);
  const before = compared.refusals.concat(
    emergency === undefined
      ? separationRefusals(row, separation, question)
      : refusalOf('NO_EMERGENCY', GateEmergency.refusal(change, emergency)),
  );
  const refusals =
    emergency === undefined || before.length > 0
      ? before
      : refusalOf('NO_EMERGENCY', GateEmergency.prepare(change, question.build_url, emergency));
  // Where nothing was compared, there is nothing to keep.
  const isNothing = row === null && refusals.length === 0 && emergency === undefined;
  if (!isNothing) GateCheckItem.leave(question, row, { refusals, warnings: compared.warnings, separation });
  return {
    change,
    refusals,
    warnings: compared.warnings,
    why: GateWhy.ofChange(change),
    separation: separation.separation,
    overridden: emergency !== undefined && refusals.length === 0,
  };
}

function compare(row: GlideRecord | null, question: EvidenceQuestion): Difference {
  if (row === null) return withoutEvidence(question);
  const approved = {
    repository: row.getValue('repository') ?? '',
    commit: row.getValue('commit_id') ?? '',
    artifacts: GateStream.lines(row.getValue('artifacts')),
  };
  const { refusals, warnings } = differenceOf(approved, question);
  const newer = GateOutdated.newer(row);
  const outdated = `is of an older build than ${newer}, which this stream (${row.getValue('stream')}) has deployed`;
  return {
    refusals: refusals.concat(newer === '' || question.rollback ? [] : refusalOf('OUTDATED', outdated)),
    warnings: warnings
      .concat(newer !== '' && question.rollback ? [`${outdated}, and is deployed as a rollback`] : [])
      .concat(worseSince(question.change)),
  };
}

/** What came after approval was asked for, and is worse than what people have approved. */
function worseSince(change: string): string[] {
  const items = new GlideRecord(GateEvidenceItems.TABLE);
  items.addQuery('change', change);
  items.addQuery('kind', 'update');
  items.query();
  const found: string[] = [];
  while (items.next()) {
    const problem = items.getValue('problem') ?? '';
    if (problem !== '') found.push(`has later evidence that is worse than what was approved: ${problem}`);
  }
  return found;
}

/** An older version has opened it, or a person: nothing can be compared, so nothing that is asked for may count as true. */
function withoutEvidence({ artifacts, separation }: EvidenceQuestion): Difference {
  const asked = (artifacts.length > 0 ? ['artifact'] : []).concat(
    separation === 'deny' ? ['separation'] : [],
  );
  const is = 'has no evidence';
  if (asked.length === 0) return { refusals: [], warnings: [`${is}, so nothing is compared with it`] };
  return refused('EVIDENCE_UNREADABLE', `${is} that ${asked.join(' and ')} could be compared with`);
}

/** By the stricter of what the change was opened with and what this step asks for; what cannot be read is strict. */
function separationRefusals(
  row: GlideRecord | null,
  { separation, clause }: GateSeparation.SeparationResult,
  question: EvidenceQuestion,
): Refusals {
  if (row === null || separation === 'separate') return [];
  const isRecord = question.separation === 'record' && !isDenied(question.change);
  return isRecord ? [] : refusalOf('NOT_SEPARATE', clause);
}

/** By any record of the change: one that came later, as of an update, does not take back what the change was opened with. */
function isDenied(change: string): boolean {
  const rows = new GlideRecord(GateStream.TABLE);
  rows.addQuery('change', change);
  rows.query();
  while (rows.next()) if (rows.getValue('separation_rule') !== 'record') return true;
  return false;
}

function refused(code: Code, reason: string): Difference {
  return { refusals: refusalOf(code, reason), warnings: [] };
}

/** @param reason empty where there is none */
function refusalOf(code: Code, reason: string): Refusals {
  return reason === '' ? [] : [{ code, reason }];
}
