/** The decision as ServiceNow gets it: the script include of the built update set, against the shared cases. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { DEFAULT_POLICY } from '@change-gate/core/decision';
import { BASE_CHANGE, DECISION_CASES, NOW } from '@change-gate/core/decision-cases';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { UPDATE_SET } from '../environment/environment.ts';
import { field, recordsOf } from './records.ts';

describe('GateDecision in the update set', () => {
  const row = recordsOf(readFileSync(UPDATE_SET, 'utf8')).find(
    (text) => field(text, 'target_name') === 'GateDecision',
  );
  const parser = new XMLParser({
    ignoreAttributes: true,
    trimValues: false,
    parseTagValue: false,
    processEntities: true,
  });
  const payload: string = parser.parse(row ?? '').sys_update_xml.payload;
  const script: string = parser.parse(payload).record_update.sys_script_include.script;
  const engine = createContext({});
  runInContext(script, engine);

  it.each(DECISION_CASES)('$name', ({ change, policy, decision, reason }) => {
    const given = {
      change: change && { ...BASE_CHANGE, ...change },
      policy: { ...DEFAULT_POLICY, ...policy },
      now: NOW,
    };
    Object.assign(engine, { given: JSON.stringify(given) });
    const verdict = runInContext(
      'var g = JSON.parse(given); JSON.stringify(GateDecision.decide(g.change, g.policy, g.now))',
      engine,
    );
    expect(JSON.parse(verdict)).toEqual({ decision, reason });
  });
});
