import { expect, it } from 'vitest';
import { idTokenRequest } from './id-token.ts';

const OF_CODEFRESH = {
  CF_OIDC_REQUEST_URL: 'https://oidc.codefresh.example/token',
  CF_OIDC_REQUEST_TOKEN: 'request',
};

it('asks as Codefresh says, without Bearer, for an audience of any characters', () => {
  expect(idTokenRequest(OF_CODEFRESH, 'api://gate&x=1')).toEqual({
    url: 'https://oidc.codefresh.example/token?audience=api%3A%2F%2Fgate%26x%3D1',
    authorization: 'request',
    property: 'id_token',
  });
});

it.each([
  { CF_OIDC_REQUEST_URL: undefined },
  { CF_OIDC_REQUEST_TOKEN: undefined },
  { CF_OIDC_REQUEST_URL: '${{CF_OIDC_REQUEST_URL}}' },
])('says who provides ID tokens where there is %j', (lacks) => {
  expect(() => idTokenRequest({ ...OF_CODEFRESH, ...lacks }, 'change-gate')).toThrowError(
    /^ID_TOKEN_AUDIENCE: Codefresh gives this build no ID tokens.*the admin of the platform/,
  );
});
