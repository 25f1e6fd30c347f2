/** UI actions (`sys_ui_action`): what people press on a form. */
import type { Refuse } from '../application/refusal.ts';
import { type Script, scriptOf } from '../application/script.ts';
import { active, text, type UpdateRecord } from '../application/update-set.ts';

export interface UiAction {
  readonly name: string;
  readonly table: string;
  /** Whether it stands in the banner of the table's list too. */
  readonly isInListBanner: boolean;
  /** Empty source for none. */
  readonly condition: Script;
  readonly script: Script;
  /** Names of the roles, any of which is enough; none for everyone. */
  readonly roles: readonly string[];
}

export function readUiActions(records: readonly UpdateRecord[], refuse: Refuse): UiAction[] {
  const roles = records.filter(({ table }) => table === 'sys_ui_action_role');
  return active(records, 'sys_ui_action').map(({ fields }) => {
    const name = text(fields, 'name');
    if (text(fields, 'onclick') !== '' || fields.client === 'true') {
      refuse(`UI action "${name}": the sandbox has no browser to run its client script`);
    }
    return {
      name,
      table: text(fields, 'table'),
      isInListBanner: fields.list_banner_button === 'true',
      condition: scriptOf('sys_ui_action', fields, 'condition'),
      script: scriptOf('sys_ui_action', fields),
      roles: roles
        .filter((role) => role.fields.sys_ui_action === fields.sys_id)
        .map((role) => text(role.fields, 'sys_user_role:name')),
    };
  });
}
