import type { Database } from '../../database/database.ts';
import { SYSTEM } from '../node/script-principals.ts';

/** States of `sys_flow_context` that the sandbox has. */
export type FlowState = 'IN_PROGRESS' | 'WAITING' | 'COMPLETE' | 'ERROR';

/** `sys_flow_context`: one row per run of a subflow. */
export class FlowContexts {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.define({
      name: 'sys_flow_context',
      label: 'Flow context',
      columns: [
        { name: 'name', label: 'Name' },
        { name: 'state', label: 'State' },
        { name: 'error_message', label: 'Error message', maxLength: 4000 },
      ],
    });
  }

  /** @returns its sys_id */
  create(name: string): string {
    const row = this.#database.insert('sys_flow_context', { name, state: 'IN_PROGRESS' }, SYSTEM.userName);
    return row.sys_id ?? '';
  }

  write(sysId: string, state: FlowState, error = ''): void {
    this.#database.update('sys_flow_context', sysId, { state, error_message: error }, SYSTEM.userName);
  }
}
