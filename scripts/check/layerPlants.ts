import { pageRooms, rooms } from '../../.dependency-cruiser.mjs';
import type { Plant } from './Plant.ts';

/** One broken import for every layer rule: each room's rule gets the first room it may not import. */
export const layerPlants: readonly Plant[] = [
  ...rooms.map((room) => roomPlant('electron', 'room', room, rooms)),
  ...pageRooms.map((room) => roomPlant('renderer', 'page', room, pageRooms)),
  plant('electron-only-in-the-shell', 'electron/media/importsElectron.ts', 'electron'),
  plant('application-knows-no-host', 'electron/application.ts', './shell/fine.ts'),
  plant('entries-are-imported-by-nobody', 'electron/player/importsEntry.ts', '../main.ts'),
  plant(
    'page-sees-only-the-contract',
    'renderer/app/importsMedia.ts',
    '../../electron/media/fine.ts',
  ),
  plant(
    'preload-read-by-the-bridge',
    'renderer/app/importsPreload.ts',
    '../../electron/contract/preload.ts',
    { 'electron/contract/preload.ts': 'export const preloadGlobal = 1;\n' },
  ),
  plant('main-sees-no-page', 'electron/player/importsPage.ts', '../../renderer/ui/fine.ts'),
  plant('siblings-through-index', 'renderer/features/one/importsInside.ts', '../two/inside.ts', {
    'renderer/features/two/inside.ts': 'export const inside = 1;\n',
  }),
  plant('playback-without-react', 'renderer/playback/importsReact.ts', 'react'),
  plant('ui-without-domain', 'renderer/ui/importsContract.ts', '../../electron/contract/fine.ts'),
  plant('contract-only-zod-mini', 'electron/contract/importsZod.ts', 'zod'),
  plant('base-without-packages', 'electron/base/importsPackage.ts', 'hono'),
  plant('media-without-io', 'electron/media/importsFiles.ts', 'node:fs'),
  plant('page-without-node', 'renderer/app/importsNode.ts', 'node:path'),
  plant('main-ships-its-packages', 'electron/player/importsTool.ts', 'vite'),
  plant('product-without-tests', 'electron/player/importsDouble.ts', './testing/double.ts', {
    'electron/player/testing/double.ts': 'export const double = 1;\n',
  }),
  plant('scripts-are-tools', 'electron/player/importsScript.ts', '../../scripts/fine.ts'),
  plant('no-cycles', 'electron/player/cycleFirst.ts', './cycleSecond.ts', {
    'electron/player/cycleSecond.ts': "import './cycleFirst.ts';\n",
  }),
  plant('resolvable', 'electron/player/importsNothing.ts', './nowhere.ts'),
];

interface Room {
  readonly room: string;
  readonly mayImport: readonly string[];
}

function roomPlant(side: string, prefix: string, from: Room, all: readonly Room[]): Plant {
  const target = all.find(({ room }) => room !== from.room && !from.mayImport.includes(room));
  if (target === undefined) {
    // It may import every room of the table; what stands above the table is out of bounds still.
    const entry = `${side}/above.ts`;
    return plant(`${prefix}-${from.room}`, `${side}/${from.room}/breaksLayer.ts`, '../above.ts', {
      [entry]: 'export const above = 1;\n',
    });
  }
  const file = `${side}/${from.room}/breaksLayer.ts`;
  return plant(`${prefix}-${from.room}`, file, `../${target.room}/fine.ts`);
}

function plant(
  rule: string,
  file: string,
  importPath: string,
  others: Readonly<Record<string, string>> = {},
): Plant {
  return {
    files: { [file]: `import '${importPath}';\n`, ...others },
    expected: { tool: 'dependency-cruiser', file, rule },
  };
}
