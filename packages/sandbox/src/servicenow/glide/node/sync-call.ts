/**
 * Synchronous calls from a worker thread to the main thread: the worker posts a message and sleeps on shared
 * memory until the answer is in its port. ServiceNow's scripts are synchronous; Node's I/O is not.
 */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';

interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

type Answer = { readonly value: unknown } | { readonly error: string };

/** What the worker needs to make calls; sent to it as it starts. */
export interface SyncChannel {
  readonly port: MessagePort;
  /** One Int32: 1 as soon as the answer is in the port. */
  readonly signal: SharedArrayBuffer;
}

/**
 * The worker's side: an object whose methods are answered by the main thread.
 * @param toError makes the error that a call throws when its answer is one
 */
export function callsOver<Calls extends object>({ port, signal }: SyncChannel): Calls {
  const flag = new Int32Array(signal);
  const call = (name: string, args: readonly unknown[]): unknown => {
    Atomics.store(flag, 0, 0);
    port.postMessage({ name, args } satisfies Call);
    // The wake-up of the call before may come only now.
    while (Atomics.load(flag, 0) === 0) Atomics.wait(flag, 0, 0);
    const { message } = receiveMessageOnPort(port) as { message: Answer };
    if ('error' in message) throw new Error(message.error);
    return message.value;
  };
  return new Proxy({} as Calls, {
    get:
      (_, name) =>
      (...args: unknown[]) =>
        call(String(name), args),
  });
}

/**
 * The main thread's side. A promise is awaited while the worker sleeps; what a method throws is thrown by the
 * worker's call.
 */
export function answerCalls(
  { port, signal }: SyncChannel,
  methods: Readonly<Record<string, (...args: never[]) => unknown>>,
): void {
  const flag = new Int32Array(signal);
  const send = (answer: Answer): void => {
    port.postMessage(answer);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
  const fail = (error: unknown): void =>
    send({ error: error instanceof Error ? error.message : String(error) });
  port.on('message', ({ name, args }: Call) => {
    try {
      const value = methods[name]?.(...(args as never[]));
      if (value instanceof Promise) value.then((resolved) => send({ value: resolved }), fail);
      else send({ value });
    } catch (error) {
      fail(error);
    }
  });
}
