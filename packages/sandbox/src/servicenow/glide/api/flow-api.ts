import type { FlowInput } from '../flow/flow-definition.ts';
import type { ScriptSession } from '../runtime/script-session.ts';
import { toText } from './record/field-value.ts';
import { ScriptRecord } from './record/glide-record.ts';
import { strictNamespace, strictObject } from './strict.ts';

/** `sn_fd.FlowAPI`, as far as it starts subflows in background. */
export function flowApi(session: ScriptSession): object {
  const getRunner = (): object => strictObject(new FlowRunner(session), 'FlowRunner', session);
  return strictNamespace(
    { FlowAPI: strictNamespace({ getRunner }, 'sn_fd.FlowAPI', session) },
    'sn_fd',
    session,
  );
}

class FlowRunner {
  readonly #session: ScriptSession;
  #name = '';
  #inputs: Record<string, FlowInput> = {};
  #background = false;

  constructor(session: ScriptSession) {
    this.#session = session;
  }

  subflow(name: unknown): object {
    this.#name = toText(name);
    return this.#self();
  }

  inBackground(): object {
    this.#background = true;
    return this.#self();
  }

  withInputs(inputs: Readonly<Record<string, unknown>>): object {
    for (const [name, value] of Object.entries(inputs)) this.#inputs[name] = toInput(value);
    return this.#self();
  }

  run(): object {
    if (!this.#background) throw this.#session.error('The sandbox runs subflows in background only');
    const context = this.#session.instance.startSubflow(this.#name, this.#inputs);
    return strictObject({ getContextId: () => context }, 'FlowRunnerResult', this.#session);
  }

  #self(): object {
    return strictObject<FlowRunner>(this, 'FlowRunner', this.#session);
  }
}

function toInput(value: unknown): FlowInput {
  if (!(value instanceof ScriptRecord)) return toText(value);
  return { table: value.getTableName(), sysId: value.getUniqueValue() ?? '' };
}
