/**
 * The sandbox: a ServiceNow instance and CI servers on loopback, for people without an instance and for
 * tests. Start with `startSandbox`.
 */
export { type Clock, SandboxClock } from './clock.ts';
export type { Build } from './codefresh/build.ts';
export type { CodefreshOptions, CodefreshServer, RunOptions } from './codefresh/codefresh-server.ts';
export type { Fault, FaultEffect, Faults } from './http/faults.ts';
export type { JournalEntry } from './http/request-journal.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';
export { DatabaseError, type Row } from './servicenow/database.ts';
export { type InstanceOptions, ServiceNowInstance } from './servicenow/instance.ts';
export { USERS } from './servicenow/seed.ts';
