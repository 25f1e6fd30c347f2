export type {
  BuildContext,
  CompletedOperation,
  CreateOutputs,
  Environment,
  GateLog,
  GateOutputs,
  InputSource,
  Outputs,
  RawInputs,
  ReadContext,
  ReadInputs,
  ShownCheck,
} from './adapter.ts';
export type { CallbackRegistration, RegistrationAnswer } from './callback/contract.ts';
export type { CheckOutcome, Finding, Remedier } from './check/contract.ts';
export type { CheckLine, CheckReport } from './check/report.ts';
export {
  type ChangeSnapshot,
  DEFAULT_POLICY,
  type Decision,
  decide,
  type Policy,
  type Verdict,
} from './decision.ts';
export { GateError, type GateErrorCode } from './errors.ts';
export type { Person, Sequence } from './evidence/contract.ts';
export type { BuildSource, Commit, History, HistoryRange, MergeRequest } from './evidence/source.ts';
export { escapeHtml } from './html.ts';
export { atOnce } from './http/at-once.ts';
export { createCiHttp, createPatientCiHttp } from './http/ci-http.ts';
export type { Http } from './http/http.ts';
export { CONNECTION_INPUTS } from './inputs/connection.ts';
export {
  type InputDeclaration,
  type InputDeclarations,
  OPERATIONS,
  type Operation,
  type ParsedInputs,
} from './inputs/declaration.ts';
export { readYaml } from './inputs/fields.ts';
export { STRICTER_INPUTS } from './inputs/policy.ts';
export { INPUTS, type InputName } from './inputs.ts';
export {
  type CheckFunction,
  cancel,
  check,
  close,
  type GateFunction,
  type GateInputs,
  type GateOptions,
  open,
  record,
  register,
  status,
  update,
  verify,
  wait,
} from './library.ts';
export type { Log } from './log.ts';
export { letsDeploy } from './operations/result.ts';
export { type AdapterProcess, run } from './run.ts';
export type { ServiceNowClient } from './servicenow/client.ts';
export type { IdTokenRequest } from './sign-in/job-id-tokens.ts';
