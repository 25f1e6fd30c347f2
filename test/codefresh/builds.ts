/** Codefresh builds of any pipeline, in an environment where the app is installed and Codefresh is listed. */
import { type Build, type Row, USERS } from '@change-gate/sandbox';
import type { TestEnvironment } from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { codefresh } from '../gate/codefresh.ts';

/** Pipeline variables under this step's names, and under those that the original's users give them. */
export function variables(testEnv: TestEnvironment): Record<string, string> {
  const { url } = testEnv.sandbox.serviceNow;
  const { userName, password } = USERS.integration;
  return {
    CHANGE_GATE_INSTANCE_URL: url,
    CHANGE_GATE_USERNAME: userName,
    CHANGE_GATE_PASSWORD: password,
    CHANGE_GATE_CALLBACK_TOKEN: codefresh.callbackToken,
  };
}

export function originalVariables(testEnv: TestEnvironment): Record<string, string> {
  const { url } = testEnv.sandbox.serviceNow;
  const { userName, password } = USERS.integration;
  return { SN_INSTANCE: url, SN_USER: userName, SN_PASSWORD: password, CF_TOKEN: codefresh.callbackToken };
}

export function run(testEnv: TestEnvironment, pipeline: string, given = variables(testEnv)): Build {
  return testEnv.sandbox.codefresh.run(pipeline, { variables: given });
}

/** Resolves when the build stands at this approval step; rejects when it ends before. */
export async function waitForApprovalStep(
  testEnv: TestEnvironment,
  build: Build,
  step: string,
): Promise<void> {
  const stands = waitUntil(
    () => build.status === 'pending-approval' && stepStatus(build, step) === 'pending-approval',
    (listener) => testEnv.sandbox.codefresh.on(listener),
    `the build to stand at ${step}`,
    () => build.log,
  );
  const ended = build.finished.then((status) => {
    throw new Error(`The build ended (${status}) and never stood at ${step}:\n${build.log}`);
  });
  await Promise.race([stands, ended]);
}

/** Everybody who has to approves, and the implementation begins. */
export function approveAndImplement(testEnv: TestEnvironment, number: string): void {
  const { serviceNow } = testEnv.sandbox;
  serviceNow.approveAll(number);
  serviceNow.move(number, 'Implement');
}

/** From now on, whenever a build pauses, people approve what they have been asked. */
export function approveAtEveryPause(testEnv: TestEnvironment): void {
  const { codefresh: server, serviceNow } = testEnv.sandbox;
  server.on((event) => {
    if (event.type !== 'build' || event.status !== 'pending-approval') return;
    const asked = serviceNow.changes().filter((change) => change.state === ASSESS);
    for (const { number = '' } of asked) approveAndImplement(testEnv, number);
  });
}

const ASSESS = '-4';

/** The change with this short description. */
function findChange(testEnv: TestEnvironment, title: string): Row {
  const found = testEnv.sandbox.serviceNow.changes().filter((change) => change.short_description === title);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} changes are "${title}"`);
  return found[0];
}

export function changeNumber(testEnv: TestEnvironment, title: string): string {
  return findChange(testEnv, title).number ?? '';
}

export function stepStatus(build: Build, name: string): string | undefined {
  return build.steps.find((step) => step.name === name)?.status;
}
