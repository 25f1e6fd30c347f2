/** What a check leaves: an item beside the evidence and a work note, once for each answer. */
import type { EvidenceCheck, EvidenceQuestion } from '@change-gate/core/evidence';
import * as GateChange from './GateChange.ts';
import * as GateEvidenceItems from './GateEvidenceItems.ts';
import * as GateHttpError from './GateHttpError.ts';
import type { SeparationResult } from './GateSeparation.ts';

type Answer = Pick<EvidenceCheck, 'refusals' | 'warnings'> & { readonly separation: SeparationResult };

/**
 * Leaves the answer to a question. The same answer for the same build is there already.
 * @throws HttpError 500 where the instance does not keep it
 */
export function leave(question: EvidenceQuestion, evidence: GlideRecord | null, answer: Answer): void {
  const isPassed = answer.refusals.length === 0;
  const item = {
    evidence: evidence === null ? '' : evidence.getUniqueValue(),
    change: question.change,
    kind: isPassed && question.emergency !== undefined ? 'override' : 'check',
    name: nameOf(question.build_url),
    status: isPassed ? 'passed' : 'refused',
    problem: answer.refusals.map(({ code, reason }) => `${code}: ${reason}`).join('; '),
    text: said(question, answer),
  } as const;
  const claim = new GlideDigest().getSHA256Hex(JSON.stringify(item));
  const kept = GateEvidenceItems.keep(`${claim}:${item.kind}`, item);
  if (kept === null) {
    throw GateHttpError.create(
      500,
      'Check not stored',
      "A business rule or the database of the instance refused the write. The instance's system log says why; an admin of the instance can read it.",
    );
  }
  if (kept.isNew) GateChange.note(question.change, note(question, answer));
}

/**
 * Why the last check of a build forbids its deployment: `OUTDATED: is of an older build than ...`. Empty where none has since a
 * time; and where it was asked whether an emergency may pass, which says nothing of an approved change.
 *
 * @param since no check of before counts: what it said may have been put right
 */
export function refusalSince(change: string, buildUrl: string, since: string): string {
  const last = new GlideRecord(GateEvidenceItems.TABLE);
  last.addQuery('change', change);
  last.addQuery('kind', 'check');
  last.addQuery('name', nameOf(buildUrl));
  last.orderByDesc('recorded');
  last.setLimit(1);
  last.query();
  if (!last.next() || last.getValue('status') !== 'refused' || (last.getValue('recorded') ?? '') < since)
    return '';
  const problem = last.getValue('problem') ?? '';
  return problem.indexOf('NO_EMERGENCY') === 0 ? '' : problem;
}

/** A check is found by its build. */
function nameOf(buildUrl: string): string {
  return buildUrl.substring(0, 500);
}

/** What was asked, and what is known: the same text for the same answer. */
function said(
  { repository, commit, artifacts, rollback, separation: rule, emergency }: EvidenceQuestion,
  answer: Answer,
): string {
  const { separation, clause } = answer.separation;
  const asked = `Asked for: commit ${commit || '(not told)'}${repository === '' ? '' : ` of ${repository}`}; artifacts ${artifacts.join(', ') || '(not told)'}; rollback ${rollback}; separation ${rule}.`;
  const by =
    emergency === undefined
      ? []
      : [`By ${gs.getUserName()}. Incident: ${emergency.incident}. Reason: ${emergency.reason}`];
  return [asked, `Separation of duties: ${separation}. It ${clause}.`]
    .concat(
      by,
      answer.warnings.map((warning) => `It ${warning}.`),
    )
    .join('\n');
}

function note(
  { build_url: build, emergency }: EvidenceQuestion,
  { refusals, warnings, separation }: Answer,
): string {
  const facts = (clauses: readonly string[]) => clauses.map((one) => `This change ${one}.`);
  if (refusals.length > 0) {
    const why = facts(refusals.map(({ code, reason }) => `${reason} (${code})`));
    return [`Build ${build} must not deploy.`].concat(why).join('\n');
  }
  if (emergency === undefined) {
    const known = facts(
      warnings.concat([`${separation.clause} (separation of duties: ${separation.separation})`]),
    );
    return [`Build ${build} may deploy: it is what this change tells.`].concat(known).join('\n');
  }
  return [
    `Build ${build} is deployed before the approval of this change, as an emergency, by ${gs.getUserName()}.`,
    `Incident: ${emergency.incident}. Reason: ${emergency.reason}`,
  ]
    .concat(facts(warnings))
    .join('\n');
}
