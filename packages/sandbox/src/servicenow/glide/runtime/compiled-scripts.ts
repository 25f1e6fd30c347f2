import vm from 'node:vm';
import type { ScriptInclude } from '../application/application.ts';
import type { Script } from '../application/script.ts';

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Compiles each script once per node. */
export class CompiledScripts {
  readonly #scripts = new Map<string, vm.Script>();

  get({ file, source }: Script): vm.Script {
    const key = `${file}\n${source}`;
    const compiled = this.#scripts.get(key) ?? new vm.Script(source, { filename: file });
    this.#scripts.set(key, compiled);
    return compiled;
  }

  /** A script that evaluates to what the include defines under its own name, and leaves nothing else behind. */
  include({ name, script }: ScriptInclude): vm.Script {
    if (!IDENTIFIER.test(name)) throw new Error(`Script include "${name}" is not named by an identifier`);
    const source = `(function () { ${script.source}
return typeof ${name} === 'undefined' ? undefined : ${name}; })()`;
    return this.get({ file: script.file, source });
  }

  forget(): void {
    this.#scripts.clear();
  }
}
