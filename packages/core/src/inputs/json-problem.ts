/**
 * Where a text stops being JSON. The engine's own message names a position only for some errors, and quotes
 * what was written for the others.
 */
const TOKEN =
  /[ \t\r\n]*(?:("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/uy;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or }' | ', or ]' | 'nothing more';

/** @returns `expected a value at line 2, column 5`, for a text that is not JSON */
export function jsonProblem(text: string): string {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const [whole, string, scalar, mark] = TOKEN.exec(text) ?? [];
    const next: Expected | undefined =
      whole === undefined ? undefined : follow(expected, open, { string, scalar, mark });
    if (whole === undefined || next === undefined) return describe(text, offset, expected);
    expected = next;
    offset += whole.length;
  }
}

interface Token {
  readonly string: string | undefined;
  readonly scalar: string | undefined;
  readonly mark: string | undefined;
}

/** What may come after this token; `undefined` when it may not come here. Keeps `open` up to date. */
function follow(
  expected: Expected,
  open: ('{' | '[')[],
  { string, scalar, mark }: Token,
): Expected | undefined {
  const after = (): Expected => {
    const inside = open.at(-1);
    return inside === undefined ? 'nothing more' : inside === '{' ? ', or }' : ', or ]';
  };
  const wantsValue = expected === 'value' || expected === 'value or ]';
  if (wantsValue && (string !== undefined || scalar !== undefined)) return after();
  if (wantsValue && (mark === '{' || mark === '[')) {
    open.push(mark);
    return mark === '{' ? 'key or }' : 'value or ]';
  }
  if ((expected === 'key' || expected === 'key or }') && string !== undefined) return ':';
  if (expected === ':' && mark === ':') return 'value';
  if (mark === ',' && expected === ', or }') return 'key';
  if (mark === ',' && expected === ', or ]') return 'value';
  const closes = mark === '}' ? ['key or }', ', or }'] : mark === ']' ? ['value or ]', ', or ]'] : [];
  if (!closes.includes(expected)) return undefined;
  open.pop();
  return after();
}

const WORDS: Readonly<Record<Expected, string>> = {
  value: 'expected a value',
  'value or ]': 'expected a value or ]',
  key: 'expected a name in double quotes (is the comma before it one too many?)',
  'key or }': 'expected a name in double quotes or }',
  ':': 'expected a colon',
  ', or }': 'expected a comma or }',
  ', or ]': 'expected a comma or ]',
  'nothing more': 'expected nothing more',
};

function describe(text: string, offset: number, expected: Expected): string {
  const at = offset + (/^[ \t\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const lines = text.slice(0, at).split('\n');
  return `${WORDS[expected]} at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
