import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { StepType, StepTypes } from './step-type.ts';

const load = (name: string) => StepType.load(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));

function manifest(version: string, spec = `arguments: '{}', steps: {main: {image: alpine}}`): string {
  return `{kind: step-type, version: '1.0', metadata: {name: a/b, version: ${version}}, spec: {${spec}}}`;
}

describe('a step type', () => {
  it('fills in the defaults of its schema before it renders', async () => {
    const type = await load('gate-step.yaml');
    const prepared = type.prepareArguments({ NUMBER: 'CHG1' });
    expect(prepared).toEqual({ NUMBER: 'CHG1', NOTE: 'none given', POLICY: 'ignore' });
    expect(type.subSteps(prepared)[0]?.environment).toEqual([
      'NOTE=none given',
      'NUMBER=CHG1',
      'POLICY=ignore',
    ]);
  });

  it('renders sub-steps in the order of the template, whatever an argument holds', async () => {
    const type = await load('gate-step.yaml');
    const NOTE = 'it\'s "x"\n: # [[ .Arguments ]] \u2028';
    const steps = type.subSteps(type.prepareArguments({ NUMBER: 'CHG1', NOTE }));
    expect(steps.map(({ name }) => name)).toEqual(['open', 'annotate']);
    expect(steps[0]?.environment).toContain(`NOTE=${NOTE}`);
    expect(type.subSteps(type.prepareArguments({ NUMBER: 'CHG1', SKIP: true }))).toHaveLength(1);
  });

  it('names every argument that is wrong, and repeats no value', async () => {
    const type = await load('gate-step.yaml');
    const wrong = () => type.prepareArguments({ NUMBER: 'secret', POLICY: 'never', EXTRA: 'x' });
    expect(wrong).toThrow(/must NOT have additional properties: EXTRA/);
    expect(wrong).toThrow(/NUMBER must match pattern/);
    expect(wrong).toThrow(/POLICY must be equal to one of the allowed values: ignore, wait/);
    expect(wrong).not.toThrow(/secret|never/);
    expect(() => type.prepareArguments({})).toThrow(/must have required property 'NUMBER'/);
  });

  it("checks by its own schema, though another step type's has the same $id", () => {
    const typed = (type: string) =>
      new StepType(
        manifest(
          '1.0.0',
          `arguments: '{"$id": "args", "properties": {"A": {"type": "${type}"}}}', steps: {m: {image: a}}`,
        ),
        'step.yaml',
      );
    const [text, flag] = [typed('string'), typed('boolean')];
    expect(text.prepareArguments({ A: 'x' })).toEqual({ A: 'x' });
    expect(() => flag.prepareArguments({ A: 'x' })).toThrow('A must be boolean');
  });

  it('is found by name and version; without one, the highest', () => {
    const types = new StepTypes(
      ['1.9.0', '1.10.0', '0.1.0'].map((version) => new StepType(manifest(version), 'x')),
    );
    expect(types.find('a/b', 'steps.s').version).toBe('1.10.0');
    expect(types.find('a/b:0.1.0', 'steps.s').version).toBe('0.1.0');
    expect(() => types.find('a/b:2.0.0', 'steps.s')).toThrow(
      'has no step type a/b:2.0.0, only a/b 1.10.0, 1.9.0, 0.1.0 (in steps.s): add it to its configuration under `codefresh.stepTypes`, like `- path/to/its/step.yaml`, or write `type: a/b:1.10.0`',
    );
  });

  it.each([
    ['sub-steps that are not freestyle', `steps: {w: {type: pending-approval}}`, '`type: pending-approval`'],
    ['fail_fast in a sub-step', `steps: {w: {image: a, fail_fast: false}}`, '`fail_fast`'],
    ['hooks in a sub-step', `steps: {w: {image: a, hooks: {}}}`, '`hooks`'],
  ])('refuses %s by name', (_what, steps, named) => {
    const type = new StepType(manifest('1.0.0', `arguments: '{}', ${steps}`), 'step.yaml');
    expect(() => type.subSteps({})).toThrow(`does not implement ${named}`);
  });

  it('refuses a template that renders no step', () => {
    const spec = `arguments: '{}', stepsTemplate: '{{ if eq .Arguments.ACTION "x" }}a: {image: b}{{ end }}'`;
    expect(() => new StepType(manifest('1.0.0', spec), 'step.yaml').subSteps({})).toThrow('gives no steps');
  });

  it.each([
    [`arguments: '{', steps: {}`, 'spec.arguments is not JSON'],
    [`arguments: '{}'`, 'either `steps` or `stepsTemplate`'],
    [`arguments: '{}', steps: {}, icon: x`, 'does not implement `icon`'],
  ])('says what is wrong with a manifest: %s', (spec, message) => {
    expect(() => new StepType(manifest('1.0.0', spec), 'step.yaml')).toThrow(message);
  });
});
