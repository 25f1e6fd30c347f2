/** A check as a step of a CI: the report where people and machines look for it, and the exit code. */
import type { Outputs } from '../../adapter.ts';
import { breaks, summaryOf, verdictOf } from '../../check/report.ts';
import { reportMarkdown } from '../../check/report-markdown.ts';
import { reportText } from '../../check/report-text.ts';
import { GateError } from '../../errors.ts';
import type { PreparedOperation } from '../../execute.ts';
import type { InputsOf } from '../../inputs.ts';
import { check } from './check.ts';
import { writeJson } from './write-json.ts';

/** @returns the exit code: 1 where the given configuration would fail */
export async function runCheck(prepared: PreparedOperation, outputs: Outputs): Promise<number> {
  const report = await check(prepared);
  for (const { level, line } of reportText(report)) outputs[level](line);
  const { 'check-report': file } = prepared.inputs as InputsOf<'check'>;
  if (file !== undefined) await writeJson(file, report, prepared.context.displayName('check-report'));
  try {
    await outputs.report?.({
      verdict: verdictOf(report),
      summary: summaryOf(report),
      markdown: reportMarkdown(report),
      report,
    });
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    outputs.warning(prepared.context.redact(error.message));
  }
  return breaks(report) ? 1 : 0;
}
