/** The self-test's release: whether this is one that the app was made for. Its name alone proves nothing, either way. */
import * as GateApp from './GateApp.ts';
import * as GateFinding from './GateFinding.ts';

/** Those whose documentation the app follows. */
function supported(): readonly string[] {
  return ['Yokohama', 'Zurich', 'Australia', 'Brazil'];
}

/** The part of the self-test. */
export function part(): GateFinding.Part {
  return { id: 'self-test.release', title: 'Release of ServiceNow', look };
}

function look(): GateFinding.Seen {
  const tag = GateApp.release();
  const names = supported();
  const made = `This version of Change Gate is made for ${names.join(', ')}`;
  const name = (/^glide-([a-z]+)/.exec(tag.toLowerCase()) ?? [])[1] ?? '';
  if (names.some((one) => one.toLowerCase() === name)) return GateFinding.holds(`This is ${tag}.`);
  return GateFinding.uncertain(
    tag === ''
      ? `This instance does not tell its release (glide.buildtag). ${made}.`
      : `This is ${tag}. ${made}.`,
    'On an older release, upgrade the instance. On a newer one, see whether the other rows hold, and whether a newer version of Change Gate names it.',
    'ServiceNow admin',
  );
}
