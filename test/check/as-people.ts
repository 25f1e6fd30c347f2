/** What people do with a change that waits for them, whichever model it follows. */
import type { Instance } from '../core/instance.ts';

type ServiceNow = Instance['serviceNow'];

/** Longer than an instance takes to ask people. */
const UNTIL_ASKED_MS = 5_000;

/** More steps than any way of these tests has. */
const MOST_STEPS = 12;

/** Approves a change and moves it on, until it is in a state, or nobody can bring it there. */
export function decideAsPeople({ sandbox, serviceNow }: Instance, number: string, state: string): void {
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    sandbox.clock.advance(UNTIL_ASKED_MS);
    if (stateOf(serviceNow, number) === state) return;
    if (!approve(serviceNow, number) && !moveOn(serviceNow, number, state)) return;
  }
}

function stateOf({ userActions }: ServiceNow, number: string): string {
  return userActions.change(number).state ?? '';
}

function approve(serviceNow: ServiceNow, number: string): boolean {
  return succeeds(() => serviceNow.approve(number));
}

function moveOn(serviceNow: ServiceNow, number: string, target: string): boolean {
  const from = stateOf(serviceNow, number);
  const ways = waysFrom(serviceNow, number).filter((state) => !OVER.includes(state));
  return [target, ...ways].some(
    (state) =>
      succeeds(() => serviceNow.userActions.update(number, { state })) &&
      stateOf(serviceNow, number) !== from,
  );
}

/** New, Closed and Canceled. */
const OVER: readonly string[] = ['-5', '3', '4'];

function waysFrom({ database, userActions }: ServiceNow, number: string): string[] {
  const { state, chg_model: model } = userActions.change(number);
  const value = (id = '') => {
    const row = database.get('sttrm_state', id);
    return row?.state_value || row?.value || '';
  };
  const own = database.query('sttrm_state_transition', `sttrm_model=${model}`);
  const next = own.filter((way) => value(way.from_state) === state).map((way) => value(way.to_state));
  return own.length > 0 ? next : BASE.slice(BASE.indexOf(state ?? '') + 1);
}

const BASE: readonly string[] = ['-5', '-4', '-3', '-2', '-1'];

/** The instance may refuse it, which is what is tried. */
function succeeds(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
