/**
 * Results as two reports of the job: `change-gate.env` (dotenv) for the jobs after it, and `change-gate.json`
 * (annotations), the links on the job's page (GitLab docs, "artifacts:reports"). A dotenv value may hold no
 * white space, quoted or not, so each becomes `_`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateOutputs, GateOutputs } from '@change-gate/core';

/** Not CHANGE_GATE_..., which later jobs of the component would read as inputs. */
const NAMES: Readonly<Record<keyof GateOutputs, string>> = {
  'change-number': 'CHANGE_NUMBER',
  'change-sys-id': 'CHANGE_SYS_ID',
  'change-url': 'CHANGE_URL',
  state: 'CHANGE_STATE',
  approval: 'CHANGE_APPROVAL',
  decision: 'CHANGE_DECISION',
  reason: 'CHANGE_REASON',
  evidence: 'CHANGE_EVIDENCE',
  'rollback-to': 'CHANGE_ROLLBACK_TO',
  separation: 'CHANGE_SEPARATION',
};

/** The whole report may have 5 KB; the longest value is a reason, which may quote people. */
const LONGEST_VALUE = 500;

export const createOutputs: CreateOutputs = () => ({
  // GitLab masks what is a masked variable; core redacts all that it passes here.
  mask() {},
  info: (line) => print(line),
  warning: (line) => print(`WARNING: ${line}`),
  error: (line) => print(`ERROR: ${line}`),
  set(outputs) {
    const names = Object.keys(outputs) as (keyof GateOutputs)[];
    writeVariables(Object.fromEntries(names.map((name) => [NAMES[name], outputs[name] ?? ''])));
    const labels = [outputs.reason, ...(outputs.evidence ? [outputs.evidence] : [])];
    const url = outputs['change-url'];
    // A link leads somewhere.
    writeLinks(url === '' ? [] : labels.map((label) => ({ label, url })));
  },
  async report({ verdict, summary, report }) {
    writeVariables({ CHANGE_CHECKED: verdict });
    writeLinks([{ label: summary, url: report.instance }]);
  },
});

function writeVariables(variables: Readonly<Record<string, string>>): void {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${oneWord(value)}\n`);
  writeFileSync(join(process.cwd(), 'change-gate.env'), lines.join(''));
}

/** The report is there without links too, as a job without one warns of it. */
function writeLinks(links: readonly { readonly label: string; readonly url: string }[]): void {
  const report = links.length === 0 ? {} : { ServiceNow: links.map((link) => ({ external_link: link })) };
  writeFileSync(join(process.cwd(), 'change-gate.json'), JSON.stringify(report));
}

function oneWord(value: string): string {
  return [...value.trim().replace(/\s+/g, '_')].slice(0, LONGEST_VALUE).join('');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
