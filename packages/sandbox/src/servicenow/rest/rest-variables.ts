import type { HttpBindings } from '@hono/node-server';
import type { Principal } from '../sign-in/principal.ts';

/** The environment of the REST APIs: the instance sets the principal before it hands a request on. */
export interface RestVariables {
  Bindings: HttpBindings;
  Variables: { principal: Principal };
}
