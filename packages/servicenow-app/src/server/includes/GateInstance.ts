/**
 * Which ServiceNow instance this is. A clone has the registrations, and the tokens, of the instance that it was made
 * from; it must tell none of those builds anything.
 */
import * as GateLife from './GateLife.ts';

/**
 * Of an instance's properties the steady one: `glide.servlet.uri` is worked out at runtime and follows a custom URL,
 * so it stands in only where there is no name.
 */
export function name(): string {
  return gs.getProperty('instance_name', '') || gs.getProperty('glide.servlet.uri', '');
}

/** Whether a registration was made on this instance. */
export function isOurs(row: GlideRecord): boolean {
  return (row.getValue('instance') ?? '') === name();
}

/** Ends a registration of another instance, and wipes its token. Nobody is told, and nothing is noted on the change. */
export function end(sysId: string): void {
  const row = new GlideRecord(GateLife.TABLE);
  if (!row.get('sys_id', sysId) || isOurs(row)) return;
  const reason = `Registered on instance ${row.getValue('instance') || '(none)'}, and this is ${name()}: a clone tells builds nothing. Where the instance was renamed, run open again.`;
  GateLife.move(sysId, 'expired', { reason });
}
