/** Looks whether a configuration would work on this instance and this CI, before anything is deployed with it. */
import type { CheckLine, CheckReport } from '../../check/report.ts';
import { GateError } from '../../errors.ts';
import type { PreparedOperation } from '../../execute.ts';
import type { InputsOf } from '../../inputs.ts';
import { VERSION } from '../../version.ts';
import type { CheckContext, CheckSection } from './section.ts';
import { SECTIONS } from './sections.ts';

/** Creates nothing, unless `check-write` says so. @returns the report; what a section throws is a line of it */
export async function check({ inputs, context }: PreparedOperation): Promise<CheckReport> {
  const { client, clock, build } = context;
  const unused = () => Promise.reject(new Error('not made yet'));
  const checking: CheckContext = {
    ...context,
    inputs: inputs as InputsOf<'check'>,
    firstAnswer: unused,
    app: unused,
  };
  const lines: CheckLine[] = [];
  for (const section of SECTIONS) lines.push(...(await look(section, checking, lines)));
  return {
    version: 1,
    checkedBy: VERSION,
    checkedAt: new Date(clock.now()).toISOString(),
    instance: client.instanceUrl,
    ci: build.ci,
    lines,
  };
}

async function look(
  { id, title, needs, look }: CheckSection,
  context: CheckContext,
  before: readonly CheckLine[],
): Promise<readonly CheckLine[]> {
  const unseen = (detail: string): CheckLine[] => [
    { id, title, outcome: 'could-not-be-seen', detail, breaks: false },
  ];
  const hidden = before.find(
    ({ id: line, outcome }) =>
      outcome === 'does-not-hold' && needs.some((need) => line === need || line.startsWith(`${need}.`)),
  );
  if (hidden !== undefined)
    return unseen(`This was not looked at, as another line does not hold: ${hidden.title}.`);
  try {
    return await look(context);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return unseen(error.message);
  }
}
