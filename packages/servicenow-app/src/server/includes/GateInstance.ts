/**
 * Which ServiceNow instance this is. A clone has the registrations, and the tokens, of the instance that it was made
 * from; it must not call back any of those builds.
 */
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';

/**
 * The instance's name. `glide.servlet.uri` is computed at runtime and follows a custom URL, so it is used only where
 * there is no name.
 */
export function name(): string {
  return gs.getProperty('instance_name', '') || gs.getProperty('glide.servlet.uri', '');
}

/** Whether a row was written on this instance: a registration, or what the self-test found. */
export function isOf(row: GlideRecord): boolean {
  return (row.getValue('instance') ?? '') === name();
}

/** Expires a registration of another instance and wipes its token. The CI is not called, the change gets no note. */
export function expire(sysId: string): void {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId) || isOf(row)) return;
  const reason = `Registered on instance ${row.getValue('instance') || '(none)'}, and this is ${name()}: a clone tells builds nothing. Where the instance was renamed, answer the build in the CI by hand.`;
  GateRegistrationStatus.move(sysId, 'expired', { reason });
}
