import type { ScriptSession } from '../runtime/script-session.ts';
import { toText } from './record/field-value.ts';

/**
 * `sn_auth.GlideJWTAPI`: tokens signed by a JWT provider of the instance.
 * @fact `GlideJWTAPI.generateJWT` | signs with the key of a JWT provider | documented |
 *   GlideJWTScopedAPI
 */
export class GlideJwtApi {
  readonly #session: ScriptSession;

  constructor(session: ScriptSession) {
    this.#session = session;
  }

  generateJWT(provider: unknown, header: unknown, payload: unknown): string {
    return this.#session.instance.signJwt(toText(provider), toText(header), toText(payload));
  }
}
