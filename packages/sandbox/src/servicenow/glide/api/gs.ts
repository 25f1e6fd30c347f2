import { randomUUID } from 'node:crypto';
import type { LogLevel } from '../node/node-protocol.ts';
import type { ScriptSession } from '../runtime/script-session.ts';
import { toText } from './record/field-value.ts';
import { ScriptRecord } from './record/glide-record.ts';

/** `gs`, the scoped GlideSystem (ServiceNow docs, c_GlideSystemScopedAPI). */
export function glideSystem(session: ScriptSession): object {
  const { instance, scope, user } = session;
  const log =
    (level: LogLevel) =>
    (message: unknown, ...args: unknown[]): void =>
      instance.log(level, scope, format(toText(message), args));
  const queue = (
    [name, record, parm1, parm2]: readonly unknown[],
    processOn: unknown,
    ownQueue: unknown,
  ): void =>
    instance.queueEvent({
      name: toText(name),
      ...target(record),
      parm1: toText(parm1),
      parm2: toText(parm2),
      processOn: toText(processOn),
      queue: toText(ownQueue),
    });
  return {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),

    // (name, record, parm1, parm2, queue)
    eventQueue: (...args: unknown[]): void => queue(args, '', args[4]),
    // (name, record, parm1, parm2, when)
    eventQueueScheduled: (...args: unknown[]): void => queue(args, args[4], ''),

    getProperty: (name: unknown, alternative: unknown = null) =>
      instance.property(toText(name)) ?? alternative,
    setProperty: (name: unknown, value: unknown) => instance.setProperty(toText(name), toText(value)),

    // Other scripts have no form to show it at; a line in the log is all that is left of it there.
    addErrorMessage: (message: unknown) => session.messages.push(toText(message)),
    addInfoMessage: (message: unknown) => session.messages.push(toText(message)),

    getUserID: () => user.sysId,
    getUserName: () => user.userName,
    getUserDisplayName: () =>
      instance.query({ table: 'sys_user', query: `sys_id=${user.sysId}`, secure: false })[0]?.name,
    hasRole: (roles: unknown) =>
      user.roles.has('admin') ||
      toText(roles)
        .split(',')
        .some((role) => user.roles.has(role.trim())),
    getCurrentScopeName: () => scope,

    // No text has a translation here.
    getMessage: (text: unknown, args: unknown = []) =>
      format(toText(text), Array.isArray(args) ? args : [args]),

    nil: (value: unknown) => toText(value) === '',
    generateGUID: () => randomUUID().replaceAll('-', ''),
    tableExists: (name: unknown) => session.table(toText(name)) !== null,
  };
}

/** `{0}` to `{4}` in a message stand for the arguments after it. */
function format(message: string, args: readonly unknown[]): string {
  return message.replace(/\{(\d)\}/g, (whole, index) =>
    Number(index) < args.length ? toText(args[Number(index)]) : whole,
  );
}

function target(record: unknown): { table: string; sysId: string } {
  if (!(record instanceof ScriptRecord)) return { table: '', sysId: '' };
  return { table: record.getTableName(), sysId: record.getUniqueValue() ?? '' };
}
