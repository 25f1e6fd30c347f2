/** What a scoped script finds in ServiceNow without asking, typed by `@servicenow/glide`. */
import type * as glide from '@servicenow/glide';
import type { GlideJWTAPI } from '@servicenow/glide/sn_auth';
import type { FlowAPI as FlowApi } from '@servicenow/glide/sn_fd';
import type { RESTMessageV2 } from '@servicenow/glide/sn_ws';
import type { ServiceError } from '@servicenow/glide/sn_ws_err';
import type { RESTAPIRequest, RESTAPIResponse } from '@servicenow/glide/sn_ws_int';

declare global {
  const GlideDateTime: typeof glide.GlideDateTime;
  type GlideDateTime = glide.GlideDateTime;
  const GlideDigest: typeof glide.GlideDigest;
  const GlideRecord: typeof glide.GlideRecord;
  type GlideRecord = glide.GlideRecord;
  const GlideRecordSecure: typeof glide.GlideRecordSecure;
  const gs: typeof glide.gs;

  namespace sn_ws {
    const RESTMessageV2: new () => RESTMessageV2;
  }
  namespace sn_auth {
    const GlideJWTAPI: new () => GlideJWTAPI;
  }
  /** Connection & Credential aliases; `@servicenow/glide` has no types for what scoped apps use of them. */
  namespace sn_cc {
    const ConnectionInfoProvider: new () => { getConnectionInfo(aliasSysId: string): ConnectionInfo | null };
    interface ConnectionInfo {
      getCredentialAttribute(name: string): string | null;
    }
  }
  namespace sn_fd {
    const FlowAPI: typeof FlowApi;
  }
  namespace sn_ws_err {
    const ServiceError: new () => ServiceError;
  }

  type RestRequest = RESTAPIRequest;
  type RestResponse = RESTAPIResponse;

  /** Scripted REST resources, rules and script actions are handed these. */
  const request: RestRequest;
  const response: RestResponse;
  const current: GlideRecord;
  /** UI actions: where the browser goes next. */
  const action: { setRedirectURL(to: GlideRecord | string): void };
  /** Script steps of flow actions. */
  const inputs: Readonly<Record<string, unknown>>;
  /** Scripts of the Automated Test Framework. */
  function assertEqual(assertion: { name: string; shouldbe: unknown; value: unknown }): void;
  const event: { readonly parm1: string; readonly parm2: string };
}
