import type { PlayerLoad } from './measurePlayer.ts';

export const playerLoad: PlayerLoad = {
  largeBytes: 64 * 2 ** 20,
  rounds: 3,
  smallFiles: 500,
  smallBytes: 64 * 2 ** 10,
  listedFiles: 2_000,
};
