import { gunzipSync } from 'node:zlib';

/** The inputs of an action in a flow, by name: constants, and pills like `{{subflow.change}}`. */
export type FlowValues = Readonly<Record<string, string>>;

interface Value {
  readonly name: string;
  readonly value?: unknown;
}

/**
 * Reads the field `values` of `sys_hub_action_instance_v2` and `sys_hub_flow_logic_instance_v2`: base64 of
 * gzipped JSON, a list of values or an object with one under `inputs` (as the SDK writes it).
 */
export function decodeFlowValues(encoded: string): FlowValues {
  if (encoded === '') return {};
  const json: unknown = JSON.parse(gunzipSync(Buffer.from(encoded, 'base64')).toString('utf8'));
  const list = (Array.isArray(json) ? json : (json as { inputs?: unknown }).inputs) as readonly Value[];
  return Object.fromEntries(list.map(({ name, value }) => [name, String(value ?? '')]));
}
