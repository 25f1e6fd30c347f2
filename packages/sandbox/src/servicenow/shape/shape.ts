/** The shape of an instance, as a check of Change Gate writes it down: no records, no people. */

export interface Shape {
  /** By table: its columns, those that it inherits too. */
  readonly tables: Readonly<Record<string, { readonly columns: readonly ShapeColumn[] }>>;
  readonly models: readonly ShapeModel[];
  readonly policies: readonly ShapePolicy[];
  /** Of active groups. */
  readonly groups: readonly Named[];
  /** Of standard changes. */
  readonly templates: readonly Named[];
}

export interface Named {
  readonly sysId: string;
  readonly name: string;
}

export interface ShapeColumn {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly maxLength?: number;
  readonly mandatory?: boolean;
  readonly readOnly?: boolean;
  readonly defaultValue?: string;
  readonly reference?: string;
  readonly closeStates?: readonly string[];
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
}

export interface ShapeModel extends Named {
  /** `record_preset` */
  readonly preset: string;
  readonly states: readonly {
    readonly value: string;
    readonly label: string;
    readonly initial?: boolean;
    readonly implementation?: boolean;
  }[];
  readonly transitions: readonly {
    readonly from: string;
    readonly to: string;
    readonly automatic?: boolean;
    readonly conditions?: readonly { readonly name: string; readonly query: string }[];
  }[];
}

export interface ShapePolicy {
  readonly name: string;
  readonly table: string;
  readonly conditions: string;
  readonly rules: readonly {
    readonly column: string;
    readonly mandatory?: boolean;
    readonly readOnly?: boolean;
  }[];
}

/** Takes what the sandbox makes of a part of the shape that it cannot have: a sentence. */
export type Note = (sentence: string) => void;
