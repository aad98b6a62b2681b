import type { DeviceId } from '../../contract/ids.ts';
import type { DeviceCandidate, DeviceProvider } from '../DeviceProvider.ts';

/** A device, and the provider that has it. */
export interface ChosenCandidate {
  readonly provider: DeviceProvider;
  readonly candidate: DeviceCandidate;
}

export interface CandidateChoice {
  /** What each provider found, in order of preference. */
  readonly found: readonly {
    readonly provider: DeviceProvider;
    readonly candidates: readonly DeviceCandidate[];
  }[];
  /** What the fallback found; empty while it was not asked. */
  readonly fallback: {
    readonly provider: DeviceProvider;
    readonly candidates: readonly DeviceCandidate[];
  } | null;
  /** The device that a fallback is wanted for, as `fallbackNeededFor` says. */
  readonly failedId: DeviceId | null;
}

/** Which devices there are: each once, with the first provider that has it. */
export function chooseCandidates({
  found,
  fallback,
  failedId,
}: CandidateChoice): ReadonlyMap<DeviceId, ChosenCandidate> {
  const chosen = new Map<DeviceId, ChosenCandidate>();
  const [substitute] = failedId === null ? [] : (fallback?.candidates ?? []);
  for (const { provider, candidates } of found) {
    for (const candidate of candidates) {
      const { deviceId } = candidate.identity;
      const isReplaced = deviceId === failedId && substitute !== undefined;
      if (!isReplaced && !chosen.has(deviceId)) chosen.set(deviceId, { provider, candidate });
    }
  }
  if (fallback !== null && substitute !== undefined) {
    const { deviceId } = substitute.identity;
    chosen.set(deviceId, { provider: fallback.provider, candidate: substitute });
  }
  return chosen;
}

/**
 * The one device that our own stack could not open and a fallback may try. libmtp always takes the first
 * player it finds: with two of them it could be the wrong one.
 */
export function fallbackNeededFor(
  mtpCandidates: readonly DeviceCandidate[],
  failedIds: ReadonlySet<DeviceId>,
): DeviceId | null {
  const [only, ...others] = mtpCandidates;
  if (only === undefined || others.length > 0) return null;
  const { deviceId } = only.identity;
  return failedIds.has(deviceId) ? deviceId : null;
}
