import { gitlab } from './gate/gitlab.ts';
import { describeGate } from './gate/scenarios.ts';
import { describeOnGitLab } from './gitlab/gitlab-scenario.ts';

describeOnGitLab('GitLab', () => describeGate(gitlab));
