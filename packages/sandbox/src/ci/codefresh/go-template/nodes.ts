/** A parsed template. */
import type { FunctionName } from './functions.ts';

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe; readonly line: number }
  | {
      readonly kind: 'if';
      readonly pipe: Pipe;
      readonly body: Node[];
      readonly otherwise: Node[];
      readonly line: number;
    }
  | {
      readonly kind: 'range';
      readonly pipe: Pipe;
      readonly body: Node[];
      readonly otherwise: Node[];
      readonly line: number;
    };

/** `$a, $b := command | command` */
export interface Pipe {
  readonly variables: readonly string[];
  /** Each command's result is the next one's last argument. */
  readonly commands: readonly (readonly Operand[])[];
}

export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | bigint | boolean | null }
  | { readonly kind: 'function'; readonly name: FunctionName }
  | { readonly kind: 'dot'; readonly fields: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] };
