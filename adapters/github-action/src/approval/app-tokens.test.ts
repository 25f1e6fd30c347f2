import type { ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { describe, expect, it } from 'vitest';
import { approval } from '../approval.ts';

function mint(response: ApprovalHttpResponse, installationId = '99') {
  const sent: ApprovalHttpRequest[] = [];
  const http = {
    send: (request: ApprovalHttpRequest) => {
      sent.push(request);
      return response;
    },
  };
  const request = { server: 'https://api.github.com', credential: 'bot', installationId, proof: 'jwt' };
  return { sent, minted: approval.appTokens?.mint(request, http) };
}

describe("an App's token", () => {
  it('is asked for by claims that GitHub takes: back-dated, and valid for ten minutes at most', () => {
    expect(approval.appTokens?.claims('4711', 1000)).toEqual({ iat: 940, exp: 1540, iss: '4711' });
  });

  it('is minted with the proof, and revoked with itself', () => {
    const { sent, minted } = mint({ status: 201, body: '{"token":"ghs_x"}' });
    if (minted === undefined || 'outcome' in minted) throw new Error('It was not minted');
    expect(minted.token).toBe('ghs_x');
    minted.release();
    expect(sent.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ['POST', 'https://api.github.com/app/installations/99/access_tokens', 'Bearer jwt'],
      ['DELETE', 'https://api.github.com/installation/token', 'Bearer ghs_x'],
    ]);
  });

  it.each([
    [0, 'connection refused', 'unavailable', 'connection refused'],
    [429, '{}', 'unavailable', '429'],
    [502, '<html>', 'unavailable', '502'],
    [401, '{}', 'refused', '401'],
    [404, '{}', 'refused', '404'],
    [201, '<html>', 'refused', '201'],
    [201, '{"token":1}', 'refused', '201'],
  ])('is not there after an answer of %i (%s)', (status, body, outcome, said) => {
    expect(mint({ status, body }).minted).toEqual({
      outcome,
      detail: `No installation token for credential bot: the server answered ${said}.`,
    });
  });

  it('is not there after a redirect, which is not followed', () => {
    const { minted } = mint({ status: 302, body: '', location: 'https://evil.example/' });
    expect(minted).toMatchObject({
      outcome: 'refused',
      detail: expect.stringMatching(
        /the server answered 302: it redirects to evil\.example, and nothing was sent/,
      ),
    });
  });

  it('is asked for by the path of this installation, whatever its id holds', () => {
    const { sent } = mint({ status: 404, body: '{}' }, '9/9');
    expect(sent).toEqual([
      {
        method: 'POST',
        url: 'https://api.github.com/app/installations/9%2F9/access_tokens',
        headers: expect.objectContaining({ authorization: 'Bearer jwt', 'user-agent': 'change-gate' }),
        body: '{}',
      },
    ]);
  });

  it.each([
    [200, '{"token":"ghs_x"}', 'refused'],
    [201, 'null', 'refused'],
    [201, '{}', 'refused'],
    [428, '', 'refused'],
    [430, '', 'refused'],
    [499, '', 'refused'],
    [500, '', 'unavailable'],
  ])('is not there after %i %s: %s', (status, body, outcome) => {
    expect(mint({ status, body }).minted).toMatchObject({ outcome });
  });
});
