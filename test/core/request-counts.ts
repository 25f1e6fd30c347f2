/** Runs every operation once on its happy path and gives back what it asked of the instance. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT_CREDENTIALS_PROPERTY, USERS } from '@change-gate/sandbox';
import type { Inputs, Instance, OperationRun } from './instance.ts';

export async function requestCounts(instance: Instance): Promise<Record<string, readonly string[]>> {
  const workspace = mkdtempSync(join(tmpdir(), 'change-gate-counts-'));
  try {
    writeFileSync(join(workspace, 'junit.xml'), '<testsuite><testcase name="a"/></testsuite>');
    writeFileSync(join(workspace, 'lcov.info'), 'SF:a.c\nLF:3\nLH:2\nend_of_record\n');
    return await countIn(workspace, instance);
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

async function countIn(workspace: string, instance: Instance): Promise<Record<string, readonly string[]>> {
  const counted: Record<string, readonly string[]> = {};
  const newBuild = () => instance.newBuildOfPipeline('shop');
  const build = newBuild();
  const count = async (name: string, ran: Promise<OperationRun>) => {
    const { exitCode, log, requests } = await ran;
    if (exitCode !== 0) throw new Error(`${name} failed: ${log}`);
    counted[name] = requests;
  };
  const withTasks = newBuild();
  const tasks = '[{"short_description": "a"}, {"short_description": "b"}]';
  await count('open, two tasks', instance.run('open', { tasks }, withTasks));
  await count('update, a task', instance.run('update', { task: 'a', state: '2' }, withTasks));
  await count('update, a task that ends', instance.run('update', { task: 'a', state: '4' }, withTasks));
  const reports = { 'test-reports': 'junit.xml', 'coverage-reports': 'lcov.info' };
  const withReports = instance.newBuildOfPipeline('shop', { workspace });
  await count('open, two reports', instance.run('open', reports, withReports));
  await count('update, a report', instance.run('update', { 'test-reports': 'junit.xml' }, withReports));
  const { serviceNow } = instance;
  await count('open', instance.run('open', {}, build));
  const canceled = newBuild();
  await count('open, submit: false', instance.run('open', { submit: 'false' }, canceled));
  await count('cancel', instance.run('cancel', {}, canceled));
  await count('open, again', instance.run('open', {}, build));
  const number = instance.changesOf(build)[0]?.number ?? '';
  serviceNow.approveAll(number);
  await count('status', instance.run('status', {}, build));
  await count('verify, implement: true', instance.run('verify', { implement: 'true' }, build));
  await count('verify', instance.run('verify', {}, build));
  await count('close, from Implement', instance.run('close', {}, build));
  await count('close, when closed', instance.run('close', {}, build));
  const record = { outcome: 'success', 'standard-template': 'Deploy a release' };
  const recorded = newBuild();
  await count('record', instance.run('record', record, recorded));
  await count('record, again', instance.run('record', record, recorded));
  await count('open, not called back', instance.run('open', {}, { ...newBuild(), callback: false }));
  const oauth = clientCredentials(instance);
  await count('status, by OAuth', instance.run('status', oauth, build));
  await count('status, by OAuth again', instance.run('status', oauth, build));
  return counted;
}

function clientCredentials({ serviceNow }: Instance): Inputs {
  serviceNow.setProperty(CLIENT_CREDENTIALS_PROPERTY, 'true');
  const { clientId, clientSecret } = serviceNow.credentials.registerApplication({
    name: 'Pipeline',
    user: USERS.integration.userName,
  });
  return { username: undefined, password: undefined, 'client-id': clientId, 'client-secret': clientSecret };
}
