/** What can be asked of the session now (MFSESSIONCAP_*). */
export interface SessionCapabilities {
  readonly start: boolean;
  /** `start` with an absolute position. */
  readonly seek: boolean;
  readonly pause: boolean;
  /** Rates above 1. */
  readonly rateForward: boolean;
  readonly rateReverse: boolean;
}

export type SessionCapability = keyof SessionCapabilities;

export const noCapabilities: SessionCapabilities = {
  start: false,
  seek: false,
  pause: false,
  rateForward: false,
  rateReverse: false,
};
