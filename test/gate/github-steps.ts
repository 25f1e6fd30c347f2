/** Steps and jobs as a platform team writes them around the built action, for workflows that are not the guide's. */
import { ACTION_REF } from './references.ts';

/** As YAML would hold it. */
export type Yaml = Readonly<Record<string, unknown>>;

const SIGN_IN = {
  'instance-url': '${{ vars.CHANGE_GATE_INSTANCE_URL }}',
  username: '${{ vars.CHANGE_GATE_USERNAME }}',
  password: '${{ secrets.CHANGE_GATE_PASSWORD }}',
};

/** @param step what the step has besides `uses` and `with` */
export function gate(operation: string, inputs: Yaml = {}, step: Yaml = {}): Yaml {
  return { uses: ACTION_REF, with: { operation, ...SIGN_IN, ...inputs }, ...step };
}

/** Uses a composite action of the team's, which hands on how to sign in. */
export function use(name: string, step: Yaml = {}): Yaml {
  return { uses: `globex/${name}@v1`, with: SIGN_IN, ...step };
}

export const ALWAYS = { if: 'always()' };

export const SUCCEEDS = { id: 'deploy', run: 'echo rolling out' };
export const FAILS = { id: 'deploy', run: 'echo rolling out; exit 1' };

export const job = (steps: readonly Yaml[], more: Yaml = {}): Yaml => ({
  'runs-on': 'ubuntu-latest',
  steps,
  ...more,
});

/** Opens a change of which nobody is called back. */
export const OPEN = gate('open', { gate: 'wait', data: '{"short_description": "Rollout"}' });

/** A job behind `request`, which waits until a person lets it go. */
export const rollout = (steps: readonly Yaml[], more: Yaml = {}): Yaml =>
  job(steps, { needs: 'request', environment: 'production', ...more });

/** A job of its own that closes the change after `rollout`. */
export const record = (outcome: string | undefined, when = 'always()'): Yaml =>
  job([gate('close', outcome === undefined ? {} : { outcome })], { needs: 'rollout', if: when });
