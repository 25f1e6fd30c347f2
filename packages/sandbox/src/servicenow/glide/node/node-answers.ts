import { setTimeout } from 'node:timers/promises';
import { isMetadata } from '../../base-system/tables/metadata.ts';
import { AccessControl } from '../../database/access.ts';
import { type Database, DatabaseError, type Row, type Values } from '../../database/database.ts';
import { displayValue, valueOfDisplay } from '../../database/display-value.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { userTime } from '../../time/time-of-user.ts';
import type { FlowInput } from '../flow/flow-definition.ts';
import { connectionOf, signJwt } from '../outbound/connections.ts';
import type { MidServers } from '../outbound/mid-servers.ts';
import type { HttpHooks } from '../outbound/outbound-http.ts';
import { outboundSender } from '../outbound/outbound-sender.ts';
import type { HttpAnswer, InstanceAnswers, QueuedEvent, ScopeSource } from './node-protocol.ts';
import type { NodeThread } from './node-thread.ts';
import type { ScriptLog } from './script-log.ts';
import { SYSTEM } from './script-principals.ts';

export interface AnswerOptions {
  readonly database: Database;
  readonly clock: { now(): Date };
  readonly log: ScriptLog;
  readonly http: HttpHooks;
  readonly midServers: MidServers;
  /** Aborted when the instance is shut down. */
  readonly closed: AbortSignal;
  scopes(): ScopeSource[];
  queueEvent(event: QueuedEvent, actor: string): void;
  processQueue(queue: string): void;
  startSubflow(name: string, inputs: Readonly<Record<string, FlowInput>>): string;
  /** Told of each query and write that a script makes. */
  onDatabaseCall(): void;
  /** Runs a write so that it sets off no business rule. */
  quietly<T>(write: () => T): T;
}

/** The main thread's answers to one node, each in the name of the user whose job the node runs. */
export function answersFor(node: NodeThread, options: AnswerOptions): InstanceAnswers {
  const { database, clock, log } = options;
  const access = new AccessControl(database);
  const user = (): Principal => node.job?.user ?? SYSTEM;
  const scope = (): string => node.job?.scope ?? 'system';

  /** A write that the instance refuses is a line in its log, and null for the script. */
  const attempt = <T>(workflow: boolean, write: () => T): T | null => {
    try {
      return workflow ? write() : options.quietly(write);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      log.write('error', scope(), error.message);
      return null;
    }
  };
  /** Fields that the user may not write are dropped silently. */
  const writable = (table: string, values: Values, secure: boolean, row?: Row): Values => {
    if (!secure) return values;
    return Object.fromEntries(
      Object.entries(values).filter(([name]) => access.allowsField(user(), table, name, row)),
    );
  };

  const send = outboundSender({ ...options, node });
  const sent: Promise<HttpAnswer>[] = [];

  const answers: InstanceAnswers = {
    now: () => clock.now().getTime(),
    behaviours: () => database.behaviours,
    scopes: options.scopes,
    table: (name) => database.table(name) ?? null,
    query: ({ table, query, secure, ...window }) => {
      const isHidden = database.behaviours.recordsOfApps === 'hidden' && scope() !== 'global';
      if (isHidden && isMetadata(table)) return [];
      if (!secure) return database.query(table, query, { ...window, user: user() });
      const { offset = 0, limit = Infinity } = window;
      const readable = database
        .query(table, query, { user: user() })
        .filter((row) => access.allows(user(), 'read', table, row));
      return readable
        .slice(offset, offset + limit)
        .map((row) => withoutSecrets(row, table, access, user(), database));
    },
    insert: ({ table, values, workflow, secure }) => {
      if (secure && !access.allows(user(), 'create', table)) return null;
      return attempt(workflow, () =>
        database.insert(table, writable(table, values, secure), user().userName),
      );
    },
    update: ({ table, sysId, values, workflow, secure }) => {
      const row = database.get(table, sysId);
      if (row === null) return 'missing';
      if (secure && !access.allows(user(), 'write', table, row)) return null;
      return attempt(workflow, () =>
        database.update(table, sysId, writable(table, values, secure, row), user().userName),
      );
    },
    delete: ({ table, sysId, workflow, secure }) => {
      const row = database.get(table, sysId);
      if (row === null || (secure && !access.allows(user(), 'delete', table, row))) return false;
      return attempt(workflow, () => database.delete(table, sysId, user().userName)) ?? false;
    },
    allows: (operation, table) => access.allows(user(), operation, table),
    displayValue: (table, row, field) => {
      const column = database.table(table)?.columns.get(field);
      return column === undefined
        ? ''
        : displayValue(database, row, column, userTime(database, user().userName));
    },
    valueOfDisplay: (table, field, display) => {
      const column = database.table(table)?.columns.get(field);
      return column === undefined
        ? undefined
        : valueOfDisplay(database, display, column, userTime(database, user().userName));
    },
    decrypt: (value) => database.decrypt(value),
    property: (name) => database.find('sys_properties', 'name', name)?.value ?? null,
    setProperty: (name, value) => {
      const sysId = database.find('sys_properties', 'name', name)?.sys_id;
      if (sysId === undefined) database.insert('sys_properties', { name, value }, user().userName);
      else database.update('sys_properties', sysId, { value }, user().userName);
    },
    log: (level, from, message) => log.write(level, from, message),
    processQueue: options.processQueue,
    queueEvent: (event) => options.queueEvent(event, user().userName),
    http: (call) => node.outside(send(call)),
    startHttp: (call) => {
      // A script may never ask for the answer.
      const failed = ({ message }: Error): HttpAnswer => ({ outcome: 'failed', message });
      sent.push(send(call).catch(failed));
      return sent.length - 1;
    },
    awaitHttp: (id, ms) => node.outside(Promise.race([sent[id] ?? null, nothingAfter(ms)])),
    connection: (alias) => connectionOf(database, alias),
    signJwt: (provider, header, payload) => signJwt(database, provider, header, payload),
    startSubflow: options.startSubflow,
  };
  return { ...answers, ...counted(answers, options.onDatabaseCall) };
}

async function nothingAfter(ms: number): Promise<null> {
  await setTimeout(Math.min(ms, LONGEST_TIMER), undefined, { ref: false });
  return null;
}

/** ms; Node's timers take no more. */
const LONGEST_TIMER = 2 ** 31 - 1;

const DATABASE_CALLS = ['query', 'insert', 'update', 'delete'] as const;

/** The answers that go to the database, each of them told. */
function counted(answers: InstanceAnswers, tell: () => void): Partial<InstanceAnswers> {
  const told = DATABASE_CALLS.map((name) => [
    name,
    (...args: unknown[]): unknown => {
      tell();
      return (answers[name] as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(told) as Partial<InstanceAnswers>;
}

/** Without the fields that an ACL of their own (`table.field`) keeps from the user. */
function withoutSecrets(
  row: Row,
  table: string,
  access: AccessControl,
  user: Principal,
  database: Database,
): Row {
  const guarded = database.query(
    'sys_security_acl',
    `nameSTARTSWITH${table}.^type=record^operation=read^active=true`,
  );
  const fields = guarded.map(({ name = '' }) => name.slice(table.length + 1));
  const hidden = new Set(fields.filter((field) => !access.allowsField(user, table, field, row, 'read')));
  if (hidden.size === 0) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, hidden.has(name) ? '' : value]),
  );
}
