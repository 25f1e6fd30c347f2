/** The worker threads that scripts run on. */
import { Worker } from 'node:worker_threads';

/** In the sources the worker is TypeScript, which Node runs as it is; in `dist` it is JavaScript. */
const WORKER = new URL(`./node-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Those whose instances were shut down: the start of one takes longer than most jobs, and its code is compiled. */
const spare: Worker[] = [];

/** A thread that nobody listens to. It does not keep the process alive until it is told to. */
export function takeWorker(): Worker {
  const worker = spare.pop() ?? newWorker();
  worker.unref();
  return worker;
}

/** Keeps a thread that has nothing to do for the next instance of this process. */
export function giveBackWorker(worker: Worker): void {
  // Each by its name: Node itself listens to others.
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
  spare.push(worker);
}

function newWorker(): Worker {
  // No environment and no flags of the process: a script on an instance sees neither.
  return new Worker(WORKER, { env: {}, execArgv: [] });
}
