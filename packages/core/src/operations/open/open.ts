/** Opens the change, or finds the one that this gate already opened, registers the callback, and asks for approval. */
import { DEFAULT_POLICY, gapIn, type Policy, STATE, unreadable } from '../../decision.ts';
import type { InputsOf } from '../../inputs.ts';
import { partsOf, policyMark, readPolicyMark } from '../../policy/policy-mark.ts';
import type { Change } from '../../servicenow/change.ts';
import { addAffectedCis } from '../add-affected-cis.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { attachableFiles } from '../attachments/attachable-files.ts';
import { registerCallback } from '../callback.ts';
import type { OperationContext } from '../context.ts';
import { type PreparedEvidence, prepareEvidence } from '../evidence/prepare-evidence.ts';
import type { RecordedEvidence } from '../evidence/record-evidence.ts';
import { withModelStates } from '../model-states.ts';
import { readData } from '../requested-fields.ts';
import { type OperationResult, verdictSentence } from '../result.ts';
import { createTasks } from '../tasks/create-tasks.ts';
import { readTasks, resolveTasks } from '../tasks/wanted-tasks.ts';
import { findExisting } from './find-existing.ts';
import { findOrCreate, type OpenedChange } from './find-or-create.ts';
import { type OpenFiles, type OpenPlan, planOpen } from './plan.ts';
import { requestApproval } from './request-approval.ts';
import { withWhatIsLeft } from './what-is-left.ts';
import { writeMissing } from './write-missing.ts';

export async function open(inputs: InputsOf<'open'>, context: OperationContext): Promise<OperationResult> {
  const { build, gate, clock, displayName } = context;
  // All that can be known to be wrong comes before the first change is created.
  const { callback } = build;
  const plan = planOpen(inputs, await readFiles(inputs, context), {
    callback,
    now: clock.now(),
    displayName,
  });
  const { credential, policy } = plan;
  const evidence = await prepareEvidence(inputs, context);
  const warnings = await build.checkGate?.(
    {
      name: gate.name,
      ...(credential !== undefined && 'token' in credential && { callbackToken: credential.token }),
    },
    {
      ...context.log,
      // What stops the build, if it cannot be seen here, is looked at by verify, which a deployment waits for.
      unseen: (of, line) => of === 'token' && context.log.info(line),
    },
  );
  for (const warning of warnings ?? []) context.log.warning(warning);
  const tasks = await resolveTasks(plan.tasks, context);

  const opened =
    plan.change.kind === 'existing'
      ? {
          change: await writeMissing(await findExisting(plan.change, context), plan, context),
          created: false,
        }
      : await findOrCreate(plan.change, plan, context);
  const completed = await complete(opened, { ...plan, tasks }, evidence, context).catch(
    async (error: unknown) => {
      throw await withWhatIsLeft(error, opened, context);
    },
  );
  const { change, recorded } = completed;
  // An older one is noted once: an open that is run again finds people asked already.
  const isNew = opened.created || opened.change.state === STATE.new;
  const rule = inputs['on-newer'];
  if (recorded && (rule === 'cancel' || isNew)) await evidence?.settleOlder(recorded, rule, change);
  tellWhereUnmarked(change, policy, context);
  const result = { change, verdict: context.decide(change, policy), evidence: recorded?.outputs };
  // Said now, while people can still complete the change, and not to the build that it would stop.
  if (gapIn(change, policy) !== null) context.log.warning(`${verdictSentence(result)}.`);
  return result;
}

/** A gate that asks for more than usual is as strict as the weaker of two steps, where its change does not say so. */
function tellWhereUnmarked(change: Change, policy: Policy, { log }: OperationContext): void {
  const mark = policyMark(policy);
  if (change.correlationDisplay === null) {
    log.warning(`${change.number} ${unreadable(['change_request.correlation_display'])}.`);
    return;
  }
  if (partsOf(change.correlationDisplay).mark === mark) return;
  if (readPolicyMark(change.correlationDisplay, policy.proceedStates) !== null) {
    log.warning(
      `${change.number} keeps the policy with which it was opened (correlation_display), and this step has another: verify applies the stricter of that and its own.`,
    );
    return;
  }
  if (mark === policyMark(DEFAULT_POLICY)) return;
  log.warning(
    `The policy of this gate does not stand in ${change.number} (correlation_display): verify goes by its own inputs, so give it the same.`,
  );
}

async function readFiles(
  inputs: InputsOf<'open'>,
  { clock, displayName }: Pick<OperationContext, 'clock' | 'displayName'>,
): Promise<OpenFiles> {
  return {
    tasks: await readTasks(inputs, clock.now(), displayName),
    attachments: await attachableFiles(inputs, displayName),
    data: await readData(inputs, displayName),
  };
}

/**
 * Whoever is asked must find everything there, and a build that waits for the answer: approval is requested last, and
 * nothing that can fail comes after it.
 */
async function complete(
  { change, created }: OpenedChange,
  plan: OpenPlan,
  evidence: PreparedEvidence | undefined,
  context: OperationContext,
): Promise<{ readonly change: Change; readonly recorded: RecordedEvidence | undefined }> {
  const { policy, credential } = plan;
  const position = evidence?.position;
  await addAffectedCis(change, plan.affectedCis, context);
  const files = [...plan.attachments, ...(evidence?.files ?? [])];
  await attachFiles(change, files, context, { unhashed: 'the same', isNew: created });
  await createTasks(change, plan.tasks, plan.strict, context);
  const { modelStates } = await withModelStates(policy, context)(change);
  const register = async () => {
    if (credential === undefined) return undefined;
    return { base: await registerCallback({ change, policy, credential, position }, context) };
  };
  // A change that was rejected is asked for anew first: the build would else be told the answer of the last time.
  const isDenied = context.decide(change, policy).decision === 'denied';
  const told = isDenied ? undefined : await register();
  const recorded = await evidence?.record({ change, created }, told);
  const asked = plan.submit ? await requestApproval({ change, created }, plan, context) : change;
  if (isDenied) await register();
  return {
    change: { ...asked, ...(modelStates !== undefined && { modelStates }) },
    recorded,
  };
}
