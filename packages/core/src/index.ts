export type {
  BuildContext,
  CreateOutputs,
  Environment,
  GateOutputs,
  InputSource,
  Outputs,
  ReadContext,
  ReadInputs,
} from './adapter.ts';
export type { CallbackRegistration, RegistrationAnswer } from './callback/contract.ts';
export {
  type ChangeSnapshot,
  DEFAULT_POLICY,
  type Decision,
  decide,
  type Policy,
  type Verdict,
} from './decision.ts';
export { GateError, type GateErrorCode } from './errors.ts';
export { INPUTS, type InputDeclaration, type InputName, OPERATIONS, type Operation } from './inputs.ts';
export { type AdapterProcess, run } from './run.ts';
