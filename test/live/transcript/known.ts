/**
 * All that a transcript may show as it is. Whatever is not in these lists (a company's own column, a name, a number, a
 * sentence of a person) is dropped, or stands behind a placeholder: what is not known to be harmless is not harmless.
 */

/** What the value of a key is, and so what a transcript shows of it. */
export type Kind =
  /** One of `WORDS`, or `<other>`. */
  | 'word'
  /** One that the suite has given itself, or a placeholder: `<name 1>`. */
  | 'name'
  | 'user'
  | 'id'
  | 'time'
  | 'url'
  /** A small number or a truth value. */
  | 'flag'
  /** A sentence: kept where it is one of `SENTENCES`, or of those that the suite has written. */
  | 'text'
  /** Holds other keys, and no value. */
  | 'part';

const KEYS: Readonly<Record<Kind, string>> = {
  word: `
    approval ci close_code conclusion decision deployment_type element event gate kind last_outcome on_hold outcome phase_state
    risk scope source_table state status task tests_status type when failure_reason`,
  name: `
    app approval_group assigned_to assignment_group branch category change_model cmdb_ci environment full_name group
    head_branch instance_name name path_with_namespace pipeline original_environment project ref repository server service stage step tag
    stream target_environment workflow workflowName workflow_name chg_model std_change_producer_version`,
  user: `
    actor approver author caller_id closed_by email login opened_by requested_by sys_created_by sys_updated_by user
    userName user_name username`,
  id: `
    _id build build_id change change-number change_id change_request change_sys_id commit commit_id correlation_id display_title document_id element_id
    environment_ids evidence head_sha id iid key node_id number pipeline_id pipelineId process progress project_id registration release revision
    run_id run_number sha sha_short sys_id sysapproval workflow_id workflow_run_id x_change_gate_evidence`,
  time: `
    actual_end actual_start closed_at completed_at conflict_last_run created created_at createdAt due end_date ended
    expected_start finished finished_at opened_at planned_end planned_start ran_at ranAt run_started_at start_date started
    started_at sys_created_on sys_updated_on time updated_at updatedAt work_end work_start deadline next_attempt`,
  url: 'base_url build_url gate_url html_url jobs_url link review_url target_url url web_url',
  flag: `
    active allow_failure attempt can_approve count current_user_can_approve exact manual playable retried run_attempt
    hold-seconds tests_failed tests_passed total total_count wait_timer allowFailure pending_approval isRetry`,
  text: `
    close_notes comment comments correlation_display cancel_reason description detail details hold_reason justification
    message reason short_description value work_notes`,
  part: `
    answer app approvals builds creator credential current_user docs environments error gate inputs instance jobs pending_deployments
    policy protection_rules result reviewer reviewers registration roles state steps target triggering_actor user workflow_runs`,
};

const kinds = new Map<string, Kind>();
for (const [kind, keys] of Object.entries(KEYS)) {
  for (const key of keys.trim().split(/\s+/)) if (!kinds.has(key)) kinds.set(key, kind as Kind);
}

/** @param key a column of a column too @returns undefined for a key that nobody has looked at: it is in no transcript */
export function kindOf(key: string): Kind | undefined {
  const parts = key.split('.');
  return parts.every((part) => kinds.has(part)) ? kinds.get(parts.at(-1) ?? '') : undefined;
}

const set = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => line.split(',')).map((word) => word.trim()));

