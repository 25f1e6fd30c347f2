import * as GatePlatform from '../includes/GatePlatform.ts';

assertEqual({
  name: 'What is missing here',
  shouldbe: 'nothing',
  value: GatePlatform.missing() || 'nothing',
});
