/** What a scoped script finds in ServiceNow without asking, typed by `@servicenow/glide`. */
import type * as glide from '@servicenow/glide';
import type { RESTMessageV2 } from '@servicenow/glide/sn_ws';
import type { ServiceError } from '@servicenow/glide/sn_ws_err';
import type { RESTAPIRequest, RESTAPIResponse } from '@servicenow/glide/sn_ws_int';

declare global {
  const GlideDateTime: typeof glide.GlideDateTime;
  type GlideDateTime = glide.GlideDateTime;
  const GlideRecord: typeof glide.GlideRecord;
  type GlideRecord = glide.GlideRecord;
  const GlideRecordSecure: typeof glide.GlideRecordSecure;
  const gs: typeof glide.gs;

  namespace sn_ws {
    const RESTMessageV2: new () => RESTMessageV2;
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
  const event: { readonly parm1: string; readonly parm2: string };
}
