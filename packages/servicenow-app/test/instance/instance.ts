/**
 * A ServiceNow instance in memory for unit tests of the server code, which runs in this process. It has what the app
 * uses and no more: what is missing throws, and fails the test even where the app handles the error.
 */
import { createHash } from 'node:crypto';
import { expect, onTestFinished, vi } from 'vitest';
import { type Answer, restMessage, type SentMessage, type Server } from './outbound.ts';
import { TestRecord } from './record.ts';
import { type Row, Tables } from './tables.ts';

export interface QueuedEvent {
  readonly name: string;
  readonly sysId: string;
  /** Seconds from when it was queued; 0 for at once. */
  readonly inSeconds: number;
}

export const USER = { name: 'pipeline.globex', id: 'f'.repeat(32) };
const START = Date.UTC(2026, 0, 1, 12, 0, 0);

/** Installs an instance for this test: `GlideRecord`, `gs` and the others are its own. */
export function startInstance(): TestInstance {
  const instance = new TestInstance();
  for (const [name, value] of Object.entries(instance.globals())) vi.stubGlobal(name, value);
  onTestFinished(() => expect(instance.alarms).toEqual([]));
  return instance;
}

export class TestInstance {
  userName = USER.name;
  readonly roles = new Set<string>();
  readonly properties = new Map<string, string>([['instance_name', 'globex']]);
  readonly missingColumns = new Set<string>();
  readonly columnsRead = new Set<string>();
  readonly events: QueuedEvent[] = [];
  readonly log: (readonly [level: string, message: string])[] = [];
  /** What the person at the form was shown. */
  readonly messages: string[] = [];
  readonly sent: SentMessage[] = [];
  /** What is not implemented here and was used all the same, and queries that no index serves. */
  readonly alarms: string[] = [];
  readonly tables = new Tables(() => this.time());
  readonly invisible = new Set<string>();
  server: Server = () => ({ status: 500, body: 'no server here' });
  /** By alias: what its connection holds. */
  readonly connections = new Map<string, Readonly<Record<string, string>> | null>();
  /** What a JWT provider signs; throws where it cannot. */
  sign: (provider: string, header: string, claims: string) => string | null = () => null;
  /** Starts a subflow. @returns its context */
  startSubflow: (name: string, inputs: Readonly<Record<string, unknown>>) => string = () => 'context';
  /** Methods of RESTMessageV2 that this release does not have. */
  readonly missingMethods = new Set<string>();
  readonly #notes = new Map<string, string[]>();
  #now = START;

