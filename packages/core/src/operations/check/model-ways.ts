/** Where a change of a model can go: by people, and by the operations, which walk as `walk` and `open` do. */
import type { ProfiledModel } from '../../check/profile.ts';
import { STATE } from '../../decision.ts';
import { type Known, meets } from '../../servicenow/condition.ts';
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
  /** What a way asks for, by `from to`: encoded queries; empty text for what is not understood. */
  readonly conditions: ReadonlyMap<string, readonly Condition[]>;
  /** Ways that a change goes by itself, as `from to`. */
  readonly automatic: ReadonlySet<string>;
}

/** How a state is called: `Assess (-4)`. */
export type Label = (state: string) => string;

type Condition = NonNullable<ProfiledModel['transitions'][number]['conditions']>[number];

/** What is known of the change, by column. */
export type KnownOf = (column: string) => Known;

/** A model with states of its own. */
export function waysOf({ states, transitions, preset }: ProfiledModel, type: string): Ways {
  const next = new Map<string, string[]>();
  for (const { from, to } of transitions) next.set(from, [...(next.get(from) ?? []), to]);
  const first = states.find(({ initial }) => initial) ?? states[0];
  return {
    type: presetType(preset) ?? type,
    initial: first?.value ?? STATE.new,
    states: new Map(states.map(({ value, label }) => [value, label])),
    next,
    conditions: new Map(transitions.map(({ from, to, conditions = [] }) => [`${from} ${to}`, conditions])),
    automatic: new Set(
      transitions.filter(({ automatic }) => automatic).map(({ from, to }) => `${from} ${to}`),
    ),
  };
}

/** The type that a model gives its changes; `undefined` where its preset names none. */
export function presetType(preset: string): string | undefined {
  return /(?:^|\^)type=(\w+)/.exec(preset)?.[1];
}

/** A model that has none follows its type (ServiceNow docs, "Change state model"). */
export function baseWays(type: string): Ways {
  const path = PATHS[type] ?? PATHS.normal ?? [];
  return {
    type,
    initial: STATE.new,
    states: new Map([...path, STATE.canceled].map((value) => [value, stateLabel(value)])),
    next: new Map(path.slice(0, -1).map((value, index) => [value, [path[index + 1] ?? '']])),
    conditions: new Map(),
    automatic: new Set(),
  };
}

/** Those of a way's conditions that are not known to be met. */
export function openConditions(
  { conditions }: Ways,
  from: string,
  to: string,
  known: KnownOf,
): readonly Condition[] {
  return (conditions.get(`${from} ${to}`) ?? []).filter(({ query }) => isMet(query, known) !== true);
}

/** `Test plan (test_planISNOTEMPTY)`; a script has no query. */
export function conditionWords(conditions: readonly Condition[]): string {
  return conditions.map(({ name, query }) => (query === '' ? name : `${name} (${query})`)).join(', ');
}

/** Empty text is a script, or of a kind that is not understood: not a query that every change meets. */
function isMet(query: string, known: KnownOf): boolean | undefined {
  return query === '' ? undefined : meets(query, known);
}

/** Whether conditions may close a way from a state, so that it is open to some changes and to others not. */
export function isConditional({ next, conditions }: Ways, from: string): boolean {
  return (next.get(from) ?? []).some((to) => (conditions.get(`${from} ${to}`) ?? []).length > 0);
}

/** Where a change goes by itself as soon as it is in a state. */
export function leavesTo(ways: Ways, state: string, known: KnownOf): string | undefined {
  return (ways.next.get(state) ?? []).find(
    (to) => ways.automatic.has(`${state} ${to}`) && openConditions(ways, state, to, known).length === 0,
  );
}

/** Whether people can bring a change from one state to another. */
export function leadsTo({ next }: Ways, from: string, to: string): boolean {
  const reached = new Set([from]);
  // A set gives what is added while it is gone through.
  for (const state of reached) for (const other of next.get(state) ?? []) reached.add(other);
  return reached.has(to);
}

/** Where a change goes from where it begins: by itself, or as `open` moves it; `undefined` where it stays. */
export function firstStep(ways: Ways, known: KnownOf): string | undefined {
  const { type, initial, next } = ways;
  const byItself = leavesTo(ways, initial, known);
  if (byItself !== undefined) return byItself;
  const available = next.get(initial) ?? [];
  const usual = initial === STATE.new ? (APPROVAL_STATE[type] ?? STATE.assess) : undefined;
  if (usual !== undefined && available.includes(usual)) return usual;
  return onlyWay({ available }, undefined, usual === undefined ? [] : [usual]);
}

/** How far a change comes, and by which states. */
export interface Walked {
  /** From the first to the last that it is in. */
  readonly path: readonly string[];
  /** Whether it comes to its end there. */
  readonly ends: boolean;
}

/** Walks as `close` does. */
export function walkToEnd({ type, next }: Ways, from: string): Walked {
  const path: string[] = [];
  for (let state = from; ; ) {
    const available = next.get(state) ?? [];
    if (path.includes(state)) return { path, ends: false };
    path.push(state);
    if (state === STATE.closed || (available.length === 0 && state !== STATE.canceled)) {
      return { path, ends: true };
    }
    const usual = usualNext({ type, state }, STATE.closed);
    const takes = usual !== undefined && available.includes(usual);
    const to = takes ? usual : onlyWay({ available }, STATE.closed, [...path, usual ?? '']);
    if (to === undefined) return { path, ends: false };
    state = to;
  }
}
