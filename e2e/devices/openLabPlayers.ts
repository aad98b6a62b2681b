import { expect } from '@playwright/test';
import { labDevices, type MtpLab } from '../lab/MtpLab.ts';
import type { PlayerPage } from '../page/PlayerPage.ts';
import { PortablePlayers } from './PortablePlayers.ts';

/** The lab's players as a person meets them. */
export const labPlayers = {
  qemu: { name: 'QEMU filesharing' },
  umtp: { name: 'Viveris Technologies' },
} as const;

/** A player may want seconds after it was plugged in, and as many after every reset. */
export const readyPatienceMs = 30_000;

/** Opens the page and has it look for the lab's players. Resolves when both are connected. */
export async function openLabPlayers(player: PlayerPage, lab: MtpLab): Promise<PortablePlayers> {
  // Tests before this one may have left one unplugged.
  for (const device of labDevices) await lab.plug(device);
  await player.open();
  const players = new PortablePlayers(player.page);
  await players.addHost(`127.0.0.1:${lab.port}`);
  for (const { name } of Object.values(labPlayers)) {
    const meter = players.link(name).getByRole('meter');
    await expect(meter, `${name} is ready`).toBeVisible({ timeout: readyPatienceMs });
  }
  return players;
}
