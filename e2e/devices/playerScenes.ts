import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { DeviceSnapshot } from '../../electron/contract/devices.ts';
import { udevRule } from '../../electron/devices/obstacles/udevRule.ts';
import type { PortamentoHost } from '../host/PortamentoHost.ts';
import type { MediaFiles } from '../media/MediaFiles.ts';
import { dropFiles } from '../page/dropFiles.ts';
import type { PlayerPage } from '../page/PlayerPage.ts';
import { claimOfPlayer } from './claimOfPlayer.ts';
import { PortablePlayers } from './PortablePlayers.ts';

interface Stage {
  readonly players: PortablePlayers;
  /** What the player keeps. */
  readonly folder: string;
  readonly media: MediaFiles;
}

interface PlayerScene {
  readonly name: string;
  /** Comes after the scenes before it. */
  readonly show: (stage: Stage) => Promise<void>;
}

const playerName = 'Walkman';

/** What is told of a player that could not be opened. */
const unread: Partial<DeviceSnapshot> = { storages: [], abilities: [], batteryPercent: null };

/** What the pages and dialogs of a player look like in the course of its life, one after the other. */
export const playerScenes: readonly PlayerScene[] = [
  {
    name: 'player',
    show: async ({ players }) => {
      await players.show(playerName);
      await expect(players.file('Music')).toBeVisible();
    },
  },
  {
    name: 'player copy plan',
    show: async ({ players, media }) => {
      await players.enter('Music');
      const dropped = ['Slow Rise.mp3', 'Glass Stairs.mp3', 'Liner notes.txt'].map((name, index) =>
        media.write(`dropped/${name}`, Buffer.alloc((index + 1) * 1_234_567)),
      );
      await dropFiles(players.page, dropped, players.files);
      await expect(players.plan.row('Liner notes.txt')).toBeVisible();
      await expect(players.plan.row('Slow Rise.mp3')).toContainText('Decide');
    },
  },
  {
    name: 'player copies',
    show: async ({ players }) => {
      await players.plan.decideAll('Keep both');
      await players.plan.start(3);
      await players.copies.finished();
    },
  },
  {
    name: 'player with copies',
    show: async ({ players }) => {
      await players.copies.close();
      await expect(players.strip).toContainText('3 of 3');
    },
  },
  {
    name: 'player away',
    show: async ({ players, folder }) => {
      renameSync(folder, `${folder} away`);
      await expect(players.link(playerName)).toContainText('Not connected');
    },
  },
  {
    name: 'player locked',
    show: async ({ players }) => {
      const problem = { code: 'device.locked', subject: playerName } as const;
      await claimOfPlayer(players.page, { ...unread, status: 'locked', problem });
      await expect(players.link(playerName)).toContainText('Locked');
    },
  },
  {
    name: 'player in use',
    show: async ({ players }) => {
      const problem = { code: 'device.exclusiveAccess', subject: playerName } as const;
      const heldBy = { program: 'gvfsd-mtp', processId: 1234 };
      await claimOfPlayer(players.page, { ...unread, status: 'obstructed', problem, heldBy });
      await expect(players.page.getByText('gvfsd-mtp')).toBeVisible();
    },
  },
  {
    name: 'player without permission',
    show: async ({ players }) => {
      const problem = { code: 'device.permissionDenied', subject: playerName } as const;
      const permissionRule = udevRule(0x054c, 0x0b8b);
      const claim = { ...unread, status: 'obstructed', problem, permissionRule } as const;
      await claimOfPlayer(players.page, claim);
      await expect(players.page.getByText(permissionRule)).toBeVisible();
    },
  },
];

/** A folder with music in it becomes a player, as the scenes find it. */
export async function stagePlayer(
  portamento: PortamentoHost,
  player: PlayerPage,
  media: MediaFiles,
  root: string,
): Promise<Stage> {
  const folder = join(media.folder, root, playerName);
  mkdirSync(join(folder, 'Music', 'Overtones'), { recursive: true });
  mkdirSync(join(folder, 'Podcasts'));
  const files = { 'Music/Slow Rise.mp3': 4_321_000, 'Music/Held Breath.flac': 23_456_000 };
  for (const [name, sizeBytes] of Object.entries(files)) {
    writeFileSync(join(folder, name), Buffer.alloc(sizeBytes));
  }
  await portamento.start('--root', join(media.folder, root));
  await player.open();
  const players = new PortablePlayers(player.page);
  await players.addFolder(root, playerName);
  return { players, folder, media };
}
