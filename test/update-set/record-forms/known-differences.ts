/**
 * Where the built update set is known to differ from genuine ones, and why that does no harm: a line for each kind of
 * difference, with the names that it is about.
 *
 * A difference that is new is mended, or added here with its reason; one that is gone is taken out.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sys_dictionary: {
    // Newer than the samples. Of columns that are read-only in forms: without it, a newer instance makes them writable at
    // the next import (SDK 4.9.0, column-plugin). An older one skips a column that it does not have.
    'columns unknown': 'read_only_option',
  },
  sys_hub_flow: {
    // The second version of flows, which the samples are older than; the SDK writes no other. What a release before it
    // makes of them is not tried: there the subflow cannot be published, and the rules decide.
    'columns unknown': 'allow_high_security_roles flow_priority generation_source version',
    'elements beside the record unknown': 'sys_hub_action_instance_v2 sys_hub_flow_logic_instance_v2',
  },
};

/** Tables of which nobody's genuine record is at hand; the last is the app's own. */
export const NO_FORM = ['sysevent_queue', 'sys_ui_action_role', 'x_change_gate_ci_server'];
