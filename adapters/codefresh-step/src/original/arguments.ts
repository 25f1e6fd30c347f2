/**
 * The arguments of Codefresh's original `service-now` step (version 1.4.1 of codefresh-io/steps, the lower-case
 * names of 1.0.0, and those of the article), so that a pipeline can switch by changing the step's type.
 */
import { GateError, type RawInputs } from '@change-gate/core';
import { displayName } from '../build/arguments.ts';

/** Original argument -> input; both in kebab case. */
const INPUT_OF: Readonly<Record<string, string>> = {
  'cr-action': 'operation',
  action: 'operation',
  'sn-instance': 'instance-url',
  'sn-user': 'username',
  'sn-password': 'password',
  token: 'callback-token',
  'cr-data': 'data',
  'std-cr-template': 'standard-template',
  'cr-conflict-policy': 'conflict-policy',
  'cr-sysid': 'change-sys-id',
  'cr-close-code': 'close-code',
  'cr-close-notes': 'close-notes',
  namespace: 'sn-namespace',
};

/** Version 1.0.0 had lower-case names. */
const OLDEST = ['action', 'namespace'];

/** Obsolete in the original, too. */
const IGNORED = ['debug'];

const OPERATION_OF: Readonly<Record<string, string>> = {
  createCR: 'open',
  updateCR: 'update',
  closeCR: 'close',
};

/** For `step.yaml`: each argument of the original, and what it is here. */
export const ORIGINAL_ARGUMENTS: Readonly<Record<string, string>> = Object.fromEntries([
  ...Object.entries(INPUT_OF).map(([name, input]) => [
    OLDEST.includes(name) ? name : displayName(name),
    displayName(input),
  ]),
  ...IGNORED.map((name) => [displayName(name), 'obsolete there, ignored here']),
  ...['data', ...IGNORED].map((name) => [
    name,
    `${displayName(name)}, as version 1.0.0 and the article write it`,
  ]),
]);

export function usesOriginalNames(values: RawInputs): boolean {
  return Object.keys(values).some((name) => Object.hasOwn(INPUT_OF, name));
}

/**
 * Whether this step is as lenient as the original (`additionalProperties: true` in its `step.yaml`; its fields go to the Table
 * API as they are): with its names and its actions, unless STRICT is true. With OPERATION a pipeline is written for this step.
 */
export function takesAsOriginal(values: RawInputs): boolean {
  return usesOriginalNames(values) && values.operation === undefined && values.strict !== 'true';
}

/** For a standard change the original registers no callback, and its users have no pause. */
export function registersCallback(values: RawInputs): boolean {
  return values['std-cr-template'] === undefined;
}

/** Where the original leaves the change's record, in the shared volume; it does so without being asked. */
export function originalRecordFile(values: RawInputs, operation: string): string | undefined {
  const action = Object.keys(OPERATION_OF).find((name) => OPERATION_OF[name] === operation);
  if (action === undefined || !usesOriginalNames(values)) return undefined;
  return `servicenow-cr-${action.replace('CR', '')}.json`;
}

/**
 * @param values arguments by their kebab-case names, of either step
 * @param given the names of these, and of those that hold nothing
 * @returns the same as inputs
 * @throws GateError INVALID_INPUT for an unknown action, or one input under two names
 */
export function translateArguments(values: RawInputs, given: readonly string[]): RawInputs {
  if (!usesOriginalNames(values)) return withoutIgnored(values);
  // The original's default, and only the original's: its users may have left it out.
  const translated: Record<string, string> = { operation: 'open' };
  const from: Record<string, string> = {};
  for (const [name, value] of Object.entries(withoutIgnored(values))) {
    const input = INPUT_OF[name] ?? name;
    const meant = INPUT_OF[name] === 'operation' ? operationOf(name, value) : value;
    const other = from[input];
    if (other !== undefined && translated[input] !== meant) {
      throw new GateError(
        'INVALID_INPUT',
        `${displayName(other)} and ${displayName(name)} are the same argument and differ; set one of them.`,
      );
    }
    translated[input] = meant;
    from[input] = name;
  }
  // The original's own default, for its own action: without it, a pipeline that switches would no longer close its changes.
  const isEndingGiven =
    ENDINGS.some((name) => given.includes(name)) || /\bclose_code\b/.test(translated.data ?? '');
  if ((values['cr-action'] ?? values.action) === 'closeCR' && !isEndingGiven) {
    translated['close-code'] = 'successful';
  }
  return translated;
}

/** What says how a deployment ended: one that a variable was to fill, and did not, says that nobody knows. */
const ENDINGS: readonly string[] = ['cr-close-code', 'close-code', 'outcome'];

/** How a user of the original writes an input. */
export function originalDisplayName(input: string): string {
  const original = Object.keys(INPUT_OF).find((name) => INPUT_OF[name] === input);
  return displayName(original ?? input);
}

function operationOf(name: string, action: string): string {
  const operation = Object.hasOwn(OPERATION_OF, action) ? OPERATION_OF[action] : undefined;
  if (operation !== undefined) return operation;
  const known = Object.keys(OPERATION_OF).join(', ');
  throw new GateError(
    'INVALID_INPUT',
    `${displayName(name)}: there is no action "${action}". There are ${known}; as OPERATION, this step knows more.`,
  );
}

function withoutIgnored(values: RawInputs): RawInputs {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !IGNORED.includes(name)));
}
