/** Registers builds that wait for a change; reads and withdraws registrations. */
import type { RegistrationAnswer } from '@change-gate/core/contract';
import * as GateApprovalApis from './GateApprovalApis.ts';
import * as GateChange from './GateChange.ts';
import * as GateCredentials from './GateCredentials.ts';
import * as GateDelivery from './GateDelivery.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import * as GateFlow from './GateFlow.ts';
import * as GateHttp from './GateHttp.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateInstance from './GateInstance.ts';
import * as GatePolicy from './GatePolicy.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import type { Registration } from './GateRequest.ts';
import * as GateServers from './GateServers.ts';

/** What came of registering. */
export interface RegistrationResult {
  /** `false` when the key was active already, for this very build. */
  readonly created: boolean;
  readonly sysId: string;
}

/**
 * One active registration per key. The same key for the same gate renews its token and policy; for another
 * build, change or target it supersedes what was registered before.
 *
 * @throws HttpError: 403 server or credential not listed, or a release of ServiceNow that may not call it, 404 change unknown, 409 key in use by another user
 */
export function register(wanted: Registration): RegistrationResult {
  const change = GateChange.findVisible('sys_id', wanted.change.sys_id);
  if (change === null || change.number !== wanted.change.number) {
    throw GateHttpError.create(
      404,
      'Change request not found',
      `There is no ${wanted.change.number} with sys_id ${wanted.change.sys_id}, or ${gs.getUserName()} may not read it.`,
    );
  }
  const server = GateServers.find(wanted.ci, wanted.server);
  const unsupported = GateHttp.unsupported();
  if (unsupported !== '') throw GateHttpError.create(403, 'Release not supported', unsupported);
  const wants = GateApprovalApis.find(wanted.ci)?.answeredBy?.(wanted.target);
  const gate: Gate = { wanted, server, credential: GateCredentials.find(wanted.credential, server, wants) };

  const before = activeByKey(wanted.key);
  if (before !== null) {
    requireOwn(before);
    if (isSameGate(before, gate)) {
      if (renew(before, gate)) return { created: false, sysId: before.getUniqueValue() };
    } else {
      end(before.getUniqueValue(), 'superseded');
    }
  }
  freeKey(wanted.key);
  const sysId = insert(gate);
  if (sysId === null) {
    // Another node was first with this key: active_key is unique.
    const other = activeByKey(wanted.key);
    if (other === null) throw notStored();
    requireOwn(other);
    if (isSameGate(other, gate) && renew(other, gate))
      return { created: false, sysId: other.getUniqueValue() };
    throw GateHttpError.create(
      409,
      'Key in use',
      `${wanted.key} is being registered for another build. Try again.`,
    );
  }
  GateChange.note(change.sysId, `${server.name} build ${wanted.build.url} waits for this change.`);
  if (server.decidedBy === 'subflow') GateFlow.start(sysId);
  // The change may have been decided before anybody waited for it; no update of it would show that.
  GateEvaluation.evaluate(sysId);
  return { created: true, sysId };
}

function notStored() {
  return GateHttpError.create(
    500,
    'Registration not stored',
    "A business rule or the database of the instance refused the write, and the registration is as it was. The instance's system log says why; an admin of the instance can read it.",
  );
}

/**
 * @returns whether it ended now; `false` for one that had ended before
 * @throws a 500 HttpError when the instance refused the write
 */
function end(sysId: string, status: 'superseded' | 'withdrawn'): boolean {
  const by = status === 'withdrawn' ? { withdrawn_by: gs.getUserName() } : {};
  if (GateRegistrationStatus.move(sysId, status, by)) return true;
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (row.get('sys_id', sysId) && GateRegistrationStatus.isActive(GateRegistrationStatus.statusOf(row)))
    throw notStored();
  return false;
}

/** A checked request, with what it names looked up. */
interface Gate {
  readonly wanted: Registration;
  readonly server: GateServers.CiServer;
  /** sys_id of the credential kept in ServiceNow; empty for a token of its own. */
  readonly credential: string;
}

/**
 * Ends a registration without calling the CI: nobody waits any more. One that has ended stays as it is.
 *
 * @returns whether there is such a registration that the caller may withdraw
 * @throws a 500 HttpError when the instance refused the write
 */
export function withdraw(sysId: string): boolean {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId) || !isOwn(row)) return false;
  if (end(sysId, 'withdrawn')) {
    GateChange.note(
      row.getValue('change') ?? '',
      `${gs.getUserName()} withdrew the build that waited for this change (${row.getValue('build_url')}).`,
    );
  }
  return true;
}

/** The registration with this sys_id as its owner, or an admin of Change Gate, may see it; else `null`. */
export function read(sysId: string): RegistrationAnswer | null {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  return row.get('sys_id', sysId) && isOwn(row) ? answer(row) : null;
}

