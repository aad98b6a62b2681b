/** How long the device may be silent, in ms, before something is done about it. */
export interface MtpTimeouts {
  /** Within a transaction. Players that write to a slow card say nothing for many seconds. */
  readonly idleMs: number;
  /** After the device was opened or reset: uMTP takes no command for up to 4 s. */
  readonly openMs: number;
  /** Within that: a command that comes too early is lost, and has to be said again. */
  readonly openAttemptMs: number;
  /** For a request of the class, and for the first transaction after a stop. */
  readonly settleMs: number;
  /** No more of an interrupted transaction is coming. */
  readonly quietMs: number;
  /** Between two looks at a busy device, and between two attempts at reopening it. */
  readonly pauseMs: number;
}

export const mtpTimeouts: MtpTimeouts = {
  idleMs: 20_000,
  openMs: 15_000,
  openAttemptMs: 3_000,
  settleMs: 5_000,
  quietMs: 150,
  pauseMs: 250,
};
