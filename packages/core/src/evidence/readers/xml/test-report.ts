/** Reads a report of tests in any of the dialects of XML: what differs between them is a table each. */
import type { Reading } from '../reading.ts';
import type { Attributes, ElementHandler } from './strict-xml.ts';
import {
  type CountsSoFar,
  type Declared,
  failing,
  NOTHING_YET,
  type Outcome,
  Tally,
  worse,
} from './tally.ts';

/** What an element inside a case makes of it. */
type Mark = Outcome | ((attributes: Attributes, ofCase: Attributes) => Outcome);

type ByElement<T> = Readonly<Record<string, ((attributes: Attributes) => T) | undefined>>;

/** What the elements of a dialect say, by name. */
export interface TestDialect {
  readonly format: string;
  /** A case by its attributes; `undefined`: this one is none. */
  readonly cases: ByElement<Outcome | undefined>;
  readonly marks: Readonly<Record<string, Mark | undefined>>;
  /** What encloses cases, and says how many of them failed. */
  readonly suites: ByElement<Declared>;
  /** What says that of the whole file. */
  readonly summaries: ByElement<Declared>;
  /** What a comment says of the whole file. */
  comment?(text: string): Declared | undefined;
}

interface OpenCase {
  readonly depth: number;
  readonly attributes: Attributes;
  outcome: Outcome | undefined;
  readonly since: CountsSoFar;
}

interface OpenSuite {
  readonly depth: number;
  readonly declared: Declared;
  readonly since: CountsSoFar;
}

export class TestReport implements ElementHandler {
  readonly #dialect: TestDialect;
  readonly #tally = new Tally();
  readonly #cases: OpenCase[] = [];
  readonly #suites: OpenSuite[] = [];
  #summary: Declared = { failed: 0, errors: 0, total: 0 };

  constructor(dialect: TestDialect) {
    this.#dialect = dialect;
  }

  open(name: string, attributes: Attributes, depth: number): void {
    const { cases, marks, suites, summaries } = this.#dialect;
    const inside = this.#cases.at(-1);
    const mark = own(marks, name);
    const asCase = own(cases, name);
    if (inside !== undefined && mark !== undefined) {
      const marked = typeof mark === 'string' ? mark : mark(attributes, inside.attributes);
      if (inside.outcome !== undefined) inside.outcome = worse(inside.outcome, marked);
    } else if (asCase !== undefined) {
      this.#cases.push({ depth, attributes, outcome: asCase(attributes), since: this.#tally.soFar() });
    }
    const suite = own(suites, name);
    if (suite !== undefined) {
      this.#suites.push({ depth, declared: suite(attributes), since: this.#tally.soFar() });
    }
    const summary = own(summaries, name);
    if (summary !== undefined) this.#summarize(summary(attributes));
  }

  close(_name: string, depth: number): void {
    if (this.#cases.at(-1)?.depth === depth) this.#endCase(this.#cases.pop());
    if (this.#suites.at(-1)?.depth === depth) {
      const suite = this.#suites.pop();
      if (suite !== undefined) this.#tally.atLeast(suite.declared, suite.since);
    }
  }

  comment(text: string): void {
    const says = this.#dialect.comment?.(text);
    if (says !== undefined) this.#summarize(says);
  }

  #summarize({ failed, errors, total }: Declared): void {
    const before = this.#summary;
    this.#summary = {
      failed: Math.max(before.failed, failed),
      errors: Math.max(before.errors, errors),
      total: Math.max(before.total, total),
    };
  }

  /** A case that holds others is their sum: it counts for itself only where it fails and none of them does. */
  #endCase(ended: OpenCase | undefined): void {
    if (ended?.outcome === undefined) return;
    const holdsOthers = this.#tally.total > ended.since.total;
    const othersFail = this.#tally.failed > ended.since.failed;
    if (!holdsOthers || (failing(ended.outcome) && !othersFail)) this.#tally.add(ended.outcome);
  }

  reading(): Reading {
    this.#tally.atLeast(this.#summary, NOTHING_YET);
    return this.#tally.reading(this.#dialect.format);
  }
}

function own<T>(table: Readonly<Record<string, T | undefined>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
