import { ApplicationMenu, Record } from '@servicenow/sdk/core';
import { adminRole } from './roles.now.ts';

const menu = ApplicationMenu({
  $id: Now.ID['application-menu'],
  title: 'Change Gate',
  hint: 'Builds that wait for a change request',
  roles: [adminRole],
  active: true,
});

Record({
  $id: Now.ID['module-registrations'],
  table: 'sys_app_module',
  data: {
    title: 'Gate registrations',
    application: menu,
    link_type: 'LIST',
    name: 'x_change_gate_registration',
    order: 100,
    active: true,
  },
});

Record({
  $id: Now.ID['module-deliveries'],
  table: 'sys_app_module',
  data: {
    title: 'Gate deliveries',
    application: menu,
    link_type: 'LIST',
    name: 'x_change_gate_delivery',
    order: 200,
    active: true,
  },
});

Record({
  $id: Now.ID['module-ci-servers'],
  table: 'sys_app_module',
  data: {
    title: 'CI servers',
    application: menu,
    link_type: 'LIST',
    name: 'x_change_gate_ci_server',
    order: 300,
    active: true,
  },
});

Record({
  $id: Now.ID['module-evidence'],
  table: 'sys_app_module',
  data: {
    title: 'Change evidence',
    application: menu,
    link_type: 'LIST',
    name: 'x_change_gate_evidence',
    order: 250,
    active: true,
  },
});

Record({
  $id: Now.ID['module-credentials'],
  table: 'sys_app_module',
  data: {
    title: 'CI credentials',
    application: menu,
    link_type: 'LIST',
    name: 'x_change_gate_credential',
    order: 400,
    active: true,
  },
});

Record({
  $id: Now.ID['module-people'],
  table: 'sys_app_module',
  data: {
    title: 'People of pipelines',
    application: menu,
    link_type: 'LIST',
    name: 'x_change_gate_person',
    order: 500,
    active: true,
  },
});

Record({
  $id: Now.ID['module-self-test'],
  table: 'sys_app_module',
  data: {
    title: 'Self-test',
    application: menu,
    link_type: 'LIST',
    name: 'x_change_gate_self_test',
    order: 600,
    active: true,
  },
});
