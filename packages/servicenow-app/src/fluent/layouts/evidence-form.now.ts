import { default_view, Form } from '@servicenow/sdk/core';

/** What policies decide on first, then what it is made of; every report below. */
Form({
  table: 'x_change_gate_evidence',
  view: default_view,
  sections: [
    {
      caption: 'Change evidence',
      content: [
        {
          layout: 'two-column',
          leftElements: [
            { field: 'change', type: 'table_field' },
            { field: 'status', type: 'table_field' },
            { field: 'build_url', type: 'table_field' },
            { field: 'recorded', type: 'table_field' },
          ],
          rightElements: [
            { field: 'repository', type: 'table_field' },
            { field: 'commit_id', type: 'table_field' },
            { field: 'ref', type: 'table_field' },
            { field: 'separation_rule', type: 'table_field' },
          ],
        },
        {
          layout: 'one-column',
          elements: [{ field: 'artifacts', type: 'table_field' }],
        },
      ],
    },
    {
      caption: 'Tests and coverage',
      content: [
        {
          layout: 'two-column',
          leftElements: [
            { field: 'tests_status', type: 'table_field' },
            { field: 'tests_total', type: 'table_field' },
            { field: 'tests_passed', type: 'table_field' },
            { field: 'tests_failed', type: 'table_field' },
            { field: 'tests_errors', type: 'table_field' },
          ],
          rightElements: [
            { field: 'tests_skipped', type: 'table_field' },
            { field: 'tests_flaky', type: 'table_field' },
            { field: 'tests_passing_percent', type: 'table_field' },
            { field: 'coverage_status', type: 'table_field' },
            { field: 'code_coverage', type: 'table_field' },
          ],
        },
      ],
    },
    {
      caption: 'Findings and components',
      content: [
        {
          layout: 'two-column',
          leftElements: [
            { field: 'security_status', type: 'table_field' },
            { field: 'findings_critical', type: 'table_field' },
            { field: 'findings_high', type: 'table_field' },
            { field: 'findings_medium', type: 'table_field' },
            { field: 'findings_low', type: 'table_field' },
            { field: 'findings_info', type: 'table_field' },
          ],
          rightElements: [
            { field: 'findings_unknown', type: 'table_field' },
            { field: 'findings_unscored', type: 'table_field' },
            { field: 'findings_new', type: 'table_field' },
            { field: 'findings_false_positives', type: 'table_field' },
            { field: 'sbom_status', type: 'table_field' },
            { field: 'sbom_components', type: 'table_field' },
          ],
        },
      ],
    },
    {
      caption: 'What changed',
      content: [
        {
          layout: 'two-column',
          leftElements: [
            { field: 'changes_status', type: 'table_field' },
            { field: 'direction', type: 'table_field' },
            { field: 'total_num_of_commits', type: 'table_field' },
            { field: 'commits_without_work_item', type: 'table_field' },
            { field: 'commits_not_reviewed', type: 'table_field' },
          ],
          rightElements: [
            { field: 'authors', type: 'table_field' },
            { field: 'merge_requests', type: 'table_field' },
            { field: 'base_change', type: 'table_field' },
            { field: 'base_commit', type: 'table_field' },
          ],
        },
        {
          layout: 'one-column',
          elements: [
            { field: 'work_items', type: 'table_field' },
            { field: 'people', type: 'table_field' },
          ],
        },
      ],
    },
    {
      caption: 'Stream',
      content: [
        {
          layout: 'two-column',
          leftElements: [
            { field: 'stream', type: 'table_field' },
            { field: 'counter', type: 'table_field' },
            { field: 'sequence', type: 'table_field' },
          ],
          rightElements: [
            { field: 'key', type: 'table_field' },
            { field: 'ci', type: 'table_field' },
            { field: 'build_id', type: 'table_field' },
          ],
        },
        {
          layout: 'one-column',
          elements: [{ type: 'list', listType: '12M', listRef: 'x_change_gate_evidence_item.evidence' }],
        },
      ],
    },
  ],
});
