/** The variables that name the instance, and who signs in there. */
import { type Variable, wrongUrl } from './settings.ts';

export const INSTANCE_VARIABLES: readonly Variable[] = [
  { name: 'INSTANCE_URL', what: 'the instance, such as https://dev12345.service-now.com', wrong: wrongUrl },
  { name: 'USERNAME', what: "the pipelines' integration user, which has the role x_change_gate.pipeline" },
  { name: 'PASSWORD', what: 'the password of that user', secret: true },
  {
    name: 'APPROVER_USERNAME',
    what: 'a person whom the instance asks to approve: a member of the assignment group and of the CAB who may write changes',
  },
  { name: 'APPROVER_PASSWORD', what: 'the password of that person', secret: true },
  { name: 'ADMIN_USERNAME', what: 'an admin of Change Gate, for its self-test', otherwise: '' },
  { name: 'ADMIN_PASSWORD', what: 'the password of that admin', secret: true, otherwise: '' },
  { name: 'ASSIGNMENT_GROUP', what: 'the name of the group that the changes are assigned to' },
  {
    name: 'DATA',
    what: 'what else a new change needs on this instance: a JSON object of its fields',
    otherwise: '{}',
    wrong: (value) => (isJsonObject(value) ? undefined : 'is no JSON object'),
  },
];

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
