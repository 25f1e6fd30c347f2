/** Records that wait in a folder until ServiceNow can be reached: a file each, so that builds do not write over one another's. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { BuildContext } from '../../adapter.ts';
import { withoutSecrets } from '../../evidence/without-secrets.ts';
import type { KeptEvidence } from '../evidence/prepare-evidence.ts';
import type { RecordPlan } from './record-plan.ts';

export interface KeptRecord {
  readonly version: 1;
  /** Where it is to be sent. */
  readonly instance: string;
  /** When it was kept, ISO 8601. */
  readonly keptAt: string;
  /** The gate's name. */
  readonly gate: string;
  readonly build: Pick<
    BuildContext,
    'ci' | 'title' | 'build' | 'buildKey' | 'began' | 'place' | 'environment' | 'commit' | 'server'
  >;
  readonly plan: RecordPlan;
  readonly evidence?: KeptEvidence | undefined;
}

/** A record and the file that it is in; `undefined` where the file is not understood. */
export interface KeptFile {
  readonly file: string;
  readonly record: KeptRecord | undefined;
}

const NAME = /^change-gate-record-[0-9a-f]{32}\.json$/;

const text = z.string();
const time = text.check(z.regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/));
const known = z.lazy(() =>
  z.looseObject({
    version: z.literal(1),
    instance: text,
    keptAt: text,
    gate: text.check(z.regex(/^[A-Za-z][\w-]{0,99}$/)),
    build: z.looseObject({
      ci: text,
      title: text,
      buildKey: text,
      build: z.object({ id: text, url: text }),
    }),
    plan: z.looseObject({
      fields: z.record(text, z.unknown()),
      ending: z.object({ code: text, notes: text }),
      target: z.enum(['review', 'closed']),
      affectedCis: z.array(text),
      started: time,
      ended: time,
    }),
    evidence: z.optional(
      z.looseObject({
        plan: z.looseObject({ position: z.looseObject({}), reports: z.looseObject({}) }),
        changed: z.looseObject({ changes: z.looseObject({}) }),
      }),
    ),
  }),
);

/** Writes a record for its owner alone, whole or not at all; the same record again takes its place. @returns the file */
export async function keepRecord(
  folder: string,
  key: string,
  record: KeptRecord,
  redact: (text: string) => string,
): Promise<string> {
  const name = `change-gate-record-${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`;
  const file = join(folder, name);
  const draft = `${file}.${randomUUID()}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(withoutSecrets(record, redact), null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  return file;
}

/** The records in a folder, in the order in which they were kept; a folder that is not there has none. */
export async function keptRecords(folder: string): Promise<KeptFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = await Promise.all(
    names.filter((name) => NAME.test(name)).map((name) => read(join(folder, name))),
  );
  const keptAt = ({ record }: KeptFile) => record?.keptAt ?? '';
  return files.flat().sort((one, other) => keptAt(one).localeCompare(keptAt(other)));
}

export async function forgetRecord({ file }: KeptFile): Promise<void> {
  await rm(file, { force: true });
}

/** Another build may have sent it meanwhile. */
async function read(file: string): Promise<KeptFile[]> {
  const content = await readFile(file, 'utf8').catch(() => null);
  if (content === null) return [];
  try {
    return [{ file, record: known.parse(JSON.parse(content)) as unknown as KeptRecord }];
  } catch {
    return [{ file, record: undefined }];
  }
}
