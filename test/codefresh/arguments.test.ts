/** Arguments of the step: whatever they hold, they arrive. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderStepType } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { CODEFRESH_IMAGE, STEP_TYPE, VERSION } from '../gate/references.ts';
import { approveAndImplement, run } from './builds.ts';
import { STEP_YAML } from './documents.ts';

const HOSTILE = `it's "quoted" \\ and\nover: lines # [[ .Arguments.PASSWORD ]] {{ x }} - 'é' \u2028 \t \${{ UNSET }} $HOME`;

interface Argument {
  readonly enum?: readonly string[];
}

function declared(): [name: string, argument: Argument][] {
  const { spec } = parse(readFileSync(STEP_YAML, 'utf8')) as { spec: { arguments: string } };
  const schema = JSON.parse(spec.arguments) as { properties: Record<string, Argument> };
  return Object.entries(schema.properties);
}

const IMAGE = ['IMAGE', 'SN_IMAGE', 'SN_IMAGE_VERSION'];

describe('an argument with an apostrophe, a newline and worse', () => {
  const texts = declared().filter(
    ([name, { enum: options }]) => options === undefined && !IMAGE.includes(name),
  );

  it.each(texts.map(([name]) => name))('reaches the step unharmed: %s', async (name) => {
    const rendered = await renderStepType(fileURLToPath(STEP_YAML), { [name]: HOSTILE });
    expect(rendered).toEqual({
      change_gate: {
        name: 'change_gate',
        image: `${CODEFRESH_IMAGE}:${VERSION}`,
        environment: [`CHANGE_GATE_${name}=${HOSTILE}`],
      },
    });
  });

  it.each([
    [{ IMAGE: "registry/it's:1" }, "registry/it's:1"],
    [{ SN_IMAGE: 'registry/step', SN_IMAGE_VERSION: 2 }, 'registry/step:2'],
    [{ SN_IMAGE: 'registry/step' }, `registry/step:${VERSION}`],
    [{ SN_IMAGE_VERSION: '1.4.1' }, `${CODEFRESH_IMAGE}:${VERSION}`],
  ])('may name the image: %j', async (given, image) => {
    const rendered = await renderStepType(fileURLToPath(STEP_YAML), given);
    expect(rendered).toMatchObject({ change_gate: { image } });
  });
});

describe('in ServiceNow', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  it('texts are what was written, and what refers to nothing is not set', async () => {
    testEnv = await startTestEnvironment();
    testEnv.listServer(codefresh);
    const words = `it's "done": # 100 %\nsecond line \\ \u00e9`;
    const step = (given: Record<string, string>) => ({
      type: STEP_TYPE,
      arguments: given,
    });
    const pipeline = {
      version: '1.0',
      steps: {
        open: step({
          OPERATION: 'open',
          DATA: JSON.stringify({ description: words }),
          WORK_NOTES: words,
          CALLBACK_ALIAS: '${{ALIAS}}',
        }),
        wait: { type: 'pending-approval' },
        close: step({
          OPERATION: 'close',
          CLOSE_NOTES: words,
          CLOSE_CODE: '${{CODE}}',
          OUTCOME: 'success',
        }),
      },
    };
    const build = run(testEnv, JSON.stringify(pipeline));
    await build.paused;
    expect(testEnv.change().description).toBe(words);
    approveAndImplement(testEnv, testEnv.number);
    expect(`${await build.finished}\n${build.log}`).toMatch(/^success\n/);
    expect(testEnv.change()).toMatchObject({ close_notes: words, close_code: 'successful' });
  });
});
