/** The ServiceNow instance as all others see it: nothing outside this folder imports another file of it. */
export { USERS } from './base-system/seed/seed.ts';
export { type Behaviours, SWITCHES, type SwitchName } from './behaviours/switches.ts';
export type { BlackoutDefinition } from './change/conflicts/blackouts.ts';
export type { ChangeModelDefinition } from './change/define-model.ts';
export { mayMoveTo } from './change/may-enter.ts';
export { STATE } from './change/transitions.ts';
export type { DataPolicyDefinition } from './database/data-policies.ts';
export {
  type ColumnDefinition,
  type Database,
  DatabaseError,
  type Row,
  type RowChange,
} from './database/database.ts';
export { displayValue } from './database/display-value.ts';
export { enteredValue } from './database/entered-value.ts';
export type { WriteFilter } from './database/write-rules.ts';
export { type InstanceOptions, ServiceNowInstance } from './instance.ts';
export type { RateLimitRule } from './rest/rate-limits.ts';
export { takeShape } from './shape/take-shape.ts';
export type { Application, ApplicationOptions } from './sign-in/oauth/applications.ts';
export { CLIENT_CREDENTIALS_PROPERTY } from './sign-in/oauth/token-endpoint.ts';
export type { CertifiedKey } from './sign-in/tls/certificate-authority.ts';
export { formatDateTime, parseDateTime } from './time/date-time.ts';
