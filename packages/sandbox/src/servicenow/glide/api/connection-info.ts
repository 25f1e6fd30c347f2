import type { ScriptSession } from '../runtime/script-session.ts';
import { toText } from './record/field-value.ts';
import { strictObject } from './strict.ts';

/**
 * `sn_cc.ConnectionInfoProvider`: the active connection of a Connection & Credential alias.
 * @fact `ConnectionInfoProvider` | the active connection of an alias, null without one | documented |
 *   connection-info-provider-api
 */
export class ConnectionInfoProvider {
  readonly #session: ScriptSession;

  constructor(session: ScriptSession) {
    this.#session = session;
  }

  /** null when the alias has no active connection */
  getConnectionInfo(alias: unknown): object | null {
    const connection = this.#session.instance.connection(toText(alias));
    if (connection === null) return null;
    const info = {
      getAttribute: (name: unknown): string | null => connection.attributes[toText(name)] || null,
      getCredentialAttribute: (name: unknown): string | null => connection.credential[toText(name)] || null,
    };
    return strictObject(info, 'ConnectionInfo', this.#session);
  }
}
