import type { Table } from '../../database/database.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { glideGlobals } from '../api/globals.ts';
import type { ScriptInclude } from '../application/application.ts';
import type { Script } from '../application/script.ts';
import type { InstanceCalls, ScopeSource } from '../node/node-protocol.ts';
import type { CompiledScripts } from './compiled-scripts.ts';
import { lazyProperty, Realm } from './realm.ts';
import type { ScriptSession } from './script-session.ts';

/** What a node remembers of the instance from one job to the next. */
export interface NodeMemory {
  readonly scripts: CompiledScripts;
  scopes(): readonly ScopeSource[];
  table(name: string): Table | null;
}

interface ScopeWorld {
  readonly realm: Realm;
  readonly session: ScriptSession;
}

/** The script contexts of one run: one per scope that takes part, gone with the run. */
export class Transaction {
  readonly #memory: NodeMemory;
  readonly #instance: InstanceCalls;
  readonly #user: Principal;
  readonly #worlds = new Map<string, ScopeWorld>();
  /** What its scripts show the person at the form. */
  readonly messages: string[] = [];

  constructor(memory: NodeMemory, instance: InstanceCalls, user: Principal) {
    this.#memory = memory;
    this.#instance = instance;
    this.#user = user;
  }

  /** @returns the value of the script's last expression */
  run(scope: string, script: Script, globals: Readonly<Record<string, unknown>>): unknown {
    const { realm } = this.#world(scope);
    for (const [name, value] of Object.entries(globals)) realm.define(name, value);
    return realm.run(this.#memory.scripts.get(script));
  }

  session(scope: string): ScriptSession {
    return this.#world(scope).session;
  }

  #world(scope: string): ScopeWorld {
    const existing = this.#worlds.get(scope);
    if (existing !== undefined) return existing;
    const realm = new Realm(() => this.#instance.now());
    const session: ScriptSession = {
      scope,
      user: this.#user,
      instance: withErrorsOf(realm, this.#instance),
      messages: this.messages,
      table: (name) => this.#memory.table(name),
      error: (message) => realm.error(message),
      fromJson: (text) => realm.fromJson(text),
    };
    const world = { realm, session };
    this.#worlds.set(scope, world);
    for (const [name, value] of Object.entries(Object.getOwnPropertyDescriptors(glideGlobals(session)))) {
      if (value.get !== undefined) realm.defineLazily(name, value.get);
      else realm.define(name, value.value);
    }
    for (const source of this.#memory.scopes()) {
      realm.define(source.name, this.#namespace(source, scope, session));
      if (source.name !== scope) continue;
      for (const include of source.scriptIncludes)
        realm.defineLazily(include.name, () => this.#load(scope, include));
    }
    return world;
  }

  /** `x_acme.Parcels`: the script includes of a scope as a script of another, or of the same, names them. */
  #namespace(source: ScopeSource, caller: string, session: ScriptSession): object {
    const namespace = {};
    for (const include of source.scriptIncludes) {
      const load = (): unknown => {
        if (!include.isPublic && source.name !== caller) {
          throw session.error(
            `Illegal access to script include ${source.name}.${include.name} from scope ${caller}`,
          );
        }
        return this.#load(source.name, include);
      };
      Object.defineProperty(namespace, include.name, lazyProperty(load));
    }
    return namespace;
  }

  readonly #loaded = new Map<ScriptInclude, unknown>();

  #load(scope: string, include: ScriptInclude): unknown {
    if (this.#loaded.has(include)) return this.#loaded.get(include);
    this.#loaded.set(include, undefined);
    const value = this.#world(scope).realm.run(this.#memory.scripts.include(include));
    this.#loaded.set(include, value);
    return value;
  }
}

function withErrorsOf(realm: Realm, instance: InstanceCalls): InstanceCalls {
  return new Proxy(instance, {
    get: (target, name) => {
      const call = target[name as keyof InstanceCalls] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        try {
          return call(...args);
        } catch (error) {
          throw realm.error((error as Error).message);
        }
      };
    },
  });
}
