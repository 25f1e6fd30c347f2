/**
 * The policy of a gate, field by field: what a registration asks of the decision. A field is declared here and nowhere
 * else. From this table follow the inputs (`inputs/policy.ts`), the policy of the callback contract, its check and its
 * columns in the ServiceNow app (`GateRequest`, `GatePolicy`), and, by `npm run generate`, the table and the form there.
 *
 * Runs inside ServiceNow too: no Node or browser API, no dependency.
 */
import type { Operation } from '../inputs/declaration.ts';

interface DeclaredField {
  /** The field's name in the contract, and its column in the registration. */
  readonly column: string;
  /** What people see of the column. */
  readonly label: string;
  readonly hint?: string;
  /** The input that sets it, as `inputs/declaration.ts` has it. */
  readonly input: {
    readonly name: string;
    readonly description: string;
    readonly operations: readonly Operation[];
    readonly yaml?: 'integer';
  };
}

/** One of a few words. */
export interface ChoiceField extends DeclaredField {
  readonly kind: 'choice';
  /** The words, each with its label for people. */
  readonly choices: Readonly<Record<string, string>>;
  /** What the input means when it is not set. */
  readonly default: string;
  /** Whether it is sent only where it is not the default. So is every field that came after the first version. */
  readonly optional?: true;
}

/** State values of a change. The input takes labels too, and what it means when it is not set depends on others. */
export interface StatesField extends DeclaredField {
  readonly kind: 'states';
}

/** UTC `yyyy-MM-dd HH:mm:ss`; empty for none. The input takes minutes from now. */
export interface TimeField extends DeclaredField {
  readonly kind: 'time';
}

export type PolicyField = ChoiceField | StatesField | TimeField;

export const POLICY_FIELDS = {
  /**
   * State values in which the build may go on; `['-1']` is Implement. The word `model` stands for the
   * implementation states of the change's model, or Implement where it names none.
   */
  proceedStates: {
    kind: 'states',
    column: 'proceed_states',
    label: 'Proceed states',
    input: {
      name: 'proceed-states',
      description:
        'The states in which the build may go on, by value or label, separated by commas; `model` stands for the implementation states of the change model. Default: Implement; with `implement`, Scheduled too. Give it to `open` and `verify` alike.',
      operations: ['open', 'verify', 'wait', 'status', 'check'],
      yaml: 'integer',
    },
  },
  /** The approval of the change: it must be `approved`, or the state is believed alone. */
  approval: {
    kind: 'choice',
    column: 'approval',
    label: 'Approval',
    choices: { approved: 'Must be approved', state: 'Believe the state alone' },
    default: 'approved',
    optional: true,
    input: {
      name: 'approval-policy',
      description:
        'Whether the change must be `approved` besides being in such a state, or the `state` is believed alone, for processes without approvals. Give it to `open` and `verify` alike.',
      operations: ['open', 'verify', 'wait', 'status', 'check'],
    },
  },
  /** A schedule conflict: look past it, wait until it is gone, or deny. */
  conflict: {
    kind: 'choice',
    column: 'conflict',
    label: 'Schedule conflict',
    choices: { ignore: 'Ignore', wait: 'Wait until it is gone', reject: 'Deny' },
    default: 'ignore',
    input: {
      name: 'conflict-policy',
      description:
        'What a schedule conflict means: `ignore` it, `wait` until it is gone, or `reject` the build. With the last two the build also waits until conflicts have been checked. Give it to `open` and `verify` alike.',
      operations: ['open', 'verify', 'wait', 'status', 'check'],
    },
  },
  /** The planned window: look past it, or go on only between planned start and end. */
  window: {
    kind: 'choice',
    column: 'window',
    label: 'Planned window',
    choices: { ignore: 'Ignore', enforce: 'Enforce' },
    default: 'ignore',
    input: {
      name: 'window-policy',
      description:
        "Whether the build may go on only between the change's planned start and end. `enforce` wants both. Give it to `open` and `verify` alike.",
      operations: ['open', 'verify', 'wait', 'status', 'check'],
    },
  },
  /** UTC `yyyy-MM-dd HH:mm:ss` after which nobody waits for an undecided change any more; empty for none. */
  deadline: {
    kind: 'time',
    column: 'deadline',
    label: 'Deadline',
    hint: 'Nobody waits for the change after this time',
    input: {
      name: 'deadline-minutes',
      description:
        'Deny the build when nobody has decided after this many minutes. Without it, the gate waits.',
      operations: ['open', 'wait', 'check'],
      yaml: 'integer',
    },
  },
  /** What the deadline means for the build: `deny` it, or `leave` it as it is and decide nothing. */
  onDeadline: {
    kind: 'choice',
    column: 'on_deadline',
    label: 'At the deadline',
    choices: { deny: 'Deny the build', leave: 'Leave the build, tell nobody' },
    default: 'deny',
    optional: true,
    input: {
      name: 'deadline-outcome',
      description:
        'What the deadline means: `deny` the build, or `leave` it paused and stop waiting for people.',
      operations: ['open', 'wait'],
    },
  },
} as const satisfies Readonly<Record<string, PolicyField>>;

export type PolicyFields = typeof POLICY_FIELDS;
export type PolicyName = keyof PolicyFields;

type ValueOf<Field> = Field extends { readonly choices: infer Choices }
  ? keyof Choices
  : Field extends { readonly kind: 'states' }
    ? readonly string[]
    : string;

type IsOptional<Name extends PolicyName> = PolicyFields[Name] extends { readonly optional: true }
  ? true
  : false;

/** What a registration asks of the decision; a field that is left out has its default. */
export type Policy = {
  readonly [Name in PolicyName as IsOptional<Name> extends true ? never : Name]: ValueOf<PolicyFields[Name]>;
} & {
  readonly [Name in PolicyName as IsOptional<Name> extends true ? Name : never]?: ValueOf<PolicyFields[Name]>;
};

/** A policy in the callback contract: the same by the names of the columns. */
export type PolicyContract = {
  readonly [Name in PolicyName as IsOptional<Name> extends true
    ? never
    : PolicyFields[Name]['column']]: ValueOf<PolicyFields[Name]>;
} & {
  readonly [Name in PolicyName as IsOptional<Name> extends true
    ? PolicyFields[Name]['column']
    : never]?: ValueOf<PolicyFields[Name]>;
};

/** A field with its name in the decision's policy. */
export type PolicyEntry = PolicyField & {
  readonly name: PolicyName;
  readonly column: keyof PolicyContract;
};

/** The fields with their names, in the order of the table. */
export const POLICY_ENTRIES: readonly PolicyEntry[] = (Object.keys(POLICY_FIELDS) as PolicyName[]).map(
  (name) => Object.assign({ name }, POLICY_FIELDS[name]),
);
