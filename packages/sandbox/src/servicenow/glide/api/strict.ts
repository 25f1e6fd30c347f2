import type { ScriptSession } from '../runtime/script-session.ts';

/** What JavaScript itself looks for on any object. */
const LANGUAGE = new Set(['toJSON', 'then']);

/** The error for what the sandbox lacks. It is in the log as well, since a script may catch it and go on. */
export function notImplemented(session: ScriptSession, api: string): Error {
  const message = `The sandbox does not implement ${api}`;
  session.instance.log('error', 'system', message);
  return session.error(message);
}

/**
 * Makes a namespace of functions say so when a script uses a part of it that is not here, so that nothing
 * pretends.
 * @param api as scripts name it: `gs`
 */
export function strictNamespace<T extends object>(target: T, api: string, session: ScriptSession): T {
  return new Proxy(target, {
    get: (object, name) => {
      if (name in object || typeof name === 'symbol' || LANGUAGE.has(name)) return Reflect.get(object, name);
      throw notImplemented(session, `${api}.${name}`);
    },
  });
}

/** The same for an object with private state: its methods work on the object itself. */
export function strictObject<T extends object>(target: T, api: string, session: ScriptSession): T {
  return new Proxy(target, {
    get: (object, name) => {
      const value = Reflect.get(object, name, object) as unknown;
      if (typeof value === 'function' && name !== 'constructor') return value.bind(object);
      if (name in object || typeof name === 'symbol' || LANGUAGE.has(name)) return value;
      throw notImplemented(session, `${api}.${name}`);
    },
  });
}

/**
 * A constructor for scripts, whose instances and static members are honest.
 */
export function strictClass<Args extends unknown[], T extends object>(
  make: new (...args: Args) => T,
  api: string,
  session: ScriptSession,
): object {
  return new Proxy(make, {
    construct: (target, args) => strictObject(new target(...(args as Args)), api, session),
    get: (target, name) => {
      if (typeof name === 'symbol' || name === 'prototype' || name === 'name')
        return Reflect.get(target, name);
      throw notImplemented(session, `${api}.${name}`);
    },
  });
}
