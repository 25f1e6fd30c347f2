/** Looks whether a configuration would work on this instance and this CI, before anything is deployed with it. */
import type { CheckLine, CheckReport } from '../../check/report.ts';
import { GateError } from '../../errors.ts';
import { inOneLine } from '../../evidence/plain-text.ts';
import type { PreparedOperation } from '../../execute.ts';
import type { InputsOf } from '../../inputs.ts';
import { VERSION } from '../../version.ts';
import { hiddenBy, unseen } from './line.ts';
import { questions } from './questions.ts';
import type { CheckContext, CheckSection } from './section.ts';
import { SECTIONS } from './sections.ts';

/** Creates nothing, unless `check-write` says so. @returns the report; what a section throws is a line of it */
export async function check(prepared: PreparedOperation): Promise<CheckReport> {
  const { client, clock, build, redact } = prepared.context;
  const context: CheckContext = {
    ...prepared.context,
    inputs: prepared.inputs as InputsOf<'check'>,
    ...questions(prepared),
  };
  const lines: CheckLine[] = [];
  for (const section of SECTIONS) lines.push(...(await lookAt(section, context, lines)));
  return {
    version: 1,
    checkedBy: VERSION,
    checkedAt: clock.now().toISOString(),
    instance: client.instanceUrl,
    ci: build.ci,
    lines: lines.map((line) => redacted(line, redact)),
  };
}

/** @returns what a section says, and where another line hides what it looks at, that */
export async function lookAt(
  section: CheckSection,
  context: CheckContext,
  before: readonly CheckLine[],
): Promise<readonly CheckLine[]> {
  if (section.isAsked?.(context) === false) return [];
  const hidden = before.find(
    ({ id, outcome }) =>
      outcome === 'does-not-hold' && section.needs.some((need) => id === need || id.startsWith(`${need}.`)),
  );
  if (hidden !== undefined) {
    return [hiddenBy(hidden, section)];
  }
  try {
    return await section.look(context, before);
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return [unseen(section, error.message)];
  }
}

/** Whole texts, before anybody cuts or escapes them: half a secret is known to nobody. What others wrote ends no line. */
function redacted(
  { id, title, detail, remedy, ...line }: CheckLine,
  redact: (text: string) => string,
): CheckLine {
  const clean = (text: string) => inOneLine(redact(text), Number.POSITIVE_INFINITY);
  return {
    ...line,
    id: redact(id),
    title: clean(title),
    detail: clean(detail),
    ...(remedy !== undefined && { remedy: clean(remedy) }),
  };
}
