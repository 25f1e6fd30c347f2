import type { ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { describe, expect, it } from 'vitest';
import { approval } from '../approval.ts';

const TARGET = { owner: 'globex', repo: 'webshop', way: 'protection-rule', workflow: '' };

function mint(response: ApprovalHttpResponse, installationId = '99', target = TARGET) {
  const sent: ApprovalHttpRequest[] = [];
  const http = {
    send: (request: ApprovalHttpRequest) => {
      sent.push(request);
      return response;
    },
  };
  const server = 'https://api.github.com';
  const request = { server, credential: 'bot', installationId, target, proof: 'jwt' };
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

  it.each([
    ['environment', '', { actions: 'read', deployments: 'write' }],
    ['protection-rule', '', { actions: 'read', deployments: 'write' }],
    ['dispatch', 'deploy.yml', { actions: 'write' }],
    ['dispatch', '', { actions: 'read', contents: 'write' }],
  ])('opens this repository alone, and what %s asks for (%j)', (way, workflow, permissions) => {
    const { sent, minted } = mint({ status: 422, body: '{}' }, '99', { ...TARGET, way, workflow });
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ repositories: ['webshop'], permissions });
    const wanted = Object.entries(permissions).map((entry) => entry.join(': '));
    expect(minted).toEqual({
      outcome: 'refused',
      detail: `No installation token for credential bot: the server answered 422. An owner of globex has to install the App for globex/webshop, with ${wanted.join(', ')}.`,
    });
  });

  it('is not asked for where no repository is named: it would open all that the App is installed in', () => {
    const { repo: _, ...target } = TARGET;
    const { sent, minted } = mint({ status: 201, body: '{"token":"ghs_x"}' }, '99', target as typeof TARGET);
    expect(minted).toMatchObject({ outcome: 'unavailable' });
    expect(sent).toEqual([]);
  });

  it('is asked for by the path of this installation, whatever its id holds', () => {
    const { sent } = mint({ status: 404, body: '{}' }, '9/9');
    expect(sent).toEqual([
      {
        method: 'POST',
        url: 'https://api.github.com/app/installations/9%2F9/access_tokens',
        headers: expect.objectContaining({ authorization: 'Bearer jwt', 'user-agent': 'change-gate' }),
        body: '{"repositories":["webshop"],"permissions":{"actions":"read","deployments":"write"}}',
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
