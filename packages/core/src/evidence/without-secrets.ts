/** The same value with each text in it redacted: what others have written is cleaned whole, before any of it is cut. */
export function withoutSecrets<Value>(value: Value, redact: (text: string) => string): Value {
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') return redact(part);
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, clean(inner)]));
  };
  return clean(value) as Value;
}
