/** The Change Gate app's own REST API on the instance. */
import * as z from 'zod/mini';
import type { CallbackRegistration, RegistrationAnswer } from '../callback/contract.ts';
import { GateError, nullFor } from '../errors.ts';
import { anotherRecord } from './another-record.ts';
import { appPath } from './app-path.ts';
import type { ServiceNowClient } from './client.ts';
import { streamBase } from './evidence.ts';

const pathOf = (client: ServiceNowClient) => appPath(client, 'registrations');

const answer: z.ZodMiniType<RegistrationAnswer> = z.lazy(() =>
  z.object({
    sys_id: z.string(),
    key: z.string(),
    change: z.optional(z.string()),
    status: z.string(),
    decision: z.string(),
    reason: z.string(),
    base: z.optional(z.nullable(streamBase)),
  }),
);

/**
 * Registers a callback with the app. Idempotent by the registration's key, so it may be sent again.
 * @throws GateError REGISTRATION_REFUSED with the app's own words, or any of the client's
 */
export async function register(
  client: ServiceNowClient,
  registration: CallbackRegistration,
): Promise<RegistrationAnswer> {
  const result = answer.safeParse(
    await client.request('POST', pathOf(client), { body: registration, idempotent: true }),
  );
  if (result.success) {
    if (result.data.key === registration.key) return result.data;
    throw anotherRecord(`the registration ${registration.key}`, result.data.key);
  }
  throw new GateError(
    'UNEXPECTED_ANSWER',
    'The Change Gate app did not answer as this version expects; import the update set of the same version.',
    { cause: result.error },
  );
}

/**
 * The change that the registration with this key is for.
 * @returns its sys_id; `null` where this user has registered none, or the app is not installed, or does not tell
 */
export async function registeredChange(client: ServiceNowClient, key: string): Promise<string | null> {
  return (await findRegistration(client, key))?.change ?? null;
}

/**
 * Withdraws the registration with this key.
 * @returns whether there was an active one; `false` also where the app is not installed
 */
export async function withdrawRegistration(client: ServiceNowClient, key: string): Promise<boolean> {
  const registration = await findRegistration(client, key);
  if (registration === null) return false;
  const { sys_id, status } = registration;
  const left = answer.safeParse(await client.request('DELETE', `${pathOf(client)}/${sys_id}`));
  return status !== 'withdrawn' && left.data?.status === 'withdrawn';
}

async function findRegistration(client: ServiceNowClient, key: string): Promise<RegistrationAnswer | null> {
  const found = await client
    .request('GET', pathOf(client), { query: { key } })
    .catch(nullFor('REGISTRATION_REFUSED', 'APP_NOT_INSTALLED', 'RECORD_NOT_FOUND'));
  const registration = answer.safeParse(found);
  if (!registration.success) return null;
  if (registration.data.key === key) return registration.data;
  throw anotherRecord(`the registration ${key}`, registration.data.key);
}
