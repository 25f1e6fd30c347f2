import { fileURLToPath } from 'node:url';
import { type StageSet, setTheStage } from '../stage-set.ts';
import { ChangedFiles, inUpdateSet } from './changed-file.ts';
import type { Difference } from './differences.ts';
import { startProxy } from './proxy.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const UPDATE_SET = `${ROOT}packages/servicenow-app/dist/change-gate-install.xml`;
const WORKFLOW = `${ROOT}examples/live/github.yml`;

/** @returns an instance and a CI that are as they must be, but for the difference */
export async function plant({ ci, tamper, app, workflow, faults }: Difference): Promise<StageSet> {
  const files = new ChangedFiles();
  const configuration = (instanceUrl: string) => {
    const section = ci.configuration(instanceUrl);
    if (workflow === undefined) return section;
    const text = JSON.stringify(section);
    if (!text.includes(WORKFLOW)) throw new Error(`${ci.key} does not start ${WORKFLOW}`);
    return JSON.parse(text.replaceAll(WORKFLOW, files.copy(WORKFLOW, workflow))) as typeof section;
  };
  try {
    return await setTheStage(
      { ...ci, configuration },
      {},
      {
        ...(app !== undefined && { updateSet: files.copy(UPDATE_SET, app, inUpdateSet) }),
        ...(tamper !== undefined && { between: (instanceUrl) => startProxy(instanceUrl, tamper) }),
        ...(faults !== undefined && { faults }),
      },
    );
  } finally {
    // The sandbox has read them.
    files.remove();
  }
}
