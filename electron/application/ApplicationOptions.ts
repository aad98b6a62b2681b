import type { LaunchProcess } from '../base/LaunchedProcess.ts';
import type { MonotonicClock } from '../base/MonotonicClock.ts';
import type { Dialogs } from '../player/opening/Dialogs.ts';
import type { LogFile } from '../state/LogFile.ts';
import type { Profile } from '../state/Profile.ts';

/** What a host gives the application. */
export interface ApplicationOptions {
  readonly host: 'desktop' | 'headless';
  /** Released when the application has ended. */
  readonly profile: Profile;
  /** The entry's, which outlives the application. */
  readonly log: LogFile;
  readonly version: string;
  /** Absolute folders that pages may browse. */
  readonly roots: readonly string[];
  /** Of the built page. */
  readonly rendererFolder: string;
  /** Check what main tells pages against the contract, too: in development and tests. */
  readonly validateContract: boolean;
  readonly dialogs: Dialogs | null;
  /** Shows a folder in the system's file manager. */
  readonly showFolder: ((folder: string) => Promise<void>) | null;
  /** Keeps the machine awake until it is disposed. */
  readonly inhibitSleep?: () => Disposable;
  /** For what may crash or block. */
  readonly launchProcess?: LaunchProcess;
  readonly clock?: MonotonicClock;
}

/** The same, with nothing left open. */
export type ApplicationSetting = Required<ApplicationOptions>;
