/** What a job's keyword `secrets` asks the runner for. */
import { notImplemented } from './not-implemented.ts';

/** A field of a secret in HashiCorp Vault, of a secrets engine of the kind KV version 2. */
export interface Secret {
  /** Where the engine is mounted. */
  readonly engine: string;
  readonly path: string;
  readonly field: string;
  /** The ID token that signs in, as it is written: `$VAULT_ID_TOKEN`. */
  readonly token: string;
  /** Whether the variable holds the path of a file, and not the value. */
  readonly file: boolean;
}

type Keywords = Readonly<Record<string, unknown>>;

/**
 * @fact `secrets:vault` of a job | `path/field@engine`; the engine is `kv-v2` where it is left out; `token` names the ID token, and
 *   `file` is true where it is left out | documented | doc/ci/yaml/_index.md, secrets
 * @returns by the variable that gets it
 * @throws PipelineError for what the sandbox does not implement
 */
export function readSecrets(keyword: unknown, job: string): Readonly<Record<string, Secret>> {
  const entries = Object.entries((keyword ?? {}) as Readonly<Record<string, Keywords>>);
  return Object.fromEntries(
    entries.map(([variable, { vault, token, file = true }]) => {
      const [, path, field, , engine = 'kv-v2'] =
        /^(.+)\/([^/@]+)(@(.+))?$/.exec(typeof vault === 'string' ? vault : '') ?? [];
      if (path === undefined || field === undefined || typeof token !== 'string')
        throw notImplemented(
          `secrets: ${variable}, other than a vault's path/field@engine with a token,`,
          job,
        );
      return [variable, { engine, path, field, token, file: file === true }];
    }),
  );
}
