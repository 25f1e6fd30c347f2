/** Whether the gate would stop the build, and ServiceNow has what it needs to let it go on: as `open` finds out before it creates. */
import type { GateLog } from '../../adapter.ts';
import type { CheckLine } from '../../check/report.ts';
import { GateError, type GateErrorCode } from '../../errors.ts';
import { callbackCredential, isCalledByApp } from '../callback.ts';
import { failed, hiddenBy, holds, type Remedy, type Subject, unseen } from './line.ts';
import type { CheckContext, CheckSection } from './section.ts';

const CREDENTIAL = { id: 'gate.credential', title: 'A credential for the callback is given' };
const TOKEN = { id: 'gate.token', title: 'The callback token will do when ServiceNow calls' };
const STOPS = { id: 'gate.stops', title: 'The gate stops the build' };

export const gate: CheckSection = {
  id: 'gate',
  title: 'Gate',
  needs: [],
  async look(context) {
    const { line, callbackToken } = credential(context);
    return [...(line === undefined ? [] : [line]), ...(await stops(context, callbackToken))];
  },
};

/** Where ServiceNow does not call this gate back, none is needed, and there is no line. */
function credential({ build, inputs, displayName }: CheckContext): {
  readonly line?: CheckLine;
  readonly callbackToken?: string;
} {
  if (!build.callback) return {};
  try {
    const given = callbackCredential(inputs, displayName);
    return 'token' in given
      ? { line: holds(CREDENTIAL, 'It is a token.'), callbackToken: given.token }
      : { line: holds(CREDENTIAL, `It is kept in ServiceNow, as ${given.alias}.`) };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { line: failed(CREDENTIAL, error, 'pipeline author') };
  }
}

async function stops(
  { build, gate: { name }, log }: CheckContext,
  callbackToken: string | undefined,
): Promise<readonly CheckLine[]> {
  if (build.checkGate === undefined) {
    return [unseen(STOPS, 'Only a step of the pipeline can look at its gate.', IN_PIPELINE)];
  }
  const hidden = { gate: [] as string[], token: [] as string[] };
  const gateLog: GateLog = { ...log, unseen: (of, line) => hidden[of].push(line) };
  const seen = (subject: Subject, of: 'gate' | 'token', detail: string) =>
    hidden[of].length > 0 ? unseen(subject, hidden[of].join(' '), BY_PEOPLE) : holds(subject, detail);
  const token = () => {
    // What a job cannot see of the token, ServiceNow is asked, which will use it: that has its lines.
    const isAskedElsewhere = hidden.token.length > 0 && isCalledByApp(build);
    if (callbackToken === undefined || isAskedElsewhere) return [];
    return [seen(TOKEN, 'token', 'Nothing that the CI tells of it says otherwise.')];
  };
  try {
    const warnings = await build.checkGate({ name, ...(callbackToken && { callbackToken }) }, gateLog);
    return [
      ...token(),
      seen(STOPS, 'gate', `Nothing goes on behind the gate ${name} by itself.`),
      ...warnings.map(warned),
    ];
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    if (error.code === 'CALLBACK_TOKEN_UNUSABLE') {
      return [failed(TOKEN, error, 'pipeline author'), hiddenBy(TOKEN, STOPS)];
    }
    if (!BREAKS.includes(error.code)) return [unseen(STOPS, error.message)];
    return [failed(STOPS, error, 'pipeline author')];
  }
}

const IN_PIPELINE: Remedy = {
  remedy: 'Let a step of the pipeline check too.',
  who: 'pipeline author',
};

const BY_PEOPLE: Remedy = {
  remedy: 'See for yourself that it is so.',
  who: 'pipeline author',
};

/** With these `open` fails whenever it runs; with any other it may not the next time. */
const BREAKS: readonly GateErrorCode[] = ['GATE_UNSAFE', 'GATE_NAME_TAKEN', 'INVALID_INPUT'];

/** What is only likely to be a mistake. Nobody but people can tell. */
function warned(warning: string, index: number): CheckLine {
  return unseen(
    { id: `gate.warning-${index + 1}`, title: 'Something about the gate is for people to judge' },
    warning,
  );
}
