/** A cluster node's thread: runs the jobs it is sent, one at a time. Started by `spare-workers.ts`. */
import { parentPort } from 'node:worker_threads';
import { CompiledScripts } from '../runtime/compiled-scripts.ts';
import { JobRunner } from '../runtime/job-runner.ts';
import type { InstanceCalls } from './node-protocol.ts';
import type { NodeMessage } from './node-thread.ts';
import { callsOver } from './sync-call.ts';

const scripts = new CompiledScripts();
let runner: JobRunner | undefined;

parentPort?.on('message', (message: NodeMessage) => {
  if ('serve' in message) runner = new JobRunner(callsOver<InstanceCalls>(message.serve), scripts);
  else if ('forget' in message) runner?.forget();
  else parentPort?.postMessage(runner?.run(message.job));
});
