/** What a client writes to an instance with a shape of its own, and what that comes to. */
import { expect } from 'vitest';
import { BOT, MODEL } from './own-shape.ts';

/** The sys_id of the admin is that of every instance. */
export const ADMIN = '6816f79cc0a8016401c5a33be04be441';

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

async function send(url: string, method: string, path: string, body?: object): Promise<Answer> {
  const credentials = Buffer.from(`${BOT.userName}:${BOT.password}`).toString('base64');
  const response = await fetch(`${url}/api/now/table/${path}`, {
    method,
    headers: {
      authorization: `Basic ${credentials}`,
      accept: 'application/json',
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** What a client sends, one after the other, to a new change and then to that one, with the status that answers. */
export type Piece = readonly (readonly [status: number, body: object])[];

export const PIECES: Readonly<Record<string, Piece>> = {
  'columns of their types': [
    [201, { u_ticket: 'GX-1', u_cost: 12, u_ratio: '0.5', u_live: 'false', u_day: '2030-01-02' }],
    [200, { u_when: '2030-01-02 03:04:05', u_owner: ADMIN, u_region: 'us' }],
  ],
  'what does not fit their types': [
    [201, { u_cost: 'much', u_ratio: 'half', u_live: 'maybe', u_day: 'Tuesday', u_when: 'soon' }],
  ],
  'text that is too long': [[201, { u_ticket: 'GX-1234567890', u_length: 'a long day '.repeat(9) }]],
  'a column that is read-only': [[201, { u_sealed: 'broken' }]],
  'a column that there is not': [[201, { u_nothing: 'x' }]],
  'a reference to nobody': [[201, { u_owner: 'a'.repeat(32) }]],
  'a default value': [[201, { short_description: 'Nothing but this' }]],
  'a choice that the instance has added': [[201, { category: 'train' }]],
  'a text that is longer than the instance lets it be': [[201, { category: 'Longer than ten' }]],
  'what a data policy misses': [[403, { u_live: true }]],
  'part of what a data policy misses': [[403, { u_live: true, u_region: 'eu' }]],
  'all that a data policy asks for': [[201, { u_live: true, u_region: 'eu', u_owner: ADMIN }]],
  'a change that is made live later': [
    [201, { u_region: 'eu' }],
    [403, { u_live: true }],
  ],
  'a field that a policy of task keeps': [
    [201, { short_description: 'frozen', description: 'one' }],
    [403, { description: 'two' }],
  ],
  'a change of the model': [[201, { chg_model: MODEL }]],
  'a way whose condition is not met': [
    [201, { chg_model: MODEL }],
    [403, { state: '20' }],
  ],
  'a way whose condition is met, and the next that goes by itself': [
    [201, { chg_model: MODEL, u_ticket: 'GX-1' }],
    [200, { state: '20' }],
  ],
  'a way whose next has a condition that is not met': [
    [201, { chg_model: MODEL, u_ticket: 'GX-1', u_cost: 70 }],
    [200, { state: '20' }],
    [403, { state: '-1' }],
  ],
  'a way that there is not': [
    [201, { chg_model: MODEL }],
    [403, { state: '30' }],
  ],
  'the last state': [
    [201, { chg_model: MODEL, u_ticket: 'GX-1' }],
    [200, { state: '20' }],
    [200, { state: '30' }],
  ],
};

/** What both must have in common: what it comes to, word for word, but for what every sandbox has of its own. */
export function comparable(text: string, url: string): string {
  return text
    .replaceAll(url, 'INSTANCE')
    .replaceAll(new URL(url).host, 'INSTANCE')
    .replace(/\b[0-9a-f]{32}\b/g, 'SYS_ID')
    .replace(/CHG\d{7}/g, 'NUMBER')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'TIME');
}

/** @param model its sys_id. @returns what each write comes to */
export async function write(url: string, piece: Piece, model: string): Promise<string[]> {
  const answers: string[] = [];
  let path = 'change_request';
  for (const [status, body] of piece) {
    const answer = await send(
      url,
      path === 'change_request' ? 'POST' : 'PATCH',
      path,
      withModel(body, model),
    );
    expect(answer, JSON.stringify(answer)).toMatchObject({ status });
    const { result } = answer.body as { result?: Record<string, string> };
    if (path === 'change_request' && result !== undefined) path += `/${result.sys_id}`;
    answers.push(comparable(JSON.stringify(answer), url));
  }
  return answers;
}

function withModel(body: object, model: string): object {
  return 'chg_model' in body ? { ...body, chg_model: model } : body;
}
