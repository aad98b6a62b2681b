import {
  noCapabilities,
  type SessionCapabilities,
  type SessionCapability,
} from '../SessionCapabilities.ts';
import { isPausable, isSeekable, sourceNodeOf } from './presentationTimes.ts';
import type { SessionState } from './SessionState.ts';

/** MFSESSIONCAP_*: derived from the current presentation; nothing is possible without one (MS-40). */
export function capabilitiesOf(state: SessionState): SessionCapabilities {
  const { current } = state;
  if (current === null || current.load === 'lost') return noCapabilities;
  return {
    start: true,
    seek: isSeekable(current),
    pause: isPausable(current),
    rateForward: sourceNodeOf(current).source?.characteristics.live === false,
    rateReverse: false,
  };
}

/** The capabilities whose value differs. */
export function capabilityDelta(
  before: SessionCapabilities,
  after: SessionCapabilities,
): readonly SessionCapability[] {
  const names: readonly SessionCapability[] = [
    'start',
    'seek',
    'pause',
    'rateForward',
    'rateReverse',
  ];
  return names.filter((name) => before[name] !== after[name]);
}