  /** UTC, as ServiceNow stores it. @param seconds from now */
  time(seconds = 0): string {
    return stored(this.#now + seconds * 1000);
  }

  pass(seconds: number): void {
    this.#now += seconds * 1000;
  }

  insert(table: string, fields: Readonly<Row>): string {
    const sysId = this.tables.insert(table, fields, this.userName);
    if (sysId === null) throw new Error(`The row cannot be inserted in ${table}`);
    return sysId;
  }

  set(table: string, sysId: string, fields: Readonly<Row>): void {
    Object.assign(this.row(table, sysId), fields);
  }

  row(table: string, sysId: string): Row {
    const row = this.tables.get(table, sysId);
    if (row === undefined) throw new Error(`${table} has no row ${sysId}`);
    return row;
  }

  /** A record that stands at a row. */
  record(table: string, sysId: string): GlideRecord {
    const record = new TestRecord(this.#host(), table, false);
    if (!record.get('sys_id', sysId)) throw new Error(`${table} has no row ${sysId}`);
    return record as unknown as GlideRecord;
  }

  /** Work notes of a change, oldest first. */
  notes(change: string): readonly string[] {
    return this.#notes.get(change) ?? [];
  }

  globals(): Readonly<Record<string, unknown>> {
    const host = this.#host();
    const alarmed = <T extends object>(name: string, object: T) => this.#alarmed(name, object);
    const now = () => this.#now;
    const exchange = (message: SentMessage): Answer => {
      this.sent.push(message);
      return this.server(message);
    };
    const missing = this.missingMethods;
    const connectionOf = (alias: string) => this.connections.get(alias) ?? null;
    const sign = (...what: Parameters<TestInstance['sign']>) => this.sign(...what);
    return {
      GlideRecord: class {
        constructor(table: string) {
          // biome-ignore lint/correctness/noConstructorReturn: a proxy stands for the record
          return alarmed('GlideRecord', new TestRecord(host, table, false));
        }
      },
      GlideRecordSecure: class {
        constructor(table: string) {
          // biome-ignore lint/correctness/noConstructorReturn: a proxy stands for the record
          return alarmed('GlideRecordSecure', new TestRecord(host, table, true));
        }
      },
      GlideDigest: class {
        getSHA256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
      },
      GlideDateTime: class {
        #ms: number;
        constructor(value?: string) {
          this.#ms = value === undefined ? now() : Date.parse(`${value.replace(' ', 'T')}Z`);
        }
        getValue = () => stored(this.#ms);
        getNumericValue = () => this.#ms;
        addSeconds = (seconds: number) => {
          this.#ms += seconds * 1000;
        };
      },
      gs: alarmed('gs', {
        getProperty: (name: string, byDefault: string) => this.properties.get(name) ?? byDefault,
        getUserName: () => this.userName,
        getUserID: () => (this.userName === USER.name ? USER.id : this.userName),
        hasRole: (role: string) => this.roles.has(role),
        addErrorMessage: (message: string) => this.messages.push(message),
        addInfoMessage: (message: string) => this.messages.push(message),
        error: (message: string) => this.log.push(['error', message]),
        warn: (message: string) => this.log.push(['warn', message]),
        eventQueue: (name: string, _row: unknown, sysId: string) =>
          this.events.push({ name, sysId, inSeconds: 0 }),
        eventQueueScheduled: (name: string, _row: unknown, sysId: string, _2: string, at: GlideDateTime) =>
          this.events.push({ name, sysId, inSeconds: (Number(at.getNumericValue()) - this.#now) / 1000 }),
      }),
      sn_ws: {
        RESTMessageV2: class {
          constructor() {
            const message = restMessage(exchange);
            for (const name of missing) Object.assign(message, { [name]: undefined });
            // biome-ignore lint/correctness/noConstructorReturn: a proxy stands for the message
            return alarmed('RESTMessageV2', message);
          }
        },
      },
      sn_cc: {
        ConnectionInfoProvider: class {
          getConnectionInfo(alias: string) {
            const attributes = connectionOf(alias);
            if (alias === 'broken') throw new Error('no such alias');
            return attributes && { getCredentialAttribute: (name: string) => attributes[name] ?? null };
          }
        },
      },
      sn_auth: {
        GlideJWTAPI: class {
          generateJWT = sign;
        },
      },
      sn_ws_err: {
        ServiceError: class {
          readonly said: Record<string, unknown> = {};
          setStatus = (status: number) => Object.assign(this.said, { status });
          setMessage = (message: string) => Object.assign(this.said, { message });
          setDetail = (detail: string) => Object.assign(this.said, { detail });
        },
      },
      sn_fd: { FlowAPI: { getRunner: () => this.#subflowRunner() } },
    };
  }

  #host() {
    return {
      tables: this.tables,
      missingColumns: this.missingColumns,
      canSee: (_table: string, row: Readonly<Row>) => !this.invisible.has(row.sys_id ?? ''),
      hasRead: (column: string) => this.columnsRead.add(column),
      noted: (sysId: string, text: string) => this.#notes.set(sysId, [...this.notes(sysId), text]),
      userName: () => this.userName,
      alarm: (problem: string) => this.alarms.push(problem),
    };
  }

  #subflowRunner() {
    let name = '';
    let inputs: Readonly<Record<string, unknown>> = {};
    const runner = {
      subflow: (given: string) => {
        name = given;
        return runner;
      },
      inBackground: () => runner,
      withInputs: (given: Readonly<Record<string, unknown>>) => {
        inputs = given;
        return runner;
      },
      run: () => {
        const context = this.startSubflow(name, inputs);
        return { getContextId: () => context };
      },
    };
    return runner;
  }

  #alarmed<T extends object>(api: string, target: T): T {
    return new Proxy(target, {
      get: (object, name) => {
        if (!(name in object) && typeof name === 'string' && name !== 'then' && name !== 'toJSON') {
          this.alarms.push(`${api}.${name}`);
          throw new Error(`The tests' instance has no ${api}.${name}`);
        }
        const value = Reflect.get(object, name, object) as unknown;
        return typeof value === 'function' ? value.bind(object) : value;
      },
    });
  }
}

function stored(milliseconds: number): string {
  return new Date(milliseconds).toISOString().substring(0, 19).replace('T', ' ');
}
