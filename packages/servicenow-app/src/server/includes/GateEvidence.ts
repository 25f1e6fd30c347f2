/**
 * Records what a change is approved by. Until its approval is asked for, a new row of evidence is what it counts with; after
 * that, what comes is kept beside the row, and moves nothing that people have approved.
 */
import type { EvidenceAnswer, EvidenceRecord } from '@change-gate/core/evidence';
import * as GateChange from './GateChange.ts';
import * as GateEvidenceItems from './GateEvidenceItems.ts';
import * as GateEvidenceRow from './GateEvidenceRow.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateRoles from './GateRoles.ts';
import * as GateStream from './GateStream.ts';

/**
 * Records the evidence of a change. The same record, sent again, adds nothing.
 *
 * @throws HttpError: 404 change unknown, 403 or 409 where the change is another user's, 409 where approval was asked for
 *   meanwhile, 500 where the instance refused the write
 */
export function record(wanted: EvidenceRecord): EvidenceAnswer {
  const change = ownChange(wanted);
  const digest = digestOf(wanted);
  const known = find(digest);
  if (!change.isNew) {
    return known !== null && known.getUniqueValue() === change.row
      ? { sys_id: change.row, counts: true, older: GateStream.older(known) }
      : keepBeside(wanted, change, digest);
  }
  const row = known ?? insert(wanted, digest);
  keepReports(row.getUniqueValue(), wanted, digest);
  // Another node may have pointed it there meanwhile, with the note.
  const { sys_id: sysId } = wanted.change;
  if (GateChange.evidenceOf(sysId)?.row !== row.getUniqueValue()) countWith(row.getUniqueValue(), wanted);
  return { sys_id: row.getUniqueValue(), counts: true, older: GateStream.older(row) };
}

/** The change that the caller opened, or has registered a build for. */
function ownChange({ change: { sys_id: sysId, number } }: EvidenceRecord): GateChange.EvidenceOfChange {
  const visible = GateChange.findVisible('sys_id', sysId);
  const change = visible?.number === number ? GateChange.evidenceOf(sysId) : null;
  const user = gs.getUserName();
  if (change === null) {
    throw GateHttpError.create(
      404,
      'Change request not found',
      `There is no ${number} with sys_id ${sysId}, or ${user} may not read it.`,
    );
  }
  const row = new GlideRecord(GateStream.TABLE);
  if (change.row !== '' && row.get('sys_id', change.row) && row.getValue('sys_created_by') !== user) {
    throw GateHttpError.create(
      409,
      'Evidence of another user',
      `${number} counts with evidence that ${row.getValue('sys_created_by')} has recorded. Record with that user.`,
    );
  }
  if (change.createdBy !== user && (isPipelines(change.createdBy) || !hasRegistered(sysId, user))) {
    throw GateHttpError.create(
      403,
      "Another user's change",
      `${user} has neither opened ${number} nor registered a build for it, or another pipeline's user has opened it. Open the change, or register the build for one that a person has opened, with the user that records its evidence.`,
    );
  }
  return change;
}

/** Whoever may read a change may register a build for it: what another pipeline has opened is that one's to tell of. */
function isPipelines(userName: string): boolean {
  const user = new GlideRecord('sys_user');
  return (
    user.get('user_name', userName) && GateRoles.isGranted(user.getUniqueValue(), 'x_change_gate.pipeline')
  );
}

function hasRegistered(change: string, user: string): boolean {
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  rows.addQuery('change', change);
  rows.query();
  while (rows.next()) if (rows.getValue('sys_created_by') === user) return true;
  return false;
}

/** What is the same of the same record: all but the run's URL, which a run that is repeated changes, and texts for people. */
function digestOf(wanted: EvidenceRecord): string {
  const same = Object.assign({}, wanted, {
    user: gs.getUserName(),
    build: wanted.build.id,
    note: '',
    plans: {},
  });
  return new GlideDigest().getSHA256Hex(JSON.stringify(same));
}

function find(digest: string): GlideRecord | null {
  const row = new GlideRecord(GateStream.TABLE);
  return row.get('digest', digest) ? row : null;
}

function insert(wanted: EvidenceRecord, digest: string): GlideRecord {
  const row = new GlideRecord(GateStream.TABLE);
  row.initialize();
  GateEvidenceRow.set(row, wanted, digest);
  // Another node may have been first: the digest is unique.
  return row.insert() !== null ? row : (find(digest) ?? notStored());
}

function keepReports(evidence: string, { change, reports }: EvidenceRecord, digest: string): void {
  reports.forEach(({ kind, name, format, status, problem, sha256, size }, index) => {
    const item = { evidence, change: change.sys_id, kind, name, format, status, problem, sha256, size };
    if (GateEvidenceItems.keep(`${digest}:${index}`, item) === null) notStored();
  });
}

function countWith(row: string, { change, note, plans }: EvidenceRecord): void {
  GateChange.fillIn(change.sys_id, plans as Readonly<Record<string, string>>);
  GateChange.countWith(change.sys_id, row, note);
  const now = GateChange.evidenceOf(change.sys_id);
  // GlideRecord has no write with a condition: whoever asked for approval meanwhile has been asked without this row.
  if (now?.row === row && !now.isNew) {
    GateChange.countWith(
      change.sys_id,
      '',
      `Approval of ${change.number} was asked for while its evidence was recorded: it counts with none.`,
    );
    throw GateHttpError.create(
      409,
      'Approval was asked for meanwhile',
      `${change.number} left New while its evidence was recorded, and counts with none. Send it back to New, or open a new change.`,
    );
  }
  if (now?.row !== row) notStored();
}

/** Kept as an item; a note says what is worse than what was approved. */
function keepBeside(
  wanted: EvidenceRecord,
  { row: counted }: GateChange.EvidenceOfChange,
  digest: string,
): EvidenceAnswer {
  const { change, key, build, note, status } = wanted;
  const row = new GlideRecord(GateStream.TABLE);
  const isThere = counted !== '' && row.get('sys_id', counted);
  const problem = isThere
    ? GateEvidenceRow.worse(row, wanted).join('; ')
    : 'Nothing was recorded before approval was asked for';
  const item = {
    evidence: counted,
    change: change.sys_id,
    kind: 'update',
    name: key,
    status,
    problem,
    text: note,
  } as const;
  const kept = GateEvidenceItems.keep(`${digest}:late`, item) ?? notStored();
  if (kept.isNew && isThere && problem !== '')
    GateChange.note(
      change.sys_id,
      `Evidence of ${build.url}, recorded after approval was asked for, differs: ${problem}.`,
    );
  return { sys_id: kept.sysId, counts: false, older: [] };
}

function notStored(): never {
  throw GateHttpError.create(
    500,
    'Evidence not stored',
    "A business rule or the database of the instance refused the write. The instance's system log says why; an admin of the instance can read it.",
  );
}