/** Values that ServiceNow, Change Gate and the CIs define: they tell what happened, and not to whom. */
export const WORDS = set(
  // ServiceNow: states of a change and their labels, approvals, close codes, types.
  '-5,-4,-3,-2,-1,0,1,2,3,4,7',
  'New,Assess,Authorize,Scheduled,Implement,Review,Closed,Canceled',
  'not requested,not_requested,requested,approved,rejected,cancelled,not_required,duplicate',
  'Not Yet Requested,Requested,Approved,Rejected,No Longer Required,Not Required',
  'successful,successful_issues,unsuccessful,Successful,Successful with issues,Unsuccessful',
  'normal,standard,emergency,Normal,Standard,Emergency,failure',
  'change_request,change_task,sysapproval_approver,x_change_gate_registration,x_change_gate_evidence',
  'comments,work_notes,x_change_gate',
  // Change Gate: registrations, decisions, outcomes.
  'waiting,due,delivering,delivered,refused,expired,withdrawn,superseded,ended,pending,denied,taken,started,waits',
  'sent,over,change',
  'stopped,unanswered,unavailable,contested,not-paused-yet,already-decided,build-ended,not-sent,queued,early',
  // The CIs: their names, statuses, conclusions, events.
  'codefresh,github,gitlab',
  'in_progress,completed,created,preparing,running,success,failed,canceled,skipped,manual,scheduled,canceling',
  'neutral,timed_out,action_required,stale,startup_failure,waiting_for_resource,waiting_for_callback,open,closed',
  'pending-approval,error,terminating,terminated,elected,delayed,on_success,on_failure,always,script_failure',
  'active,complete,incomplete,none,unreadable,required_reviewers,wait_timer,branch_policy',
  '501,400,401,403,404,409,422,500,502,503,504',
  'workflow_dispatch,repository_dispatch,push,api,web,trigger,pipeline,environment,protection-rule,job,User,Team',
);

/** What services answer in words of their own to everybody. */
export const SENTENCES: ReadonlySet<string> = new Set([
  'Not Found',
  'No Record found',
  'User Not Authenticated',
  'User Not Authorized',
  'Operation Failed',
  'Required to provide Auth information',
  "Record doesn't exist or ACL restricts the record retrieval",
  'Requested URI does not represent any resource',
  'Exception while reading request',
  'Bad credentials',
  '401 Unauthorized',
  '403 Forbidden',
  '404 Not Found',
]);

/** Parts of a path that belong to an API, and to no company. */
export const PATH_WORDS = set(
  'api,now,v1,v2,v3,v4,table,stats,attachment,sn_chg_rest,change,normal,standard,emergency,task,approvals,conflict,state',
  'change_request,change_task,sysapproval_approver,sysapproval_group,sys_user,sys_user_group,sys_user_grmember,chg_model',
  'sys_journal_field,sys_properties,sys_store_app,sys_app,sys_user_has_role,sys_user_role,oauth_token.do',
  'x_change_gate,registrations,evidence,checks,self_test,withdraw,progress,x_change_gate_registration',
  'x_change_gate_delivery,x_change_gate_evidence,x_change_gate_evidence_item,x_change_gate_ci_server,x_change_gate_report',
  'repos,actions,runs,jobs,workflows,dispatches,pending_deployments,approvals,environments,deployment_protection_rule',
  'cancel,rerun,rerun-failed-jobs,force-cancel,logs,user,meta,branches,git,refs,ref,heads,commits,contents,variables',
  'projects,pipeline,pipelines,play,retry,bridges,trace,version,metadata,repository,files,trigger,deployments,annotations',
  'builds,build,approve,deny,workflow,restart,terminate,run,pipelines,users,auth,context-revision,attempts,approval',
);

/** Parameters of a query, and what their values are: `fields` are names of columns, `query` is an encoded query. */
export const PARAMETERS: ReadonlyMap<string, Kind | 'fields' | 'query'> = new Map([
  ['sysparm_fields', 'fields'],
  ['sysparm_query', 'query'],
  ['sysparm_limit', 'flag'],
  ['sysparm_offset', 'flag'],
  ['sysparm_display_value', 'flag'],
  ['sysparm_exclude_reference_link', 'flag'],
  ['sysparm_input_display_value', 'flag'],
  ['per_page', 'flag'],
  ['page', 'flag'],
  ['limit', 'flag'],
  ['filter', 'word'],
  ['scope', 'word'],
  ['status', 'word'],
  ['event', 'word'],
  ['branch', 'name'],
  ['ref', 'name'],
  ['created', 'time'],
  ['head_sha', 'id'],
  ['key', 'id'],
]);
