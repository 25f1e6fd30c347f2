/**
 * The GitHub action beside ServiceNow's own, `ServiceNow/servicenow-devops-change`, which is not part of this repository:
 * CPU and memory of a start and of one operation, each measured in turn with the other's.
 */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Instance } from '../core/instance.ts';
import { bundle, bundleSize } from './bundle-start.ts';
import { measure, type Used } from './measured-process.ts';
import { ratiosText } from './ratios.ts';

type Measure = () => Promise<Used>;

const ACTION = bundle('github-action');

/** @param peer the path of the `dist/index.js` of ServiceNow's action */
export async function againstPeer(rounds: number, peer: string | undefined): Promise<string> {
  if (peer === undefined) {
    return "The GitHub action beside ServiceNow's own: NOT MEASURED. Give its bundle: npm run bench -- --peer FOLDER/servicenow-devops-change/dist/index.js";
  }
  const [own, theirs] = [bundleSize(ACTION), statSync(peer).size];
  const start = await inTurn(
    rounds,
    () => measure(ACTION, { INPUT_OPERATION: 'open' }, /instance.url: is required/i),
    () => measure(peer, {}, /required and not supplied: instance-url/),
  );
  const instance = await Instance.start();
  const velocity = await startVelocity();
  try {
    const change = await inTurn(rounds, ownChange(instance), () =>
      measure(peer, peerInputs(velocity.url), /Change is Approved/),
    );
    const requests = instance.serviceNow.requests.length / (rounds + 1);
    return (
      `GitHub action beside ServiceNow's own. Bundle: ${(own / theirs).toFixed(2)} of its ${Math.round(theirs / 1000)} kB. ` +
      `Usage error: ${start}. A change created: ${change}; ${requests} requests where that sends ${velocity.requests() / (rounds + 1)}. ` +
      'Aim: at most 0.26 of its size, 0.89 of its CPU for the usage error.'
    );
  } finally {
    velocity.close();
    await instance.close();
  }
}

/** Each once before it counts, since a file's first read is slower. */
async function inTurn(rounds: number, own: Measure, peer: Measure): Promise<string> {
  await own();
  await peer();
  const pairs: [Used, Used][] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push([await own(), await peer()]);
  const ratios = pairs.map(([mine, theirs]) => mine.cpu / theirs.cpu);
  const memory = ([0, 1] as const).map((which) =>
    Math.round(Math.max(...pairs.map((pair) => pair[which].memory))),
  );
  return `${ratiosText(ratios)} of its CPU, ${memory[0]} MiB of memory where that takes ${memory[1]}`;
}

/** Opens a change, of a new build each time: creates it, registers nothing, asks for approval. */
function ownChange(instance: Instance): Measure {
  let build = 0;
  return () => {
    build += 1;
    const inputs = {
      ...instance.basic(),
      operation: 'open',
      gate: 'wait',
      data: '{"short_description": "Globex"}',
    };
    const env = Object.entries(inputs).map(([name, value = '']) => [`INPUT_${name.toUpperCase()}`, value]);
    const run = {
      GITHUB_API_URL: 'https://api.github.example',
      GITHUB_REPOSITORY: 'globex/shop',
      GITHUB_RUN_ID: String(build),
    };
    return measure(ACTION, { ...run, ...Object.fromEntries(env) }, /CHG\d+/);
  };
}

function peerInputs(instanceUrl: string): Record<string, string> {
  const github = {
    run_id: '1',
    run_attempt: '1',
    sha: 'c0ffee',
    workflow: 'Deploy',
    repository: 'globex/shop',
    ref_name: 'main',
  };
  return {
    'INPUT_INSTANCE-URL': instanceUrl,
    'INPUT_TOOL-ID': 'c0ffee',
    'INPUT_DEVOPS-INTEGRATION-USER-NAME': 'ci.bot',
    'INPUT_DEVOPS-INTEGRATION-USER-PASSWORD': 's3cret',
    'INPUT_JOB-NAME': 'Deploy',
    'INPUT_CONTEXT-GITHUB': JSON.stringify(github),
    'INPUT_CHANGE-REQUEST': '{"attributes": {"short_description": "Globex"}}',
    INPUT_ABORTONCHANGECREATIONFAILURE: 'true',
  };
}

/** What ServiceNow's action talks to: an instance with DevOps Change Velocity, which has approved each change at once. */
async function startVelocity() {
  let requests = 0;
  const details = { number: 'CHG0030001', sys_id: 'c0ffee', status: 'approved' };
  const server = createServer((request, response) => {
    requests += 1;
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ result: { status: 'Success', details } }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    close: () => server.close(),
  };
}
