/**
 * The shipped scripts on a real Rhino, the engine that ServiceNow's is a fork of: Debian's package `rhino`.
 * ServiceNow's fork knows more of the language than this one, so what runs here has nothing to fear there.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '@change-gate/core/decision';
import { BASE_CHANGE, DECISION_CASES, NOW } from '@change-gate/core/decision-cases';
import { afterAll, describe, expect, it } from 'vitest';
import { type ShippedScript, shippedScripts } from './shipped-scripts.ts';

const hasRhino = spawnSync('rhino', ['-e', 'print(1)']).status === 0;
const SKIPPED = 'SKIPPED: `rhino` is not on PATH. On Debian: apt-get install rhino';
if (!hasRhino) process.stderr.write(`${SKIPPED}\n`);

describe.skipIf(!hasRhino)(`on Rhino${hasRhino ? '' : ` (${SKIPPED})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-rhino-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const scripts = shippedScripts();

  /** Runs a program. @returns what it printed, as JSON */
  function rhino(program: string): unknown {
    const file = join(folder, 'program.js');
    writeFileSync(file, program);
    const { stdout, stderr, status } = spawnSync('rhino', ['-version', '200', '-f', file], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr || stdout);
    return JSON.parse(stdout);
  }

  function include(name: string): string {
    const found = scripts.find((one) => one.name === `sys_script_include ${name}`);
    if (found === undefined) throw new Error(`The update set has no script include ${name}`);
    return found.source;
  }

  it('compiles every script', () => {
    expect(scripts.length).toBeGreaterThan(30);
    const failures = rhino(`${COMPILE}(${literal(scripts)})`);
    expect(failures).toEqual([]);
  });

  it('notices a script that it cannot compile', () => {
    const broken: ShippedScript = { name: 'broken', source: 'var a = b?.c;' };
    expect(rhino(`${COMPILE}(${literal([broken])})`)).toEqual([expect.stringContaining('broken: ')]);
  });

  it('decides every case of the table', () => {
    const given = DECISION_CASES.map(({ change, policy }) => ({
      change: change && { ...BASE_CHANGE, ...change },
      policy: { ...DEFAULT_POLICY, ...policy },
    }));
    const verdicts = rhino(`${include('GateDecision')}
      print(JSON.stringify(${literal(given)}.map(function (one) {
        return GateDecision.decide(one.change, one.policy, '${NOW}');
      })));`);
    expect(verdicts).toEqual(DECISION_CASES.map(({ decision, reason }) => ({ decision, reason })));
  });

  it('parses a registration, and refuses a bad one by field', () => {
    const body = {
      change: { number: 'CHG0030001', sys_id: '0'.repeat(32) },
      build: { id: 'a'.repeat(24), url: 'https://ci.example.com/build/1' },
      ci: 'codefresh',
      server: 'https://ci.example.com/api',
      target: { build_id: 'a'.repeat(24), gate: 'CHG0030001' },
      credential: { token: 'secret' },
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
      key: 'codefresh:1:gate',
    };
    const pure = ['GateHttpError', 'GateApprovalApis', 'GatePolicy', 'GateRequest'].map(include).join('\n');
    const answers = rhino(`${pure}
      function attempt(body) { try { return GateRequest.parse(body); } catch (e) { return e.detail; } }
      print(JSON.stringify([attempt(${literal(body)}), attempt(${literal({ ...body, key: 'a b' })})]));`);
    const policy = expect.objectContaining({ ...body.policy, on_deadline: 'deny' });
    expect(answers).toEqual([{ ...body, policy }, expect.stringContaining('key must be')]);
  });

  it('brings a decision to a build, by each approval API', () => {
    const outcomes = rhino(`${include('GateApprovalApis')}
      var down = { send: function () { return { status: 0, body: 'connection refused' }; } };
      print(JSON.stringify(GateApprovalApis.names().map(function (name) {
        var target = ${literal(TARGET)};
        var request = { server: 'https://ci.example.com/api', target: target, token: 't', decision: 'denied', reason: 'r' };
        return GateApprovalApis.find(name).deliver(request, down).outcome;
      })));`);
    expect(outcomes).toEqual(['unavailable', 'unavailable', 'unavailable']);
  });

  it('looks whether a CI would take a decision, by each approval API', () => {
    const details = rhino(`${include('GateApprovalApis')}
      var answers = ${literal(EXAMINED)};
      var request = { server: 'https://ci.example.com/api', target: ${literal(TARGET)}, token: 't', appId: '', midServer: '', now: ${EXAMINED_AT} };
      print(JSON.stringify(GateApprovalApis.names().map(function (name) {
        var http = { send: function (asked) {
          for (var end in answers) if (asked.url.substring(asked.url.length - end.length) === end) return answers[end];
          return { status: 404, body: '{}' };
        } };
        return GateApprovalApis.find(name).examine(request, http).map(function (one) { return one.outcome + ': ' + one.detail; });
      })));`) as unknown as string[][];
    expect(details.map((found) => found.map((detail) => detail.split(':')[0]))).toEqual([
      ['holds', 'holds', 'holds', 'could-not-be-seen'],
      ['holds', 'could-not-be-seen', 'holds', 'holds'],
      ['holds', 'could-not-be-seen', 'holds', 'holds'],
    ]);
    for (const found of details.slice(1)) expect(found[1]).toContain('It ends on 2026-12-01');
  });

  it('words a report of progress', () => {
    const posted = rhino(`${include('GateApprovalApis')}
      var posted = null;
      var github = { send: function (request) {
        if (request.method === 'POST') posted = JSON.parse(request.body);
        return { status: 200, body: '[{"environment":{"id":1,"name":"production"}}]' };
      } };
      GateApprovalApis.find('github').progress.report({
        server: 'https://ci.example.com/api', target: ${literal(TARGET)}, token: 't',
        reason: 'CHG0030001 is on hold: [ask](https://x) @all', changeUrl: '', assignedTo: '', isLast: false,
      }, github);
      print(JSON.stringify(posted));`);
    expect(posted).toEqual({
      environment_name: 'production',
      comment: 'CHG0030001 is on hold: \\[ask\\](https\\://x) @\u200ball.',
    });
  });

  it('knows the way out, the pauses and the life of a registration', () => {
    const pure = ['GateHttp', 'GateRetry', 'GateRegistrationStatus'].map(include).join('\n');
    expect(
      rhino(`${pure}
        print(JSON.stringify([
          GateHttp.isBelow('https://ci.example.com/api/builds/1?x=1', 'https://ci.example.com/api'),
          GateHttp.isBelow('https://ci.example.com/api/../admin', 'https://ci.example.com/api'),
          GateRetry.pause('not-paused-yet', 3, 600, 0.5),
          [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].filter(function (minute) {
            return GateRetry.isReportDue(minute * 60 - 1, minute * 60);
          }),
          GateRegistrationStatus.mayMove('waiting', 'due'),
          GateRegistrationStatus.mayMove('delivered', 'due'),
        ]));`),
    ).toEqual([true, false, 20, [1, 2, 4, 8, 10], true, false]);
  });
});

