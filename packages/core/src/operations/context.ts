/** What every operation works with. */
import type { BuildContext, DisplayName } from '../adapter.ts';
import { gateKey } from '../callback/key.ts';
import { type Clock, serviceNowTime } from '../clock.ts';
import { DEFAULT_POLICY, decide, type Policy, type Verdict } from '../decision.ts';
import type { Log } from '../log.ts';
import type { Change } from '../servicenow/change.ts';
import { Changes } from '../servicenow/changes.ts';
import type { ServiceNowClient } from '../servicenow/client.ts';

export interface OperationContext {
  readonly build: BuildContext;
  /** The gate's name, and the key that is both its registration's and its change's correlation id. */
  readonly gate: { readonly name: string; readonly key: string };
  readonly client: ServiceNowClient;
  readonly changes: Changes;
  readonly log: Log;
  readonly clock: Clock;
  /** Gives an input's name as the build's CI writes it, for messages. */
  readonly displayName: DisplayName;
  /** As the inputs' source says it. */
  readonly isLenient?: boolean | undefined;
  /** Takes the secrets of this step out of a text that is not the step's own, before it is written anywhere. */
  readonly redact: (text: string) => string;
  /** Reads the clock: UTC `yyyy-MM-dd HH:mm:ss`, as ServiceNow writes and compares times. */
  readonly now: () => string;
  /** Decides by the change as it was read and the time as it is now; without a policy, by the default one. */
  readonly decide: (change: Change, policy?: Policy) => Verdict;
}

type ContextOptions = Pick<
  OperationContext,
  'build' | 'client' | 'log' | 'clock' | 'displayName' | 'isLenient' | 'redact'
> & {
  readonly gateName: string;
  /** Whether the operation is `record`, whose change is of its own, beside that of the gate with this name. */
  readonly isRecord?: boolean;
};

export function createContext({ gateName, isRecord, ...given }: ContextOptions): OperationContext {
  const { build, client, clock } = given;
  const now = () => serviceNowTime(clock.now());
  return {
    ...given,
    // No gate's name has a dot.
    gate: { name: gateName, key: gateKey(build, isRecord ? `record.${gateName}` : gateName) },
    changes: new Changes(client),
    now,
    decide: (change, policy = DEFAULT_POLICY) => decide(change, policy, now()),
  };
}
