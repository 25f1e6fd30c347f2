/** A part of a check. Each section is a file of this folder that exports one, and `sections.ts` has their order. */
import type { CheckAnswer } from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import type { GateError } from '../../errors.ts';
import type { HttpRequest, HttpResponse } from '../../http/http.ts';
import type { InputsOf } from '../../inputs.ts';
import type { OwnDictionary } from '../../servicenow/dictionary-overrides.ts';
import type { OperationContext } from '../context.ts';
import type { OpenPlan } from '../open/plan.ts';

export interface CheckSection {
  /** What the ids of its lines begin with. */
  readonly id: string;
  /** For people: a heading. */
  readonly title: string;
  /** Whether the given configuration asks for it at all; without this it does. Where not, nobody is told that it was not looked at. */
  isAsked?(context: CheckContext): boolean;
  /**
   * Ids of sections, or of lines, of which one that does not hold hides what this section looks at: its one line then says so.
   */
  readonly needs: readonly string[];
  /**
   * Looks, and creates nothing. What it throws becomes a line of this section that could not be seen.
   * @param before the lines of the sections before this one
   * @returns its lines, in their order; none where the given configuration does not ask for it
   */
  look(context: CheckContext, before: readonly CheckLine[]): Promise<readonly CheckLine[]>;
}

export interface CheckContext extends OperationContext {
  readonly inputs: InputsOf<'check'>;
  /** The first answer of the instance as it came, before anybody has signed in. @throws GateError where none came */
  readonly firstAnswer: () => Promise<FirstAnswer>;
  /** What the app answers to the one question of this check, which is asked once. @throws GateError where it does not answer */
  readonly app: () => Promise<CheckAnswer>;
  /** The time that this answer tells. @throws GateError as `app` does */
  readonly appTime: () => Promise<AppTime>;
  /** What `open` would do with this configuration. @throws GateError INVALID_INPUT as `open` does */
  readonly plan: () => Promise<OpenPlan>;
  /** The columns of a table; `null` where the user may not read the dictionary. @throws GateError where it does not answer */
  readonly dictionary: (table: string) => Promise<OwnDictionary | null>;
  /** Why the instance does not let this user in, or does not answer one who signs in; undefined where it does. */
  readonly signInError: () => Promise<GateError | undefined>;
}

/** When something was asked and answered, by the clock of this machine. */
export interface Asked {
  readonly sentAt: Date;
  readonly receivedAt: Date;
}

export interface FirstAnswer extends Asked {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** What time it was at the app when it answered: milliseconds since 1970, or `NaN` where it does not say. */
export interface AppTime extends Asked {
  readonly time: number;
}
