/** What a player is measured with. */
export interface PlayerLoad {
  /** One file. */
  readonly largeBytes: number;
  /** The large file goes up and down this often, ours and the bare pipe's in turns; the median counts. */
  readonly rounds: number;
  readonly smallFiles: number;
  readonly smallBytes: number;
  /** Objects in `folderToList`. */
  readonly listedFiles: number;
}

export const playerLoad: PlayerLoad = {
  largeBytes: 64 * 2 ** 20,
  rounds: 3,
  smallFiles: 500,
  smallBytes: 64 * 2 ** 10,
  listedFiles: 2_000,
};

/** A folder with `listedFiles` files, which somebody has filled before. */
export const folderToList = 'to be listed';
