/** The change models of an instance. */
import type { ProfiledModel } from '../../../check/profile.ts';
import type { ServiceNowClient } from '../../../servicenow/client.ts';
import { MODEL_FIELDS, modelShape } from '../../../servicenow/model-shape.ts';
import { pagesOf } from '../../../servicenow/rows.ts';
import { isPortable } from './portable.ts';
import type { Unseen } from './unseen.ts';

export async function profiledModels(
  client: ServiceNowClient,
  unseen: Unseen,
): Promise<readonly ProfiledModel[]> {
  const shown = await pagesOf(client, 'chg_model', { query: 'active=true', fields: MODEL_FIELDS });
  const active = (shown?.rows ?? []).filter((row) => row.active === 'true' && row.sys_id !== undefined);
  if (active.length === 0) unseen('Change models: the instance shows no active one in chg_model.');
  const models: ProfiledModel[] = [];
  const hidden: string[] = [];
  for (const row of active) {
    const { sys_id: sysId = '', name = '', record_preset: given = '' } = row;
    const preset = isPortable(given) ? given : '';
    if (preset !== given) unseen(`What the change model ${name} presets: it names a person or a host.`);
    const shape = await modelShape(client, row);
    if (shape === null) hidden.push(name);
    const { states = [], transitions = [] } = shape ?? {};
    if (states.length > 0 && !states.some(({ implementation }) => implementation)) {
      unseen(
        `In which states of the change model ${name} the work may be done: its implementation states name none.`,
      );
    }
    models.push({
      sysId,
      name,
      preset,
      states,
      transitions: transitions.map((way) => told(way, name, unseen)),
    });
  }
  if (hidden.length > 0) {
    unseen(
      `States of the change models ${hidden.join(', ')}: the instance shows none, and the user may not be allowed to read them.`,
    );
  }
  return models;
}

type Transition = ProfiledModel['transitions'][number];

/** Without the conditions that are no query: the sandbox could not ask them. */
function told({ conditions = [], ...way }: Transition, model: string, unseen: Unseen): Transition {
  const kept = conditions.filter(({ query }) => query !== '' && isPortable(query));
  for (const { name } of conditions.filter((condition) => !kept.includes(condition))) {
    unseen(
      `What the condition ${name} asks for, on the way from ${way.from} to ${way.to} of the change model ${model}: it is a script, or of a kind that cannot be told.`,
    );
  }
  return { ...way, ...(kept.length > 0 && { conditions: kept }) };
}
