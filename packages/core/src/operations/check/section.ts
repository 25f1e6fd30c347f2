/** A part of a check. Each section is a file of this folder that exports one, and `sections.ts` has their order. */
import type { CheckAnswer } from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import type { HttpRequest, HttpResponse } from '../../http/http.ts';
import type { InputsOf } from '../../inputs.ts';
import type { OperationContext } from '../context.ts';

export interface CheckSection {
  /** What the ids of its lines begin with. */
  readonly id: string;
  /** For people: a heading. */
  readonly title: string;
  /**
   * Ids of sections, or of lines, of which one that does not hold hides what this section looks at: its one line then says so.
   */
  readonly needs: readonly string[];
  /**
   * Looks, and creates nothing. What it throws becomes a line of this section that could not be seen.
   * @returns its lines, in their order; none where the given configuration does not ask for it
   */
  look(context: CheckContext): Promise<readonly CheckLine[]>;
}

export interface CheckContext extends OperationContext {
  readonly inputs: InputsOf<'check'>;
  /** The first answer of the instance as it came, before anybody has signed in. @throws GateError where none came */
  readonly firstAnswer: () => Promise<FirstAnswer>;
  /** What the app answers to the one question of this check, which is asked once. @throws GateError where it does not answer */
  readonly app: () => Promise<CheckAnswer>;
}

export interface FirstAnswer {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** By the clock of this machine. */
  readonly sentAt: Date;
  readonly receivedAt: Date;
}
