import * as GateFinding from '../includes/GateFinding.ts';
import * as GateSelfTest from '../includes/GateSelfTest.ts';

GateSelfTest.findings('lock').forEach((finding) => {
  assertEqual({ name: finding.title, shouldbe: 'holds', value: GateFinding.words(finding) });
});
