import { homedir } from 'node:os';
import { sep } from 'node:path';
import type { AppInfo } from '../contract/settings.ts';

interface AppFacts {
  readonly version: string;
  readonly host: AppInfo['host'];
  /** Absolute. */
  readonly dataFolder: string;
  readonly logFile: string;
  readonly features: AppInfo['features'];
}

/** What pages may know of the program: paths begin with `~` where they can. */
export function createAppInfo(
  facts: AppFacts,
  platform: NodeJS.Platform = process.platform,
  homeFolder: string = homedir(),
): AppInfo {
  const shorten = (path: string) =>
    path.startsWith(homeFolder + sep) ? `~${path.slice(homeFolder.length)}` : path;
  return {
    version: facts.version,
    host: facts.host,
    platform: platformNames[platform] ?? 'other',
    dataFolder: shorten(facts.dataFolder),
    logFile: shorten(facts.logFile),
    features: facts.features,
  };
}

const platformNames: Partial<Record<NodeJS.Platform, AppInfo['platform']>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};
