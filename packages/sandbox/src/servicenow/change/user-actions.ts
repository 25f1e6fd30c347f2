import type { Clock } from '../../clock.ts';
import { USERS } from '../base-system/seed/seed.ts';
import type { Database, Row } from '../database/database.ts';
import { openApprovals } from './approvals/approval-records.ts';
import { checkConflicts } from './conflicts/conflict-check.ts';
import { STATE } from './transitions.ts';

/** What users do with changes in ServiceNow's forms. Business rules and flows run as for anybody. */
export class UserActions {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  changes(): Row[] {
    return this.#database.query('change_request');
  }

  /** @throws Error when there is no such change */
  change(number: string): Row {
    const change = this.#database.find('change_request', 'number', number);
    if (change === undefined) throw new Error(`There is no change ${number}`);
    return change;
  }

  /**
   * One of those whom the change asks says yes. The next step of the approval, if there is one, then asks others.
   * @param approver user_name; whoever was asked first when left out
   * @param comments the approver's words; none when left out
   * @throws Error when nobody, or not this person, is asked
   */
  approve(number: string, approver?: string, comments = ''): Row {
    return this.#answer(number, 'approved', comments, approver);
  }

  /**
   * Approves one step after the other, until nobody is asked any more.
   * @throws Error when nobody is asked
   */
  approveAll(number: string): Row {
    const change = this.approve(number);
    const isAskedAgain = openApprovals(this.#database, change.sys_id ?? '').length > 0;
    return isAskedAgain ? this.approveAll(number) : change;
  }

  /** As `approve`. */
  reject(number: string, comments = '', approver?: string): Row {
    return this.#answer(number, 'rejected', comments, approver);
  }

  /** @param state value or label: `-1` or `Implement`. @throws DatabaseError when the model forbids it */
  move(number: string, state: string): Row {
    const choices = this.#database.table('change_request')?.columns.get('state')?.choices ?? [];
    const choice = choices.find(({ value, label }) => value === state || label === state);
    if (choice === undefined) throw new Error(`There is no change state ${state}`);
    return this.update(number, { state: choice.value });
  }

  cancel(number: string): Row {
    return this.move(number, STATE.canceled);
  }

  delete(number: string): void {
    const { sys_id: sysId = '' } = this.change(number);
    this.#database.delete('change_request', sysId, USERS.changeManager.userName);
  }

  /** *Check Conflicts* in the form. */
  checkConflicts(number: string): Row {
    checkConflicts(this.#database, this.#clock, this.change(number));
    return this.change(number);
  }

  /** Writes fields as the change manager. */
  update(number: string, values: Row): Row {
    const { sys_id: sysId = '' } = this.change(number);
    this.#database.update('change_request', sysId, values, USERS.changeManager.userName);
    return this.change(number);
  }

  #answer(number: string, state: string, comments: string, approver: string | undefined): Row {
    const change = this.change(number);
    const open = openApprovals(this.#database, change.sys_id ?? '');
    const asked = open.map((approval) => ({ approval, user: this.#userName(approval.approver ?? '') }));
    const mine = asked.find(({ user }) => approver === undefined || user === approver);
    if (mine === undefined) {
      const names = asked.map(({ user }) => user).join(', ') || 'nobody';
      throw new Error(
        `${number} (state ${change.state}) waits for ${names}, not for ${approver ?? 'an approval'}`,
      );
    }
    const answer = { state, ...(comments !== '' && { comments }) };
    this.#database.update('sysapproval_approver', mine.approval.sys_id ?? '', answer, mine.user);
    return this.change(number);
  }

  #userName(sysId: string): string {
    return this.#database.get('sys_user', sysId)?.user_name ?? '';
  }
}
