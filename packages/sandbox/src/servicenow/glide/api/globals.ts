import type { ScriptSession } from '../runtime/script-session.ts';
import { ConnectionInfoProvider } from './connection-info.ts';
import { GlideDigest } from './digest.ts';
import { EventManager } from './event-manager.ts';
import { flowApi } from './flow-api.ts';
import { GlideDateTime } from './glide-date-time.ts';
import { glideSystem } from './gs.ts';
import { GlideJwtApi } from './jwt.ts';
import { toText } from './record/field-value.ts';
import { recordFields, ScriptRecord } from './record/glide-record.ts';
import { RestMessage } from './rest/rest-message.ts';
import { sn_ws_err } from './rest/ws-errors.ts';
import { notImplemented, strictClass, strictNamespace } from './strict.ts';

/** Globals of ServiceNow that scripts may name and that the sandbox does not have. */
const ABSENT = [
  ...['GlideAggregate', 'GlideDate', 'GlideDuration', 'GlideTime', 'GlideSchedule', 'GlideLocale'],
  ...['GlideQuery', 'GlideFilter', 'GlideEncrypter', 'GlideCertificateEncryption'],
  ...[
    'GlideSecureRandomUtil',
    'GlideStringUtil',
    'GlideSysAttachment',
    'GlideTextReader',
    'GlideUser',
    'GlideXMLUtil',
  ],
  ...['GlideScopedEvaluator', 'GlideTableHierarchy', 'GlideImportSetRun', 'GlideOAuthClient'],
  ...['XMLDocument2', 'XMLNode', 'RESTAPIRequest', 'sn_hub', 'sn_clotho', 'sn_ih'],
];

/** What a scope's scripts find beside JavaScript itself. */
export function glideGlobals(session: ScriptSession): Record<string, unknown> {
  const record = (secure: boolean): object =>
    class GlideRecord extends ScriptRecord {
      constructor(table: unknown) {
        super(recordFields(session, toText(table)), secure);
      }
    };
  const dateTime = class extends GlideDateTime {
    constructor(value?: unknown) {
      super(session, value);
    }
  };
  const restMessage = class extends RestMessage {
    constructor(...args: unknown[]) {
      super(session, ...args);
      if (session.instance.behaviours().release === 'xanadu') {
        Object.defineProperty(this, 'setAllowedRedirectURIs', { value: undefined });
      }
    }
  };
  const connectionInfo = class extends ConnectionInfoProvider {
    constructor() {
      super(session);
    }
  };
  const eventManager = class extends EventManager {
    constructor(queue: unknown) {
      super(session, queue);
    }
  };
  const jwt = class extends GlideJwtApi {
    constructor() {
      super(session);
    }
  };
  const globals: Record<string, unknown> = {
    gs: strictNamespace(glideSystem(session), 'gs', session),
    GlideRecord: record(false),
    GlideRecordSecure: record(true),
    GlideDigest: strictClass(GlideDigest, 'GlideDigest', session),
    GlideEventManager: strictClass(eventManager, 'GlideEventManager', session),
    GlideDateTime: strictClass(dateTime, 'GlideDateTime', session),
    sn_ws: strictNamespace(
      {
        RESTMessageV2: strictClass(restMessage, 'sn_ws.RESTMessageV2', session),
      },
      'sn_ws',
      session,
    ),
    sn_auth: strictNamespace(
      { GlideJWTAPI: strictClass(jwt, 'sn_auth.GlideJWTAPI', session) },
      'sn_auth',
      session,
    ),
    sn_cc: strictNamespace(
      {
        ConnectionInfoProvider: strictClass(connectionInfo, 'sn_cc.ConnectionInfoProvider', session),
      },
      'sn_cc',
      session,
    ),
    sn_fd: flowApi(session),
    sn_ws_err: strictNamespace(sn_ws_err, 'sn_ws_err', session),
  };
  for (const name of ABSENT) {
    const get = (): never => {
      throw notImplemented(session, name);
    };
    Object.defineProperty(globals, name, { get, enumerable: true });
  }
  return globals;
}