/** As `read`, by key: the active registration, or else the newest. */
export function findByKey(key: string): RegistrationAnswer | null {
  const active = activeByKey(key);
  if (active !== null) return isOwn(active) ? answer(active) : null;
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  row.addQuery('key', key);
  row.orderByDesc('sys_created_on');
  row.query();
  while (row.next()) if (row.getValue('key') === key && isOwn(row)) return answer(row);
  return null;
}

function answer(row: GlideRecord): RegistrationAnswer {
  return {
    sys_id: row.getUniqueValue(),
    key: row.getValue('key') ?? '',
    change: row.getValue('change') ?? '',
    status: GateRegistrationStatus.statusOf(row),
    decision: row.getValue('decision') ?? '',
    reason: row.getValue('reason') ?? '',
  };
}

/** By `key`: what an older version wrote into `active_key` is spelled differently. */
function activeByKey(key: string): GlideRecord | null {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  row.addQuery('key', key);
  row.addQuery('status', 'IN', GateRegistrationStatus.ACTIVE);
  row.query();
  // The instance may take gates QA and qa for the same text.
  while (row.next()) {
    const isActive = GateRegistrationStatus.isActive(GateRegistrationStatus.statusOf(row));
    if (isActive && row.getValue('key') === key) return row;
  }
  return null;
}

/**
 * What the unique column holds of a key. An instance may take gates QA and qa for the same text, so a capital is written
 * as its small letter behind `~`, which no key has.
 */
function activeKey(key: string): string {
  return key.replace(/[A-Z]/g, (capital) => `~${capital.toLowerCase()}`);
}

/** Older versions marked a registration that has ended with its sys_id, which a key may be too. */
function freeKey(key: string): void {
  if (!/^[0-9a-f]{32}$/.test(key)) return;
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', key) || row.getValue('active_key') !== key) return;
  if (GateRegistrationStatus.isActive(GateRegistrationStatus.statusOf(row))) return;
  row.setValue('active_key', GateRegistrationStatus.endedKey(key));
  if (row.update() === null) gs.error(`Change Gate could not free the key ${key} of an ended registration`);
}

function insert({ wanted, server, credential }: Gate): string | null {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  row.initialize();
  row.setValue('instance', GateInstance.name());
  row.setValue('key', wanted.key);
  row.setValue('active_key', activeKey(wanted.key));
  row.setValue('change', wanted.change.sys_id);
  row.setValue('change_number', wanted.change.number);
  row.setValue('build_id', wanted.build.id);
  row.setValue('ci', wanted.ci);
  row.setValue('server', server.sysId);
  row.setValue('target', JSON.stringify(wanted.target));
  row.setValue('status', 'waiting');
  row.setValue('decision', 'pending');
  row.setValue('decided_by', server.decidedBy);
  setRenewed(row, wanted, credential);
  return row.insert();
}

/**
 * @returns `false` when the registration has ended since it was read, and has no token again
 * @throws a 500 HttpError when the instance did not take the new values
 */
function renew(row: GlideRecord, { wanted, credential }: Gate): boolean {
  const sysId = row.getUniqueValue();
  setRenewed(row, wanted, credential);
  if (row.update() === null) throw notStored();
  if (credential !== '') GateRegistrationStatus.emptyToken(sysId);
  if (GateRegistrationStatus.restoreTerminalStatus(sysId)) return false;
  // The CI may have refused the token that has just been replaced.
  if (!GateDelivery.retry(sysId)) GateEvaluation.evaluate(sysId);
  return true;
}

/** Writes what the newest request for a gate decides, be it the first or a later one. */
function setRenewed(row: GlideRecord, wanted: Registration, credential: string): void {
  row.setValue('build_url', wanted.build.url);
  GatePolicy.set(row, wanted.policy);
  row.setValue('credential', credential);
  // Whatever the last look showed, the build has come back.
  row.setValue('looked_at', '');
  // password2: setDisplayValue() encrypts, setValue() would store it in clear.
  if ('token' in wanted.credential) row.getElement('token').setDisplayValue(wanted.credential.token);
  else GateRegistrationStatus.overwriteToken(row);
}

function isSameGate(row: GlideRecord, { wanted, server }: Gate): boolean {
  return (
    row.getValue('change') === wanted.change.sys_id &&
    row.getValue('build_id') === wanted.build.id &&
    row.getValue('server') === server.sysId &&
    GateInstance.isOf(row) &&
    row.getValue('target') === JSON.stringify(wanted.target)
  );
}

function requireOwn(row: GlideRecord): void {
  if (row.getValue('sys_created_by') === gs.getUserName()) return;
  throw GateHttpError.create(
    409,
    'Key in use',
    `${row.getValue('key')} is an active registration of another user. Register with that user, or with another key.`,
  );
}

function isOwn(row: GlideRecord): boolean {
  return row.getValue('sys_created_by') === gs.getUserName() || gs.hasRole('x_change_gate.admin');
}
