import vm from 'node:vm';
import type { ScriptInclude } from '../application/application.ts';
import type { Script } from '../application/script.ts';

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

interface Compiled {
  readonly source: string;
  readonly script: vm.Script;
}

/** Compiles each script once per thread, for whichever instance it serves. */
export class CompiledScripts {
  /** By file: the newest. */
  readonly #compiled = new Map<string, Compiled>();

  get({ file, source }: Script): vm.Script {
    const known = this.#compiled.get(file);
    if (known?.source === source) return known.script;
    const script = new vm.Script(source, { filename: file });
    this.#compiled.set(file, { source, script });
    return script;
  }

  /** A script that evaluates to what the include defines under its own name, and leaves nothing else behind. */
  include({ name, script }: ScriptInclude): vm.Script {
    if (!IDENTIFIER.test(name)) throw new Error(`Script include "${name}" is not named by an identifier`);
    const source = `(function () { ${script.source}
return typeof ${name} === 'undefined' ? undefined : ${name}; })()`;
    return this.get({ file: script.file, source });
  }
}
