import vm from 'node:vm';
import { reduceToServiceNow } from './ecmascript.ts';
import { PRELUDE } from './prelude.ts';

const prelude = new vm.Script(PRELUDE, { filename: 'prelude' });

/** One scope's JavaScript world for the length of one job: its own global object and built-ins. */
export class Realm {
  readonly #global: Record<string, unknown>;

  constructor(now: () => number) {
    this.#global = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
      codeGeneration: { strings: false, wasm: false },
      microtaskMode: 'afterEvaluate',
    }) as Record<string, unknown>;
    reduceToServiceNow(this.#global);
    this.#global.sandboxNow = now;
    prelude.runInContext(this.#global);
    delete this.#global.sandboxNow;
  }

  define(name: string, value: unknown): void {
    Object.defineProperty(this.#global, name, { value, configurable: true, writable: true });
  }

  /** A global whose value is made when a script first names it. A script may put its own in its place. */
  defineLazily(name: string, make: () => unknown): void {
    Object.defineProperty(this.#global, name, lazyProperty(make));
  }

  /** @returns the value of the script's last expression */
  run(script: vm.Script): unknown {
    return script.runInContext(this.#global);
  }

  error(message: string): Error {
    return new (this.#global.Error as ErrorConstructor)(message);
  }

  fromJson(text: string): unknown {
    return (this.#global.JSON as JSON).parse(text);
  }
}

/** A property whose value is made once, on first use; while it is being made, it is `undefined`. */
export function lazyProperty(make: () => unknown): PropertyDescriptor & ThisType<unknown> {
  let value: unknown;
  let made = false;
  return {
    configurable: true,
    enumerable: true,
    get: () => {
      if (!made) {
        made = true;
        try {
          value = make();
        } catch (error) {
          made = false;
          throw error;
        }
      }
      return value;
    },
    set: (other: unknown) => {
      made = true;
      value = other;
    },
  };
}
