/**
 * What the app's scripts execute of the platform's APIs, by the names that instances have given such rows: those of
 * their Java classes, RESTMessageV2 being ScriptableRESTMessageClient (rows that the SDK fetched from instances into
 * vincepg13/sn-script-console, manrick/SN-Scrum-Poker, dchoward9/POR and drew-mason/msm_pln_pkr; those of event management
 * and ScriptableConnectionInfoProvider are a35dadb9476e8f5016bda144846d43c8 and 7bc469a01b268f145fdb2f05604bcb53).
 *
 * A method that no such row names is left to the instance: docs/servicenow-app.md.
 */
import { CrossScopePrivilege } from '@servicenow/sdk/core';

CrossScopePrivilege({
  $id: Now.ID['privilege-api-glide-api-event-management'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'Glide API: event management',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-glide-api-properties'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'Glide API: properties',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-glide-api-user-roles-and-groups'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'Glide API: user roles and groups',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-glide-record-delete-record'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'GlideRecord.deleteRecord',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-glide-record-insert'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'GlideRecord.insert',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-glide-record-set-value'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'GlideRecord.setValue',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-glide-record-update'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'GlideRecord.update',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-glide-record-secure-get-value'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'GlideRecordSecure.getValue',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-restapirequest'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'RESTAPIRequest',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-restapirequest-body'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'RESTAPIRequestBody',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scoped-glide-element'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScopedGlideElement',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-connection-info-provider-get-connection-info'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableConnectionInfoProvider.getConnectionInfo',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restmessage-client-execute'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTMessageClient.execute',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restmessage-client-set-endpoint'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTMessageClient.setEndpoint',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restmessage-client-set-http-method'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTMessageClient.setHttpMethod',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restmessage-client-set-http-timeout'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTMessageClient.setHttpTimeout',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restmessage-client-set-request-body'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTMessageClient.setRequestBody',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restmessage-client-set-request-header'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTMessageClient.setRequestHeader',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restresponse-get-body'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTResponse.getBody',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restresponse-get-error-message'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTResponse.getErrorMessage',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-restresponse-get-status-code'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableRESTResponse.getStatusCode',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-service-result-builder-set-body'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableServiceResultBuilder.setBody',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-service-result-builder-set-error'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableServiceResultBuilder.setError',
  targetScope: 'global',
  targetType: 'scriptable',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-api-scriptable-service-result-builder-set-status'],
  operation: 'execute',
  status: 'allowed',
  targetName: 'ScriptableServiceResultBuilder.setStatus',
  targetScope: 'global',
  targetType: 'scriptable',
});
