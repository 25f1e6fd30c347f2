/** Requests per second that the sandbox's Table API answers from one core, and how long the slowest take. */
import { Agent, request } from 'node:http';
import { USERS } from '@change-gate/sandbox';
import { startLargeBoard } from './large-board.ts';

const CLIENTS = 8;
const PATH = '/api/now/table/change_request?sysparm_limit=1&sysparm_fields=number,state&number=CHG0030042';

const { userName, password } = USERS.integration;
const AUTHORIZATION = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;

export async function tableApi(requests: number): Promise<string> {
  const builds = { codefresh: 0, github: 0, gitlab: 0 };
  const sandbox = startLargeBoard({ changes: 100, builds });
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  try {
    const { instance } = await sandbox.started;
    await run(instance, agent, requests / 5);
    const begin = performance.now();
    const times = await run(instance, agent, requests);
    const seconds = (performance.now() - begin) / 1000;
    times.sort((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    return `Table API, one small record, ${CLIENTS} clients: ${Math.round(requests / seconds)} requests/s, p99 ${p99.toFixed(1)} ms. Aim: 1000 requests/s, below 25 ms.`;
  } finally {
    agent.destroy();
    sandbox.end();
  }
}

/** @returns how long each took, in ms */
async function run(instance: string, agent: Agent, count: number): Promise<number[]> {
  const times: number[] = [];
  const client = async () => {
    while (times.length < count) {
      const begin = performance.now();
      await get(instance + PATH, agent);
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return times;
}

function get(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, headers: { Authorization: AUTHORIZATION } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`The Table API answered ${answer.statusCode}`));
      answer.resume();
      answer.once('end', resolve);
    });
    outgoing.once('error', reject);
    outgoing.end();
  });
}
