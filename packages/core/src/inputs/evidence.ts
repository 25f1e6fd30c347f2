/** The evidence: what a change tells of what is deployed under it, and what holds `verify` to it. */
import * as z from 'zod/mini';
import {
  ARTIFACT_PATTERN,
  DIGEST_PATTERN,
  EVIDENCE_KINDS,
  MAX_ARTIFACTS,
  ON_NEWER,
  SEPARATION_RULES,
  STREAM_PATTERN,
} from '../evidence/contract.ts';
import type { InputDeclarations } from './declaration.ts';
import { flag } from './flag.ts';
import { list } from './list.ts';
import { text } from './text.ts';

const artifacts = (pattern: RegExp, rule: string) =>
  list.check(
    z.refine((given) => given.every((artifact) => pattern.test(artifact)), rule),
    z.refine((given) => given.length <= MAX_ARTIFACTS, `must be at most ${MAX_ARTIFACTS}`),
  );

const kinds = list.check(
  z.refine(
    (given) => given.every((kind) => EVIDENCE_KINDS.some((known) => known === kind)),
    `must be of ${EVIDENCE_KINDS.join(', ')}`,
  ),
);

/** As git allows names (`git help check-ref-format`), and none that git would take for an option or for an expression. */
function isRef(name: string): boolean {
  return (
    /^[^\s\p{Cc}~^:?*[\\/.-][^\s\p{Cc}~^:?*[\\]{0,254}$/u.test(name) && !/\.\.|@\{|\/\/|[/.]$/.test(name)
  );
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

export const EVIDENCE_INPUTS = {
  'test-reports': {
    schema: list,
    description:
      'Test reports: paths or globs like `reports/**/*.xml`, separated by commas or lines. JUnit XML and its dialects, TRX, NUnit, xUnit, TestNG or CTRF, known by what they hold.',
    operations: ['open', 'update', 'record'],
  },
  'coverage-reports': {
    schema: list,
    description: 'Coverage reports, the same way: lcov, Cobertura or JaCoCo.',
    operations: ['open', 'update', 'record'],
  },
  'security-reports': {
    schema: list,
    description:
      'Reports of scanners, the same way: SARIF 2.1.0, GitLab security reports, or CycloneDX with vulnerabilities.',
    operations: ['open', 'update', 'record'],
  },
  sbom: {
    schema: list,
    description: 'Software bills of materials, the same way: CycloneDX or SPDX.',
    operations: ['open', 'update', 'record'],
  },
  artifacts: {
    schema: artifacts(ARTIFACT_PATTERN, 'must each be name@sha256: and 64 hex digits'),
    description:
      'What is to be deployed, as `name@sha256:...`, separated by commas or lines. Give `verify` the same digest as `artifact`.',
    operations: ['open', 'update', 'record'],
  },
  artifact: {
    schema: artifacts(DIGEST_PATTERN, 'must be sha256: and 64 hex digits, with or without name@ before it'),
    description:
      'What is about to be deployed, as `sha256:...` or `name@sha256:...`; of several, each must be among the `artifacts` of the approved change.',
    operations: ['verify', 'wait'],
  },
  'require-evidence': {
    schema: kinds,
    description: `Kinds of evidence that must be complete, or \`open\` fails before it asks anybody: ${EVIDENCE_KINDS.join(', ')}.`,
    operations: ['open', 'update', 'record'],
  },
  since: {
    schema: z.optional(
      z.string().check(z.minLength(1), z.refine(isRef, 'must be the name of a commit, a tag or a branch')),
    ),
    description:
      'The commit or tag that was deployed last, to tell what changed since. Without it: what this stream has deployed last, as ServiceNow or the CI knows it.',
    operations: ['open', 'update', 'record'],
  },
  'work-item-pattern': {
    schema: z._default(
      z
        .string()
        .check(
          z.minLength(1),
          z.maxLength(500),
          z.refine(isRegularExpression, 'must be a regular expression of JavaScript'),
        ),
      '[A-Z][A-Z0-9]+-\\d+',
    ),
    description: 'A regular expression that finds work items in the titles of commits and merge requests.',
    operations: ['open', 'update', 'record'],
  },
  stream: {
    schema: z.optional(
      z.string().check(z.regex(STREAM_PATTERN, 'must be one line of at most 200 characters of ASCII')),
    ),
    description:
      'A name for all builds that deploy the same thing to the same place, whichever pipeline starts them. Default: the pipeline and its gate.',
    operations: ['open', 'update', 'record'],
  },
  'on-newer': {
    schema: z._default(z.enum(ON_NEWER), 'keep'),
    description:
      'What to do with the changes of older builds of this `stream` that still wait: `keep` them, `note` this change on them, or `cancel` them, which ends their builds. Never one in Implement or later.',
    operations: ['open', 'record'],
  },
  rollback: {
    schema: flag('false'),
    description:
      'Let an older build go on though a newer one of its `stream` has deployed. It is noted on the change.',
    operations: ['verify', 'wait'],
    yaml: 'boolean',
  },
  separation: {
    schema: z._default(z.enum(SEPARATION_RULES), 'record'),
    description:
      'Separation of duties: `record` notes whether the approver also wrote, merged or started the deployment; `deny` stops the deployment unless it is known that no approver did.',
    operations: ['open', 'update', 'verify', 'wait'],
  },
  'emergency-reason': {
    schema: text,
    description:
      'Deploy an emergency change before it is approved, for this reason; with `incident`. Only a user to whom an admin of ServiceNow has given the role may do so. It is noted, and reviewed afterwards.',
    operations: ['verify'],
  },
  incident: {
    schema: text,
    description: 'The number of the incident that the emergency is about: `INC0010001`.',
    operations: ['verify'],
  },
} as const satisfies InputDeclarations;
