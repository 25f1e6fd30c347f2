/** Where a change of a model can go: by people, and by the operations, which walk as `walk` and `open` do. */
import type { ProfiledModel } from '../../check/profile.ts';
import { STATE } from '../../decision.ts';
import { stateLabel } from '../../servicenow/states.ts';
import { APPROVAL_STATE } from '../open/request-approval.ts';
import { onlyWay } from '../walk/step.ts';
import { PATHS, usualNext } from '../walk/walk.ts';

/** The states of a model, and the ways between them. */
export interface Ways {
  /** The type of its changes. */
  readonly type: string;
  readonly initial: string;
  /** Labels by value. */
  readonly states: ReadonlyMap<string, string>;
  /** By state, where a change may go from there. */
  readonly next: ReadonlyMap<string, readonly string[]>;
  /** States that a change leaves by itself. */
  readonly automatic: ReadonlySet<string>;
}

/** A model with states of its own. */
export function waysOf({ states, transitions, preset }: ProfiledModel, type: string): Ways {
  const next = new Map<string, string[]>();
  for (const { from, to } of transitions) next.set(from, [...(next.get(from) ?? []), to]);
  const first = states.find(({ initial }) => initial) ?? states[0];
  return {
    type: /(?:^|\^)type=(\w+)/.exec(preset)?.[1] ?? type,
    initial: first?.value ?? STATE.new,
    states: new Map(states.map(({ value, label }) => [value, label])),
    next,
    automatic: new Set(transitions.filter(({ automatic }) => automatic).map(({ from }) => from)),
  };
}

/** A model that has none follows its type (ServiceNow docs, "Change state model"). */
export function baseWays(type: string): Ways {
  const path = PATHS[type] ?? PATHS.normal ?? [];
  return {
    type,
    initial: STATE.new,
    states: new Map([...path, STATE.canceled].map((value) => [value, stateLabel(value)])),
    next: new Map(path.slice(0, -1).map((value, index) => [value, [path[index + 1] ?? '']])),
    automatic: new Set(),
  };
}

/** Whether people can bring a change from one state to another. */
export function leadsTo({ next }: Ways, from: string, to: string): boolean {
  const reached = new Set([from]);
  // A set gives what is added while it is gone through.
  for (const state of reached) for (const other of next.get(state) ?? []) reached.add(other);
  return reached.has(to);
}

/** Whether `open` brings a change from where it begins to where its approval starts, or it goes there by itself. */
export function asksForApproval({ type, initial, next, automatic }: Ways): boolean {
  if (automatic.has(initial)) return true;
  const available = next.get(initial) ?? [];
  const usual = initial === STATE.new ? (APPROVAL_STATE[type] ?? STATE.assess) : undefined;
  if (usual !== undefined && available.includes(usual)) return true;
  return onlyWay({ available }, undefined, usual === undefined ? [] : [usual]) !== undefined;
}

/**
 * Walks as `close` does.
 * @returns the state in which it stops short; `undefined` where the change comes to its end
 */
export function stopsOnTheWay({ type, next }: Ways, from: string): string | undefined {
  const seen = new Set<string>();
  for (let state = from; ; ) {
    const available = next.get(state) ?? [];
    if (state === STATE.closed || (available.length === 0 && state !== STATE.canceled)) return undefined;
    if (seen.has(state)) return state;
    seen.add(state);
    const usual = usualNext({ type, state }, STATE.closed);
    const takes = usual !== undefined && available.includes(usual);
    const to = takes ? usual : onlyWay({ available }, STATE.closed, [...seen, usual ?? '']);
    if (to === undefined) return state;
    state = to;
  }
}