/** What any of the approval APIs may ask for. */
const TARGET = {
  build_id: 'a'.repeat(24),
  gate: 'change',
  way: 'environment',
  owner: 'globex',
  repo: 'webshop',
  run_id: '1',
  run_attempt: '1',
  environment: 'production',
  project_id: '1',
  pipeline_id: '2',
  job: 'change-gate:gate',
};

const EXAMINED_AT = Date.UTC(2026, 10, 29) / 1000;

/** What a CI answers, by the end of what is asked. */
const EXAMINED = Object.fromEntries(
  Object.entries({
    '/builds/aaaaaaaaaaaaaaaaaaaaaaaa?noAccount=false': { status: 'running' },
    '/repos/globex/webshop': {},
    '/environments/production': {
      protection_rules: [{ type: 'required_reviewers', reviewers: [{ type: 'User', reviewer: { id: 7 } }] }],
    },
    '/runs/1': { status: 'waiting' },
    '/user': { id: 7, login: 'bot' },
    '/personal_access_tokens/self': { scopes: ['api'], user_id: 7, expires_at: '2026-12-01' },
    '/projects/1': { id: 1 },
    '/jobs?per_page=100&page=1': [
      { id: 1, name: 'change-gate:gate', status: 'manual', ref: 'main', tag: false },
    ],
    '/members/all/7': { access_level: 30 },
    '/branches/main': { protected: true, can_push: false },
    '/protected_branches/main': { merge_access_levels: [{ user_id: 7 }] },
    '/protected_environments/production': { deploy_access_levels: [{ access_level: 30 }] },
  }).map(([end, body]) => [
    end,
    {
      status: 200,
      body: JSON.stringify(body),
      headers: {
        'x-oauth-scopes': 'repo, read:org',
        'github-authentication-token-expiration': '2026-12-01 10:00:00 +0200',
      },
    },
  ]),
);

/** A program that compiles scripts and prints what failed. */
const COMPILE = `(function (scripts) {
  var context = Packages.org.mozilla.javascript.Context.getCurrentContext();
  var failures = [];
  scripts.forEach(function (one) {
    try { context.compileString(one.source, one.name, 1, null); } catch (e) { failures.push(one.name + ': ' + e); }
  });
  print(JSON.stringify(failures));
})`;

/** JSON is JavaScript but for two line separators. */
function literal(value: unknown): string {
  return JSON.stringify(value)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
