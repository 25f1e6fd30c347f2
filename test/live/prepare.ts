/** Looks, before anything is opened, whether the suite can run at all. */
import type { OnExchange } from './api.ts';
import type { CiKind } from './ci.ts';
import { Instance } from './instance.ts';
import type { Settings } from './settings.ts';

export interface PrepareOptions {
  readonly settings: Settings;
  readonly ci: CiKind;
  readonly signal: AbortSignal;
  readonly onExchange: OnExchange;
}

/** What the suite runs against, for the table that is signed off; empty what it was not told. */
export interface About {
  /** `glide.buildtag` */
  readonly release: string;
  /** The app's version. */
  readonly app: string;
  /** Of the CI. */
  readonly ciVersion: string;
}

/** @throws CouldNotBeSeen, or DoesNotHold, where a user cannot sign in or the CI lacks what the pipeline needs */
export async function prepare({ settings, ci, signal, onExchange }: PrepareOptions): Promise<About> {
  const scenario = 'suite';
  const instance = new Instance(settings, scenario, onExchange);
  for (const who of [instance.pipeline, instance.approver, instance.admin]) {
    await who?.get('/api/now/table/change_request?sysparm_limit=1&sysparm_fields=sys_id');
  }
  const pace = { pollMs: 1, deadlineMs: 1, signal };
  const live = ci.connect({ settings, scenario, onExchange, pace });
  await live.prepare();
  // Who may not ask for it, or is not told, is not kept from trying.
  const ciVersion = (await live.version?.().catch(() => undefined)) ?? '';
  return { ...(await instance.about()), ciVersion };
}
