import { describe, expect, it } from 'vitest';
import * as GateCodefreshCallback from './GateCodefreshCallback.ts';

describe("the original Codefresh step's callback", () => {
  it.each([
    ['cf_build_id', {}],
    [
      'cf_build_id',
      { cf_build_id: '', cr_number: 'CHG0030001', cf_token: 't', cf_url: 'https://g.codefresh.io' },
    ],
    ['cr_number', { cf_build_id: 'b', cf_token: 't' }],
    ['cf_token', { cf_build_id: 'b', cr_number: 'CHG0030001' }],
    ['cf_url', { cf_build_id: 'b', cr_number: 'CHG0030001', cf_token: 't' }],
  ])('says that %s is missing, in the original order and shape', (field, body) => {
    expect(answerTo(JSON.stringify(body))).toEqual({
      status: 404,
      contentType: 'application/json',
      body: `{"status":"Error","details":{"errors":[{"code":404,"message":"Missing ${field}"}]}}`,
    });
  });

  it('takes no workflows of the other product, whose names it could not resume', () => {
    const body = {
      cf_build_id: 'b',
      cr_number: 'CHG1',
      cf_token: 't',
      cf_url: 'https://x',
      ci_system: 'workflow',
      cf_runtime: 'runtime',
    };
    expect(answerTo(JSON.stringify(body))).toMatchObject({
      status: 400,
      body: expect.stringContaining('Only classic Codefresh builds can be registered.'),
    });
  });

  it('asks for the runtime of a workflow last, as the original does', () => {
    const body = {
      cf_build_id: 'b',
      cr_number: 'CHG1',
      cf_token: 't',
      cf_url: 'https://x',
      ci_system: 'workflow',
    };
    expect(answerTo(JSON.stringify(body))).toMatchObject({
      status: 404,
      body: expect.stringContaining('Missing cf_runtime'),
    });
  });

  it('answers what is not JSON in the same shape', () => {
    expect(answerTo('{').body).toMatch(/^\{"status":"Error","details":\{"errors":\[\{"code":400,/);
  });
});

function answerTo(body: string) {
  const answer = { status: 0, contentType: '', body: '' };
  const response = {
    setStatus: (status: number) => Object.assign(answer, { status }),
    setContentType: (contentType: string) => Object.assign(answer, { contentType }),
    getStreamWriter: () => ({ writeString: (text: string) => Object.assign(answer, { body: text }) }),
  };
  const request = { body: { dataString: body } };
  GateCodefreshCallback.create(request as unknown as RestRequest, response as unknown as RestResponse);
  return answer;
}
