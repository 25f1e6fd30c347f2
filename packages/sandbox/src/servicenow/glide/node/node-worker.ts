/** A cluster node's thread: runs the jobs it is sent, one at a time. Started by `node.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { JobRunner } from '../runtime/job-runner.ts';
import type { InstanceCalls } from './node-protocol.ts';
import type { NodeMessage } from './node-thread.ts';
import { callsOver, type SyncChannel } from './sync-call.ts';

const runner = new JobRunner(callsOver<InstanceCalls>(workerData as SyncChannel));

parentPort?.on('message', (message: NodeMessage) => {
  if ('forget' in message) runner.forget();
  else parentPort?.postMessage(runner.run(message.job));
});
