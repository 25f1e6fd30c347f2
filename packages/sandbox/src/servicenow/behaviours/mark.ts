/**
 * How well a behaviour is known:
 * - `documented`: ServiceNow's documentation, or the manual of its SDK, says it
 * - `export`: genuine exports of an instance show it
 * - `live suite`: tests that others run against instances expect it
 * - `third party`: transcripts and scripts of others show it
 * - `belief`: no source, only our own understanding
 */
export const MARKS = ['documented', 'export', 'live suite', 'third party', 'belief'] as const;

export type Mark = (typeof MARKS)[number];
