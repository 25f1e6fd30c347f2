/**
 * Go values as a step's template meets them. JSON numbers are Go's float64 and stay JavaScript numbers;
 * integer literals in a template are Go's int and are bigints here, because Go tells the two apart
 * (`eq 5.0 5` does not compare). `undefined` is a value that is absent: it prints `<no value>`.
 */
export type GoValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly GoValue[]
  | { readonly [key: string]: GoValue };

export type GoMap = { readonly [key: string]: GoValue };

export function isMap(value: GoValue): value is GoMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: GoValue): value is readonly GoValue[] {
  return Array.isArray(value);
}

/** Go goes through a map in the order of its keys. */
export function sortedKeys(map: GoMap): string[] {
  return Object.keys(map).sort();
}

/** What `if`, `and`, `or` and `not` take for true: Go's non-empty values (text/template, "Actions"). */
export function isTrue(value: GoValue): boolean {
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** The type's name as Go's messages spell it. */
export function typeName(value: GoValue): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'float64';
    case 'bigint':
      return 'int';
    case 'boolean':
      return 'bool';
    default:
      if (value === null || value === undefined) return '<nil>';
      return isList(value) ? '[]interface {}' : 'map[string]interface {}';
  }
}
