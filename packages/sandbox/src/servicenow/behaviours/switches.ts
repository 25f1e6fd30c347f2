import { type Settings, type Switches, settingsOf } from '../../behaviours/switch.ts';

/**
 * What the options of an instance (`behaviours`) may change. A client that works with one setting only has not been
 * shown to work with ServiceNow. `npm run generate` writes this list into `docs/sandbox-behaviours.md`.
 */
export const SWITCHES = {
  allowedRedirect: {
    about: 'A URI in the list of `sn_ws.RESTMessageV2.setAllowedRedirectURIs`',
    settings: {
      itself: 'allows a redirect to itself alone',
      host: 'allows a redirect to any URI of its host and port',
    },
    mark: 'belief',
    source: 'c_RESTMessageV2API: its example lists `https://www.google.com`, and it says nothing of paths',
  },
  approvalBetweenSteps: {
    about:
      '`approval` of a change that comes from Assess to Authorize, until its approval is asked for there',
    settings: {
      approved: 'is `approved`, as Assess has ended',
      requested: 'is `requested`, in both states and all the while',
      notRequested: 'is `not requested`, after `approved` in Assess',
    },
    mark: 'belief',
    source: 'transcripts show that it changes several times, and not to what',
  },
  approvalRequests: {
    about: 'The requests for approval of a change that enters Assess or Authorize',
    settings: {
      atOnce: 'are there with the write',
      later: 'come four seconds later, by a flow; `approval` is `not requested` until then',
    },
    mark: 'third party',
    source: 'one instance asked the CAB four seconds after Assess; workflows ask with the write',
  },
  approvalTraces: {
    about: 'What tells of a policy by which a change was approved, and of the groups that it asked',
    settings: {
      kept: 'is kept: `chg_policy_applied` for each decision, and a `sysapproval_group` behind the requests of a group',
      none: 'is not: the `sysapproval_approver` records are all there is',
    },
    mark: 'belief',
    source:
      'base script ChangePolicyApprovalActivitySNC writes both for workflows; of flows nothing is known',
  },
  baseTasks: {
    about: 'The tasks that a change gets in Implement, and what Review leaves of them',
    settings: {
      flow: 'are `created_from` a flow, of the types Implementation and Testing; Review cancels the pending and open ones',
      workflow: 'are `created_from` a workflow, of the type Planning; Review cancels all active ones',
    },
    mark: 'documented',
    source:
      'change-flow-actions, t_ProcessAChangeRequest, create-a-change-task; flows replace workflows since Yokohama',
  },
  changeApiRefusal: {
    about: 'A write that a rule refuses, in `sn_chg_rest`',
    settings: { badRequest: '400', forbidden: '403, as in the Table API' },
    mark: 'belief',
    source: 'transcripts show the message without its status',
  },
  clearedPassword2: {
    about: 'Empty text for a password2 column that holds something',
    settings: { emptied: 'empties it', kept: 'is dropped: the column keeps what it held' },
    mark: 'belief',
    source: 'none: no page says what clearing does',
  },
  clientInHeader: {
    about: 'Client ID and secret at `oauth_token.do` as HTTP Basic, not as form fields',
    settings: { accepted: 'are taken', refused: 'are not looked at: 401 `invalid_client`' },
    mark: 'third party',
    source: 'PySNC and pysnow send them so; every page has form fields',
  },
  clientSysId: {
    about: "A client's `sys_id` in a POST",
    settings: {
      kept: 'is kept, in its case, by the Table API and by `sn_chg_rest`',
      keptInTableApi: 'is kept by the Table API alone',
      ignored: 'is ignored: the record gets one of its own',
    },
    mark: 'live suite',
    source:
      'PySNC `test_insert_custom_guid`, of the Table API; undocumented, and of `sn_chg_rest` nothing is known',
  },
  clockSkew: {
    about: 'How long after its `exp` a JWT is taken, where its registry record has no `clock_skew`',
    settings: { fiveMinutes: '300 s', none: 'not at all' },
    mark: 'documented',
    source: "add-OIDC-entity and the JWT API's form: 300; the Machine Identity Console's form: 0",
  },
  currentOfAsyncDelete: {
    about: '`current` in the script of an async business rule whose record is deleted by then',
    settings: {
      empty: 'is a record without values',
      kept: 'is the record as it was last known',
      none: 'is a record without values; the rule on a deletion itself does not run',
    },
    mark: 'belief',
    source: 'c_BusinessRules allows the rule; KB0687840: the record is loaded when the script runs',
  },
  currentOfAsyncRule: {
    about: '`current` in the script of an async business rule',
    settings: {
      stored: 'is the record as it is when the script runs: later writes show',
      written: 'is the record as the write left it that set off the rule',
    },
    mark: 'documented',
    source: 'KB0687840; a snapshot: third party',
  },
  emptyRedirectList: {
    about: '`sn_ws.RESTMessageV2.setAllowedRedirectURIs([])`',
    settings: { followsNone: 'follows no redirect', followsAll: 'restricts nothing: redirects are followed' },
    mark: 'belief',
    source: 'c_RESTMessageV2API says nothing of an empty list',
  },
  emptyNumbers: {
    about: 'An empty number in a condition that compares it, of a decision, a rule or an ACL',
    settings: { nothing: 'is no number: neither 0 nor less than anything', zero: 'is 0' },
    mark: 'belief',
    source:
      'KB0715430: a database compares no empty value; of conditions on a record in memory no page says it',
  },
  eventQueues: {
    about: "An application's `sysevent_queue` record with `automatic_processing`",
    settings: { processed: 'has its events processed', left: 'does nothing: its events stay `ready`' },
    mark: 'documented',
    source: 'SDK 4.9.0, Registering Events Guide, does not say since which release',
  },
  executeThroughMidServer: {
    about: '`execute()` of a `sn_ws.RESTMessageV2` with `setMIDServer`',
    settings: {
      sendsOnly: 'is `executeAsync()`: the response is empty until `waitForResponse`',
      waits: 'waits for the response, as long as `waitForResponse` may',
    },
    mark: 'documented',
    source: 'r_RESTMessageV2MIDServerExample: all such messages are asynchronous; KB0744311: it waits',
  },
  lockout: {
    about: 'Wrong passwords of one user, one after the other',
    settings: { never: 'lock nobody out', afterFive: 'lock the user out with the fifth: 401 from then on' },
    mark: 'belief',
    source: 'a script action of the base system that an admin turns on',
  },
  leavingNew: {
    about: 'A change without states of its own, and without an assignment group, that is moved on from New',
    settings: {
      needsGroup: 'is refused: 403 by the rule *Change Model: Check State Transition*; it may be canceled',
      free: 'goes on',
    },
    mark: 'third party',
    source:
      "`servicenow.itsm` wants a group for every state after New; conditions of a model are an instance's own",
  },
  modelOfType: {
    about: 'A change that is created with a type and without a model',
    settings: {
      filled: 'gets the base model of the type',
      empty: 'has none, and may change its type while it is New',
    },
    mark: 'belief',
    source: "c_ChangeStateModel has changes without a model; Brazil's field *ITIL change process* picks one",
  },
  noActiveTask: {
    about: 'A change in Implement, not on hold, whose last active task is closed or canceled',
    settings: { movesToReview: 'goes to Review by itself', stays: 'stays in Implement' },
    mark: 'third party',
    source: 'the sample of nextstates in change-management-api; a public runbook saw it on its instance',
  },
  orderOfAsyncRules: {
    about: 'Async business rules that wait for a worker',
    settings: { asQueued: 'run in the order of the writes', newestFirst: 'run in the opposite order' },
    mark: 'documented',
    source: 'c_BusinessRules: quick updates can arrive out of order',
  },
  privateProperties: {
    about: 'A private property of an update set that the instance does not have yet',
    settings: { inserted: 'is inserted', leftOut: 'is left out' },
    mark: 'belief',
    source: 'SDK manual, Property: "exclude this property from being imported via update sets"',
  },
  recordsOfApps: {
    about:
      'The business rules, script actions, scheduled jobs, access controls and cross-scope privileges of its own application, to a script of that',
    settings: { shown: 'are found by a query', hidden: 'are not: the tables are closed to other scopes' },
    mark: 'belief',
    source: 'KB1641480: a table refuses scopes that it does not let read; no page says how these are set',
  },
  release: {
    about: 'The release: whether `sn_ws.RESTMessageV2` has `setAllowedRedirectURIs`',
    settings: { yokohama: 'it has', xanadu: 'it has not: to call it is a TypeError' },
    mark: 'documented',
    source: 'c_RESTMessageV2API: since Yokohama',
  },
  scriptedErrors: {
    about: 'What `setBody` is given in a scripted REST API, with a status of 400 and above',
    settings: { wrapped: 'is sent as `{"result": ...}`', bare: 'is sent as it is' },
    mark: 'belief',
    source: 'clients read it wrapped; no page says it',
  },
  secondInsert: {
    about: 'A second POST with the same sys_id',
    settings: { refused: 'is refused: 403', newSysId: 'makes another record, with a sys_id of its own' },
    mark: 'belief',
    source: 'that the first one is kept is known',
  },
  stateAtInsert: {
    about: 'A change that is created in another state than New',
    settings: {
      kept: 'keeps Assess, Authorize and Scheduled as if it had gone there from New; 403 for states after them',
      reset: 'is in New',
      refused: 'is refused: 403',
    },
    mark: 'third party',
    source: 'three instances, each of which does another one',
  },
  stateValueColumn: {
    about: "The value of a model's state in `sttrm_state`",
    settings: { state_value: 'is in the column `state_value`', value: 'is in the column `value`' },
    mark: 'belief',
    source: "the SDK's `StateModel` has `value`; no page names the column",
  },
  structuredValues: {
    about: 'A list or an object as the value of a field',
    settings: { dropped: 'is dropped', text: 'is stored as its JSON' },
    mark: 'belief',
    source: 'none',
  },
  textInQueries: {
    about:
      "Text in a query, in `name=value` filters, in a script's `addQuery` and `get`, and a sys_id in a path",
    settings: { ignoresCase: 'is compared without case', exact: 'is compared with case' },
    mark: 'documented',
    source: 'c_GlideRecordScopedAPI, c_GlideFilterScopedAPI; c_TableAPI and c_RESTAPI say the opposite',
  },
  textInUniqueColumns: {
    about: 'Text in a unique column that another row has in another case',
    settings: { ignoresCase: 'is refused', exact: 'is taken' },
    mark: 'belief',
    source: "the database's collation; r_MessageTable says it of its own key",
  },
  trailingSlash: {
    about: 'A slash at the end of a path below `/api/now`',
    settings: {
      accepted: 'makes no difference',
      refused: '400 `Requested URI does not represent any resource`',
    },
    mark: 'belief',
    source: 'none',
  },
  uniqueOverDuplicates: {
    about:
      'A column that an update set makes unique, by the dictionary or an index, and that holds a value twice',
    settings: {
      fails: 'does not become unique: an error in the log',
      deletesRows: 'becomes unique, and the rows that break it are deleted',
    },
    mark: 'documented',
    source: 't_RequiringUniqueValuesForAField; KB0780914: the rows are lost',
  },
  unknownReference: {
    about:
      'A name, or anything else that is no sys_id, as the value of a reference, without `sysparm_input_display_value`',
    settings: { stored: 'is stored as it was sent, and refers to nothing', dropped: 'is dropped' },
    mark: 'documented',
    source: 'c_TableAPI: "without manipulation"; transcripts show it dropped',
  },
  writeWithoutBody: {
    about: 'POST or PATCH without a body',
    settings: { refused: '400 `Exception while reading request`', accepted: 'is a write of no fields' },
    mark: 'belief',
    source: 'none',
  },
} as const satisfies Switches;

export type SwitchName = keyof typeof SWITCHES;

/** The settings that an instance runs with. */
export type Behaviours = Settings<typeof SWITCHES>;

/** All settings are their defaults but for those given. */
export function behaviours(chosen?: Partial<Behaviours>): Behaviours {
  return settingsOf(SWITCHES, chosen);
}
