import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { acmeApp, record } from './fixtures/acme-app.ts';
import { AcmeInstance } from './fixtures/acme-instance.ts';
import { sysId, updateSetXml } from './fixtures/update-set-xml.ts';

const MINUTE = 60_000;

describe('Cluster', () => {
  let acme: AcmeInstance | undefined;
  afterEach(() => acme?.close());

  const start = (...args: ConstructorParameters<typeof AcmeInstance>): AcmeInstance => {
    acme = new AcmeInstance(...args);
    return acme;
  };
  const insert = ({ database }: AcmeInstance, claim: string): string =>
    database.insert('x_acme_parcel', { claim }, 'admin').sys_id ?? '';

  it('runs async rules after each write, also of a deleted row', async () => {
    const instance = start();
    const id = insert(instance, 'a');
    await instance.cluster.idle();
    instance.database.update('x_acme_parcel', id, { weight: '2' }, 'admin');
    instance.database.delete('x_acme_parcel', id, 'admin');
    await instance.cluster.idle();
    expect(instance.log).toEqual(['info: rule insert a', 'info: rule update a', 'info: rule delete ']);
  });

  it('runs no rule for the rows that an import brings, nor after setWorkflow(false)', async () => {
    const instance = start();
    await instance.evaluate(
      'var gr = new GlideRecord("x_acme_parcel"); gr.claim = "q"; gr.setWorkflow(false); gr.insert();',
    );
    await instance.cluster.idle();
    expect(instance.log).toEqual([]);
  });

  it('runs a rule only where its filter and its condition hold', async () => {
    const instance = start();
    const rule = acmeApp().filter(({ table }) => table === 'sys_script');
    const changed = rule.map((one) => ({
      ...one,
      fields: { ...one.fields, filter_condition: 'weight>5^EQ', condition: 'current.status == "sent"' },
    }));
    instance.cluster.install(updateSetXml(changed));
    insert(instance, 'light');
    instance.database.insert('x_acme_parcel', { claim: 'heavy', weight: '6' }, 'admin');
    instance.database.insert(
      'x_acme_parcel',
      { claim: 'heavy and sent', weight: '6', status: 'sent' },
      'admin',
    );
    await instance.cluster.idle();
    expect(instance.log).toEqual(['info: rule insert heavy and sent']);
  });

  it.each([
    ['statusVALCHANGES^EQ', '', ['update b']],
    ['statusCHANGESTOsent^weight=1^EQ', '', ['update b']],
    ['statusCHANGESFROMsent^ORweightCHANGESTO2', '', ['update a']],
    ['weight<5', 'current.status.changesFrom("waiting") && previous.claim == "b"', ['update b']],
    ['', 'current.operation() == "update" && !current.status.changes()', ['update a']],
  ])(
    'judges the filter %s and the condition "%s" by what a write changed',
    async (filter, condition, ran) => {
      const instance = start({
        rule: 'gs.info(current.operation() + " " + current.claim + (previous || ""));',
      });
      const [a, b] = ['a', 'b'].map((claim) => insert(instance, claim));
      await instance.cluster.idle();
      const skipped = instance.log.length;
      const rule = acmeApp({ rule: 'gs.info(current.operation() + " " + current.claim + (previous || ""));' })
        .filter(({ table }) => table === 'sys_script')
        .map((one) => ({ ...one, fields: { ...one.fields, filter_condition: filter, condition } }));
      instance.cluster.install(updateSetXml(rule));
      instance.database.update('x_acme_parcel', a ?? '', { weight: '2' }, 'admin');
      instance.database.update('x_acme_parcel', b ?? '', { status: 'sent' }, 'admin');
      await instance.cluster.idle();
      expect(instance.log.slice(skipped)).toEqual(ran.map((line) => `info: ${line}`));
    },
  );

  it('gives the script of an async rule no word of what changed', async () => {
    const instance = start({ rule: 'current.status.changes();' });
    insert(instance, 'a');
    await instance.cluster.idle();
    expect(instance.log.join()).toContain('GlideElement.changes outside the condition of a rule');
  });

  it('runs script actions of an event with its parameters and its record', async () => {
    const instance = start({ rule: 'gs.eventQueue("x_acme.sent", current, "one", "two");' });
    insert(instance, 'a');
    await instance.cluster.idle();
    expect(instance.log).toEqual(['info: sent one two a']);
    expect(instance.database.query('sysevent')).toMatchObject([{ name: 'x_acme.sent', state: 'processed' }]);
  });

  it('leaves nothing of itself to the instance that starts when it has ended', async () => {
    const first = start({ include: 'var Parcels = { of: "the first" };' });
    insert(first, 'a');
    expect(await first.evaluate('gs.setProperty("x_acme.limit", "6"); return Parcels.of;')).toBe('the first');
    await first.close();
    const second = start({ include: 'var Parcels = { of: "the second" };' });
    const script = `var found = new GlideRecord("x_acme_parcel");
return [Parcels.of, gs.getProperty("x_acme.limit"), found.get("claim", "a")];`;
    expect(await second.evaluate(script)).toEqual(['the second', '5', false]);
  });

  it('logs and forgets an event that is not registered, or whose name is cut', async () => {
    const instance = start();
    const long = `x_acme.${'long'.repeat(10)}`;
    await instance.evaluate(
      `gs.eventQueue("x_acme.nope", null, "", ""); gs.eventQueue("${long}", null, "", "");`,
    );
    await instance.cluster.idle();
    expect(instance.log).toEqual([
      'warn: The event x_acme.nope is not registered; nothing was queued',
      `warn: The event ${long.slice(0, 40)} is not registered; nothing was queued`,
    ]);
    expect(instance.database.count('sysevent')).toBe(0);
  });

  it('keeps an event for its time', async () => {
    const instance = start();
    await instance.evaluate(`var at = new GlideDateTime(); at.addSeconds(90);
var gr = new GlideRecord('x_acme_parcel'); gr.get('${sysId(50)}');
gs.eventQueueScheduled('x_acme.sent', gr, 'later', '', at);`);
    await instance.cluster.idle();
    expect(instance.database.query('sysevent')).toMatchObject([{ state: 'ready' }]);
    instance.clock.advance(91_000);
    await instance.cluster.idle();
    expect(instance.log).toContain('info: sent later  shipped with the app');
  });

  it.each([
    ['by its registration', '', { queue: 'x_acme_parcels' }],
    ['by the fifth argument', ', "x_acme_parcels"', {}],
  ])('leaves an event of a queue of its own, named %s, to the job of the queue', async (_, queue, fields) => {
    const rule = `gs.eventQueue("x_acme.sent", current, "one", "two"${queue});`;
    const job = 'new GlideEventManager("x_acme_parcels").process();';
    const instance = start({ rule, job });
    const records = acmeApp({ rule, job }).map((one) =>
      one.table === 'sysevent_register' ? { ...one, fields: { ...one.fields, ...fields } } : one,
    );
    instance.cluster.install(updateSetXml(records));
    insert(instance, 'a');
    await instance.cluster.idle();
    expect(instance.log).toEqual([]);
    expect(instance.database.query('sysevent', '').map(({ state }) => state)).toEqual(['ready']);
    instance.clock.advance(MINUTE);
    await instance.cluster.idle();
    expect(instance.log).toEqual(['info: sent one two a']);
    expect(instance.database.query('sysevent', '').map(({ state }) => state)).toEqual(['processed']);
  });

  /** A server that answers nobody until it is told to. */
  async function hangingServer() {
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const server = createServer((_, response) => {
      reach();
      void promise.then(() => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const call = `var message = new sn_ws.RESTMessageV2(); message.setEndpoint("${url}"); message.execute();`;
    return { call, reached, answer, close: () => server.close() };
  }

  it('runs the events of a queue of its own one after the other, and others beside it', async () => {
    const { call, answer, close } = await hangingServer();
    const rule =
      'gs.eventQueue("x_acme.sent", current, String(current.claim), "", String(current.fragile) === "true" ? "" : "slow");';
    const action = `if (event.parm1 == "first") { ${call} } gs.info("done " + event.parm1);`;
    const job = 'new GlideEventManager("slow").process(); gs.info("job");';
    const instance = start({ rule, action, job }, { nodes: 2 });
    for (const claim of ['first', 'second']) {
      insert(instance, claim);
      await instance.cluster.idle();
    }
    instance.clock.advance(MINUTE);
    await expect.poll(() => instance.log).toEqual(['info: job']);
    instance.database.insert('x_acme_parcel', { claim: 'other', fragile: 'true' }, 'admin');
    await expect.poll(() => instance.log).toEqual(['info: job', 'info: done other']);
    answer();
    await instance.cluster.idle();
    close();
    const done = ['other', 'first', 'second'].map((claim) => `info: done ${claim}`);
    expect(instance.log).toEqual(['info: job', ...done]);
  });

  /** The app with a queue of its own that the instance processes. */
  function withOwnQueue(scripts: Parameters<typeof acmeApp>[0], fields: Record<string, string> = {}): string {
    const records = acmeApp(scripts).map((one) =>
      one.table === 'sysevent_register' ? { ...one, fields: { ...one.fields, queue: 'x_acme.calls' } } : one,
    );
    const processed = { automatic_processing: 'true', job_config: 'jobs_per_node', job_config_value: '2' };
    const queue = { queue: 'x_acme.calls', processing_order: 'parallel', ...processed, ...fields };
    return updateSetXml([...records, record('sysevent_queue', sysId(60), queue)]);
  }

  it('runs the events of a queue that it processes by as many jobs, beside its own workers', async () => {
    const { call, reached, answer, close } = await hangingServer();
    const scripts = {
      rule: 'gs.info("rule " + current.claim); gs.eventQueue("x_acme.sent", current, "", "");',
      action: `gs.info("begun"); ${call} gs.info("called");`,
    };
    const instance = start(scripts);
    instance.cluster.install(withOwnQueue(scripts));
    for (const claim of ['a', 'b', 'c']) insert(instance, claim);
    await reached;
    await expect.poll(() => instance.log.filter((line) => line.startsWith('info: rule'))).toHaveLength(3);
    await expect.poll(() => instance.log.filter((line) => line === 'info: begun')).toHaveLength(2);
    insert(instance, 'd');
    await expect.poll(() => instance.log).toContain('info: rule d');
    expect(instance.log.filter((line) => line === 'info: begun')).toHaveLength(2);
    answer();
    await instance.cluster.idle();
    close();
    expect(instance.log.filter((line) => line === 'info: called')).toHaveLength(4);
  });

  it.each([{ job_config: 'job_count' }, { processing_order: 'sequential' }, { job_config_value: '' }])(
    'imports no queue of another kind: %j',
    (fields) => {
      expect(() => start().cluster.install(withOwnQueue({}, fields))).toThrow(
        'event queue "x_acme.calls": the sandbox implements a number of jobs_per_node, parallel, alone',
      );
    },
  );

  describe('while a script waits for a CI that hangs', () => {
    const RULE = 'if (current.claim == "other") gs.info("rule other");';

    it.each([
      [
        'rule',
        (call: string) => ({ rule: `if (current.claim == "slow") { ${call} gs.info("called"); } ${RULE}` }),
      ],
      [
        'event',
        (call: string) => ({
          rule: `if (current.claim == "slow") gs.eventQueue("x_acme.sent", current, "", ""); ${RULE}`,
          action: `${call} gs.info("called");`,
        }),
      ],
    ])('the %s holds a worker of its node, and no request', async (_, scripts) => {
      const { call, reached, answer, close } = await hangingServer();
      const instance = start(scripts(call));
      insert(instance, 'slow');
      await reached;
      insert(instance, 'other');
      // What a request logs is there before its answer is.
      await instance.request();
      expect(instance.log).toEqual(['info: ran']);
      answer();
      await instance.cluster.idle();
      close();
      expect(instance.log).toEqual(['info: ran', 'info: called', 'info: rule other']);
    });

    it.each([
      ['one node with two workers', { workers: 2 }],
      ['two nodes', { nodes: 2 }],
    ])('%s go on with the other work', async (_, options) => {
      const { call, answer, close } = await hangingServer();
      const instance = start(
        { rule: `if (current.claim == "slow") { ${call} } gs.info("rule " + current.claim);` },
        options,
      );
      insert(instance, 'slow');
      insert(instance, 'other');
      await expect.poll(() => instance.log).toEqual(['info: rule other']);
      answer();
      await instance.cluster.idle();
      close();
      expect(instance.log).toEqual(['info: rule other', 'info: rule slow']);
    });
  });

  it('puts an event whose script throws into error, and does not try again', async () => {
    const instance = start({ action: 'gs.info("tried"); throw new Error("no van");' });
    await instance.evaluate('gs.eventQueue("x_acme.sent", null, "", "");');
    await instance.cluster.idle();
    instance.clock.advance(60 * MINUTE);
    await instance.cluster.idle();
    expect(instance.log.filter((line) => line === 'info: tried')).toHaveLength(1);
    expect(instance.log.find((line) => line.startsWith('error'))).toContain('event x_acme.sent: no van');
    expect(instance.database.query('sysevent')).toMatchObject([{ state: 'error' }]);
  });

  it('runs a scheduled job each minute of sandbox time', async () => {
    const instance = start();
    for (let minute = 1; minute <= 3; minute += 1) {
      instance.clock.advance(MINUTE);
      await instance.cluster.idle();
    }
    const runs = instance.log.filter((line) => line.startsWith('info: sweep at 2026-03-01 09:0'));
    expect(runs).toHaveLength(3);
  });

  it('does not pile up runs of a job that is still waiting', async () => {
    const instance = start();
    instance.clock.advance(60 * MINUTE);
    await instance.cluster.idle();
    expect(instance.log.filter((line) => line.includes('sweep'))).toHaveLength(1);
  });

  it('stops what an upgrade takes away', async () => {
    const instance = start();
    const job = acmeApp().filter(({ table }) => table === 'sysauto_script');
    instance.cluster.install(updateSetXml(job.map((one) => ({ ...one, action: 'DELETE' as const }))));
    instance.clock.advance(5 * MINUTE);
    await instance.cluster.idle();
    expect(instance.log).toEqual([]);
  });

  it('gives a unique claim to one of two nodes', async () => {
    const claim =
      'var gr = new GlideRecord("x_acme_parcel"); gr.claim = "lock"; gs.info(gr.insert() ? "won" : "lost");';
    const instance = start({ action: claim, rule: '' }, { nodes: 2 });
    await instance.evaluate('for (var i = 0; i < 10; i++) gs.eventQueue("x_acme.sent", null, "", "");');
    await instance.cluster.idle();
    expect(instance.cluster.nodes).toHaveLength(2);
    expect(instance.log.filter((line) => line === 'info: won')).toHaveLength(1);
    expect(instance.log.filter((line) => line === 'info: lost')).toHaveLength(9);
  });

  it('works on two jobs at once where it has two nodes', async () => {
    const open: (() => void)[] = [];
    const server = createServer((_, response) => {
      // Neither is answered before both are here.
      open.push(() => response.end('together'));
      if (open.length === 2) for (const answer of open) answer();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const action = `var m = new sn_ws.RESTMessageV2(); m.setEndpoint('${url}'); gs.info(m.execute().getBody());`;
    const instance = start({ action }, { nodes: 2 });
    await instance.evaluate(
      'gs.eventQueue("x_acme.sent", null, "", ""); gs.eventQueue("x_acme.sent", null, "", "");',
    );
    await instance.cluster.idle();
    server.close();
    server.closeAllConnections();
    expect(instance.log).toEqual(['info: together', 'info: together']);
  });

  describe('when a node dies', () => {
    const serve = async (onRequest: () => void) => {
      const server = createServer((_, response) => {
        onRequest();
        response.end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
    };

    it.each([
      ['beforeSend', 0],
      ['afterSend', 1],
    ] as const)('%s: loses what it ran and nothing else', async (hook, sent) => {
      let requests = 0;
      let killed = 0;
      const { server, url } = await serve(() => {
        requests += 1;
      });
      const action = `gs.info('sending');
var gr = new GlideRecord('x_acme_parcel'); gr.claim = 'before'; gr.setWorkflow(false); gr.insert();
var m = new sn_ws.RESTMessageV2(); m.setEndpoint('${url}'); m.execute();
gs.info('sent');`;
      const instance: AcmeInstance = start(
        { action },
        {
          http: {
            [hook]: async ({ node }: { node: string }) => {
              killed += 1;
              if (killed === 1) await instance.cluster.kill(node);
            },
          },
        },
      );
      const [first] = instance.cluster.nodes;
      await instance.evaluate('gs.eventQueue("x_acme.sent", null, "", "");');
      await instance.cluster.idle();
      expect(requests).toBe(sent);
      expect(instance.log).toEqual([
        'info: sending',
        `error: event x_acme.sent was lost: Node ${first} is gone: it was killed`,
      ]);
      expect(instance.database.query('sysevent')).toMatchObject([{ state: 'error' }]);
      expect(instance.database.find('x_acme_parcel', 'claim', 'before')).toBeDefined();
      // Another node has taken its place.
      expect(await instance.evaluate('return 1;')).toBe(1);
      expect(instance.cluster.nodes).not.toContain(first);
      server.close();
    });

    it('answers 502 to the request that it served', async () => {
      const { server, url } = await serve(() => {});
      const run = `var m = new sn_ws.RESTMessageV2(); m.setEndpoint('${url}'); m.execute();`;
      const instance: AcmeInstance = start(
        { run },
        { http: { beforeSend: ({ node }) => instance.cluster.kill(node) } },
      );
      expect((await instance.request()).status).toBe(502);
      server.close();
    });
  });
});
