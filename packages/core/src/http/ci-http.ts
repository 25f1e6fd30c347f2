/**
 * How an adapter asks its own CI server: through the proxies that lead to the instance, and trusting the private
 * authority that is trusted there. Never with a credential of the instance.
 */
// By one name: an older Node refuses to load a module that imports a function which it does not have.
import * as nodeTls from 'node:tls';
import type { Environment, InputSource } from '../adapter.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import type { Log } from '../log.ts';
import { VERSION } from '../version.ts';
import { createHttp, type Http } from './http.ts';
import type { HttpLimits } from './limits.ts';
import { readPem } from './pem.ts';
import { withRetries } from './retry.ts';

/** The answers are small, and no build should stand still for them. */
const LIMITS: HttpLimits = { connect: 10_000, silence: 15_000, total: 30_000 };

/**
 * HTTP for requests to the CI server; `ca-certificate` is trusted beside the public authorities.
 * @param source the step's inputs, of which `ca-certificate` is read at the first request
 * @param env    names the proxies
 * @returns what throws as `createHttp` says, or GateError INVALID_INPUT when the certificate cannot be read
 */
export function createCiHttp(source: InputSource, env: Environment): Http {
  let connected: Promise<Http> | undefined;
  return async (request) => {
    connected ??= connect(source, env);
    const http = await connected;
    return http(request);
  };
}

/** As `createCiHttp`, for what nobody else does again: asks for two minutes where that may help. */
export function createPatientCiHttp(source: InputSource, env: Environment, log: Log): Http {
  return withRetries(createCiHttp(source, env), { clock: SYSTEM_CLOCK, log });
}

async function connect({ values, displayName }: InputSource, env: Environment): Promise<Http> {
  const own = await readPem(values['ca-certificate'], displayName('ca-certificate'));
  // Beside the public ones: a private instance says nothing about where its CI is.
  const tls = own === undefined ? {} : { ca: [...nodeTls.getCACertificates('default'), own].join('\n') };
  return createHttp({ userAgent: `change-gate/${VERSION}`, tls, env, limits: LIMITS });
}
