import type { Result } from '../base/Result.ts';
import type { AppError } from '../contract/errors.ts';
import type { FolderListing } from '../contract/files.ts';
import type { FolderId } from '../contract/ids.ts';
import type { Grants } from './Grants.ts';

export interface FolderBrowserOptions {
  /** Absolute folders that may be browsed, named at start. */
  readonly roots: readonly string[];
  readonly grants: Grants;
}

/** Lists folders for the open dialog of the headless host; never leaves its roots. */
export class FolderBrowser {
  constructor(_options: FolderBrowserOptions) {
    throw new Error('being built');
  }

  /** Lists a folder; `null` lists the roots. `file.notGranted` for an id that was never given. */
  list(_folderId: FolderId | null, _signal: AbortSignal): Promise<Result<FolderListing, AppError>> {
    throw new Error('being built');
  }

  /** The folder's path, checked to be inside the roots now. */
  resolve(_folderId: FolderId): Promise<Result<string, AppError>> {
    throw new Error('being built');
  }

  /** Real paths of the roots, for `WalkOptions.confineTo`. */
  realRoots(): Promise<readonly string[]> {
    throw new Error('being built');
  }
}
