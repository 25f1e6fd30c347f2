/** How well a behaviour is known: what each mark says of it. */
export const MARKS = {
  documented: "the vendor's documentation, or the manual of its SDK, says it",
  source: "read in the vendor's published source, or tried with a program of the vendor's",
  export: 'genuine exports of an instance show it',
  'live suite': 'tests that others run against instances expect it',
  'third party': 'transcripts, scripts and issues of others show it',
  belief: 'no source, only our own understanding',
} as const;

export type Mark = keyof typeof MARKS;
