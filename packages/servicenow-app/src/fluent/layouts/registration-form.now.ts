import { default_view, Form } from '@servicenow/sdk/core';

/** What happened first, then what was asked for; every attempt and report below. */
Form({
  table: 'x_change_gate_registration',
  view: default_view,
  sections: [
    {
      caption: 'Gate registration',
      content: [
        {
          layout: 'two-column',
          leftElements: [
            { field: 'change', type: 'table_field' },
            { field: 'build_url', type: 'table_field' },
            { field: 'server', type: 'table_field' },
            { field: 'key', type: 'table_field' },
          ],
          rightElements: [
            { field: 'status', type: 'table_field' },
            { field: 'decision', type: 'table_field' },
            { field: 'looked_at', type: 'table_field' },
            { field: 'decided_at', type: 'table_field' },
            { field: 'retried_at', type: 'table_field' },
            { field: 'retried_by', type: 'table_field' },
            { field: 'ended_at', type: 'table_field' },
            { field: 'withdrawn_by', type: 'table_field' },
          ],
        },
        { layout: 'one-column', elements: [{ field: 'reason', type: 'table_field' }] },
      ],
    },
    {
      caption: 'Delivery',
      content: [
        {
          layout: 'two-column',
          leftElements: [
            { field: 'attempts', type: 'table_field' },
            { field: 'next_attempt', type: 'table_field' },
          ],
          rightElements: [
            { field: 'last_outcome', type: 'table_field' },
            { field: 'credential', type: 'table_field' },
            { field: 'token', type: 'table_field' },
          ],
        },
        {
          layout: 'one-column',
          elements: [
            { field: 'last_answer', type: 'table_field' },
            { type: 'list', listType: '12M', listRef: 'x_change_gate_delivery.registration' },
            { type: 'list', listType: '12M', listRef: 'x_change_gate_report.registration' },
          ],
        },
      ],
    },
    {
      caption: 'Policy',
      content: [
        {
          layout: 'two-column',
          leftElements: [
            // generated: policy fields, left
            { field: 'proceed_states', type: 'table_field' },
            { field: 'approval', type: 'table_field' },
            { field: 'conflict', type: 'table_field' },
            // /generated
            { field: 'decided_by', type: 'table_field' },
          ],
          rightElements: [
            // generated: policy fields, right
            { field: 'window', type: 'table_field' },
            { field: 'deadline', type: 'table_field' },
            { field: 'on_deadline', type: 'table_field' },
            // /generated
            { field: 'target', type: 'table_field' },
            { field: 'instance', type: 'table_field' },
            { field: 'flow_context', type: 'table_field' },
          ],
        },
      ],
    },
  ],
});
