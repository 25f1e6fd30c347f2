/**
 * What ServiceNow's engine has of JavaScript in a scoped app: ECMAScript 2021 without some parts
 * (ServiceNow docs, javascript-compatibility-guide). V8 has more; a script that leans on it must fail here
 * as it would there.
 */

const GLOBALS = new Set([
  ...['Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Date', 'RegExp'],
  ...[
    'Math',
    'JSON',
    'Promise',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'WeakRef',
    'FinalizationRegistry',
    'Proxy',
  ],
  ...[
    'Error',
    'AggregateError',
    'EvalError',
    'RangeError',
    'ReferenceError',
    'SyntaxError',
    'TypeError',
    'URIError',
  ],
  ...['ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array'],
  ...['Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['globalThis', 'undefined', 'NaN', 'Infinity', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'eval'],
  ...['encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'escape', 'unescape'],
]);

/** Members that came after ECMAScript 2021, by the object that holds them. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  Object: ['hasOwn', 'groupBy'],
  Array: ['fromAsync'],
  'Array.prototype': ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
  'String.prototype': ['at', 'isWellFormed', 'toWellFormed'],
  Map: ['groupBy'],
  'Set.prototype': [
    ...['union', 'intersection', 'difference', 'symmetricDifference'],
    ...['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
  ],
  Promise: ['withResolvers', 'try'],
  RegExp: ['escape'],
  Error: ['captureStackTrace', 'isError'],
};

/** Takes away from a new context's global object what ServiceNow's engine does not have. */
export function reduceToServiceNow(global: Record<string, unknown>): void {
  for (const name of Object.getOwnPropertyNames(global)) if (!GLOBALS.has(name)) delete global[name];
  for (const [path, members] of Object.entries(LATER)) {
    let holder = global;
    for (const part of path.split('.')) holder = holder[part] as Record<string, unknown>;
    for (const member of members) delete holder[member];
  }
}
