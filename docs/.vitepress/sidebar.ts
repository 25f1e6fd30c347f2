import type { DefaultTheme } from 'vitepress';

/** The pages, by who reads them and for what. Each page stands here once. */
export const SIDEBAR: DefaultTheme.SidebarItem[] = [
  { text: 'Start here', link: '/' },
  group('Deploy from a CI', {
    'GitHub Actions': 'github',
    GitLab: 'gitlab',
    Codefresh: 'codefresh',
    "From Codefresh's original step": 'codefresh-migration',
    'Library, Jenkins, other CIs': 'library',
    'Tests, scans and commits': 'evidence',
    Inputs: 'reference',
  }),
  group('Set up ServiceNow', {
    'The ServiceNow app': 'servicenow-app',
    'The app: reference': 'servicenow-reference',
    'Check your instance': 'check',
    'Approval by rule': 'approval-by-rule',
  }),
  group('Approve changes', {
    'For approvers': 'for-approvers',
    'When the gate opens': 'decision',
  }),
  group('Secure it', {
    'Who can do what': 'security',
    'Sign in without a password': 'id-tokens',
  }),
  group('Try it', {
    'The sandbox': 'sandbox',
    'What the sandbox does': 'sandbox-behaviours',
    'On live systems': 'live',
  }),
  group('Work on it', {
    'Releases and versions': 'releases',
    Architecture: 'architecture',
  }),
];

function group(text: string, pages: Readonly<Record<string, string>>): DefaultTheme.SidebarItem {
  return { text, items: Object.entries(pages).map(([title, page]) => ({ text: title, link: `/${page}` })) };
}
