import { toText } from './field-value.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `GlideStringUtil` (ServiceNow docs, c_GlideStringUtilScopedAPI). */
export const GlideStringUtil = {
  base64Encode: (source: unknown): string => Buffer.from(toText(source), 'utf8').toString('base64'),
  base64Decode: (source: unknown): string => Buffer.from(toText(source), 'base64').toString('utf8'),
  escapeHTML: (source: unknown): string => toText(source).replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one),
  isEligibleSysID: (id: unknown): boolean => /^[0-9a-f]{32}$/.test(toText(id)),
};
