/**
 * The shape of an instance: what a user could read of its change tables, models, policies, groups and templates. It holds no
 * record, no person, no host and no secret, so that it may lie in a repository. `check` writes it; the sandbox starts with it.
 */

/** The tables whose columns it tells, with those that they inherit. */
export const PROFILED_TABLES = ['change_request', 'change_task'] as const;

export interface Profile {
  /** Of this format. */
  readonly changeGateProfile: 1;
  /** When it was read: UTC, ISO 8601. */
  readonly readAt: string;
  /** `glide.buildtag`; empty where it could not be read. */
  readonly release: string;
  readonly tables: Readonly<Record<string, { readonly columns: readonly ProfiledColumn[] }>>;
  readonly models: readonly ProfiledModel[];
  /** Data policies that apply to what comes over REST. */
  readonly policies: readonly ProfiledPolicy[];
  /** Of active groups. */
  readonly groups: readonly { readonly sysId: string; readonly name: string }[];
  /** Of standard changes. */
  readonly templates: readonly { readonly sysId: string; readonly name: string }[];
  /** What could not be read, a sentence each: the sandbox says it again when it starts. */
  readonly unseen: readonly string[];
}

/** As `sys_dictionary` and `sys_choice` have it, the entries of the table itself before those of its parents. */
export interface ProfiledColumn {
  readonly name: string;
  readonly label: string;
  /** `internal_type`. One that the sandbox does not know is stored and answered as text. */
  readonly type: string;
  readonly maxLength?: number;
  readonly mandatory?: true;
  readonly readOnly?: true;
  /** A plain value; one that a script computes is left out. */
  readonly defaultValue?: string;
  /** The table that a reference points to. */
  readonly reference?: string;
  /** Of a state: the values that end a task (the dictionary attribute `close_states`). */
  readonly closeStates?: readonly string[];
  /** Active ones, in their order; `dependent` is the value of the column that this one depends on. */
  readonly choices?: readonly {
    readonly value: string;
    readonly label: string;
    readonly dependent?: string;
  }[];
}

export interface ProfiledModel {
  readonly sysId: string;
  readonly name: string;
  /** `record_preset`: `type=normal^EQ`. */
  readonly preset: string;
  /** In their order; empty where the model has none of its own, or they could not be read. */
  readonly states: readonly {
    readonly value: string;
    readonly label: string;
    readonly initial?: true;
    readonly implementation?: true;
  }[];
  readonly transitions: readonly {
    /** Values of states. */
    readonly from: string;
    readonly to: string;
    readonly automatic?: true;
    readonly conditions?: readonly { readonly name: string; readonly query: string }[];
  }[];
}

/** `sys_data_policy2`, active, and its `sys_data_policy_rule` rows. */
export interface ProfiledPolicy {
  readonly name: string;
  readonly table: string;
  /** Encoded query over the record; empty for every record. */
  readonly conditions: string;
  readonly rules: readonly { readonly column: string; readonly mandatory?: true; readonly readOnly?: true }[];
}
