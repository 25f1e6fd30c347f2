/** The functions of text/template that the sandbox implements, and Go's other ones, refused by name. */
import { sprintf } from './format.ts';
import { notImplemented, TemplateError } from './template-error.ts';
import { type GoValue, isList, isMap, typeName } from './value.ts';

export type GoFunction = (args: readonly GoValue[], line: number) => GoValue;

export const FUNCTIONS = {
  eq: (args, line) => equalsAny(args, line),
  ne: (args, line) => {
    if (args.length !== 2) throw new TemplateError(`ne takes 2 arguments, got ${args.length}`, line);
    return !equalsAny(args, line);
  },
  printf: ([format, ...args], line) => {
    if (typeof format !== 'string') {
      throw new TemplateError(`printf wants a format string, got ${typeName(format)}`, line);
    }
    return sprintf(format, args, (what) => {
      throw notImplemented(what, line);
    });
  },
} satisfies Record<string, GoFunction>;

export type FunctionName = keyof typeof FUNCTIONS;

export function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

const GO_ONLY = new Set(
  'and call ge gt html index js le len lt not or print println slice urlquery'.split(' '),
);

export function unknownFunction(name: string, line: number): TemplateError {
  if (GO_ONLY.has(name)) return notImplemented(`the function \`${name}\``, line);
  return new TemplateError(`function "${name}" not defined`, line);
}

/** Whether the first equals one of the others; unlike types do not compare, an absent value equals only nil. */
function equalsAny([first, ...others]: readonly GoValue[], line: number): boolean {
  rejectUncomparable(first, line);
  if (others.length === 0) throw new TemplateError('error calling eq: missing argument for comparison', line);
  for (const other of others) {
    if (isNil(first) || isNil(other)) {
      if (isNil(first) && isNil(other)) return true;
      continue;
    }
    if (typeof first !== typeof other) {
      throw new TemplateError(
        `error calling eq: incompatible types for comparison: ${typeName(first)} and ${typeName(other)}`,
        line,
      );
    }
    rejectUncomparable(other, line);
    if (first === other) return true;
  }
  return false;
}

function rejectUncomparable(value: GoValue, line: number): void {
  if (isList(value) || isMap(value)) {
    throw new TemplateError(`error calling eq: uncomparable type ${typeName(value)}`, line);
  }
}

function isNil(value: GoValue): boolean {
  return value === null || value === undefined;
}
