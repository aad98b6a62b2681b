import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceSnapshot } from '../../../electron/contract/devices.ts';
import { DeviceId, PlanId } from '../../../electron/contract/ids.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleDevice } from '../../testing/sampleDevice.ts';
import { samplePlayback, samplePlayer } from '../../testing/samples.ts';
import { stubLayout } from '../../testing/stubLayout.ts';
import { OpeningProvider, useDropZone, type DropTarget } from '../opening/index.ts';
import { QueuePanel } from './QueuePanel.tsx';
import { sampleRow } from './testing/sampleRow.ts';

const planId = PlanId.parse('plan');
const device: DeviceSnapshot = { ...sampleDevice, status: 'ready', abilities: ['write'] };
const folderTarget: DropTarget = {
  kind: 'player',
  deviceId: device.deviceId,
  destination: {
    kind: 'folder',
    folder: {
      storageId: device.storages[0]?.storageId ?? expect.fail('no storage'),
      folderId: null,
    },
  },
  name: 'Music',
};
let bridge: FakeBridge;

beforeEach(() => {
  stubLayout();
  bridge = new FakeBridge();
  bridge.answer('queue.page', ({ offset }) => {
    const rows = [0, 1, 2].map((index) => sampleRow(offset + index));
    return { ok: true, value: { revision: 1, count: 3, offset, rows } };
  });
  bridge.answer('transfer.plan', { ok: true, value: { planId } });
  bridge.answer('transfer.addQueueRows', {
    ok: true,
    value: { addedCount: 1, ignoredCount: 0, failures: [], failedCount: 0 },
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A folder of a player, beside the queue. */
function Folder() {
  const element = useRef<HTMLDivElement>(null);
  useDropZone(element, { targetAt: () => folderTarget, onHover: () => undefined });
  return <div ref={element}>the folder</div>;
}

async function renderQueue(devices: readonly DeviceSnapshot[] = [device]) {
  bridge.emit('queue', {
    revision: 1,
    count: 3,
    durationMs: 0,
    untimedCount: 0,
    currentEntryId: null,
    currentIndex: null,
    undo: null,
  });
  bridge.emit('playback', samplePlayback);
  bridge.emit('player', samplePlayer);
  bridge.emit('devices', [...devices]);
  renderWithBridge(
    <OpeningProvider>
      <QueuePanel />
      <Folder />
    </OpeningProvider>,
    { bridge },
  );
  await act(async () => Promise.resolve());
}

/** Presses the second row and moves over `element`. */
async function dragOver(element: Element) {
  document.elementFromPoint = () => element;
  fireEvent.pointerDown(screen.getAllByRole('option')[1] ?? expect.fail('no row'), {
    button: 0,
    pointerType: 'mouse',
    clientX: 10,
    clientY: 60,
  });
  fireEvent.pointerMove(window, { clientX: 300, clientY: 200 });
  await act(async () => Promise.resolve());
}

const sent = (name: 'transfer.plan' | 'transfer.addQueueRows' | 'queue.move') =>
  bridge.invocationsOf(name).map(({ input }) => input);

const secondRow = { kind: 'some', entryIds: [sampleRow(1).entryId] };

describe('rows of the queue', () => {
  it('are planned as copies onto what they are dropped on', async () => {
    await renderQueue();
    await dragOver(screen.getByText('the folder'));
    expect(screen.getByText(/^Copy 1 track to .*Music/)).not.toBeNull();
    fireEvent.pointerUp(window);
    await waitFor(() => expect(sent('transfer.addQueueRows')).toHaveLength(1));
    expect(sent('transfer.plan')).toEqual([
      { deviceId: folderTarget.deviceId, destination: folderTarget.destination },
    ]);
    expect(sent('transfer.addQueueRows')).toMatchObject([{ planId, selection: secondRow }]);
    expect(sent('queue.move')).toEqual([]);
  });

  it('stay where they are when the drag is given up over a player', async () => {
    await renderQueue();
    await dragOver(screen.getByText('the folder'));
    fireEvent.keyDown(window, { key: 'Escape' });
    fireEvent.pointerUp(window);
    expect(sent('transfer.plan')).toEqual([]);
    expect(sent('queue.move')).toEqual([]);
  });

  it('are copied from the menu, to every player that takes files', async () => {
    const [absent, readOnly] = [
      { ...device, deviceId: DeviceId.parse('absent'), name: 'Absent', status: 'absent' as const },
      { ...device, deviceId: DeviceId.parse('fixed'), name: 'Fixed', abilities: [] },
    ];
    await renderQueue([device, absent, readOnly]);
    fireEvent.contextMenu(screen.getAllByRole('option')[1] ?? expect.fail('no row'));
    const items = screen.getAllByRole('menuitem', { name: /^Copy to / });
    expect(items).toHaveLength(1);
    fireEvent.click(items[0] ?? expect.fail('no item'));
    await waitFor(() => expect(sent('transfer.addQueueRows')).toHaveLength(1));
    expect(sent('transfer.plan')).toEqual([
      {
        deviceId: device.deviceId,
        destination: { kind: 'byTemplate', storageId: null, template: null },
      },
    ]);
    expect(sent('transfer.addQueueRows')).toMatchObject([{ selection: secondRow }]);
  });
});
