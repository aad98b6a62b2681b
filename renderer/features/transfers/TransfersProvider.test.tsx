import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { OpenOutcome } from '../../../electron/contract/files.ts';
import type { CallId, PlanId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { FakeBridge } from '../../bridge/FakeBridge.ts';
import { isolatePath } from '../../i18n/index.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { sampleDevice } from '../../testing/sampleDevice.ts';
import { stubLayout } from '../../testing/stubLayout.ts';
import { samplePlan, samplePlanRow, sampleQueue, sampleTransfer } from './testing/samples.ts';
import { useTransferDialogs } from './TransfersContext.ts';
import { TransferStrip } from './TransferStrip.tsx';

// What is loaded when it is first wanted is here from the start.
await Promise.all([import('./PlanDialog.tsx'), import('./TransfersDialog.tsx')]);

const { deviceId } = sampleDevice;
const filled: Outcome<OpenOutcome> = {
  ok: true,
  value: { addedCount: 12, ignoredCount: 0, failures: [], failedCount: 0 },
};
const fill =
  vi.fn<
    (
      planId: PlanId,
      options: { readonly callId: CallId; readonly signal: AbortSignal },
    ) => Promise<Outcome<OpenOutcome>>
  >();
let bridge: FakeBridge;

beforeEach(() => {
  stubLayout();
  fill.mockReset().mockResolvedValue(filled);
  bridge = new FakeBridge();
  bridge.answer('transfer.plan', { ok: true, value: { planId: samplePlan.planId } });
  bridge.answer('transfer.planPage', ({ offset, limit, only }) => {
    const count = only === 'conflicts' ? 1 : samplePlan.count;
    const length = Math.max(0, Math.min(limit, count - offset));
    const rows = Array.from({ length }, (_, step) => samplePlanRow(offset + step));
    return { ok: true, value: { revision: samplePlan.revision, count, offset, rows } };
  });
  bridge.answer('transfer.page', ({ offset, limit }) => {
    const length = Math.max(0, Math.min(limit, sampleQueue.count - offset));
    const rows = Array.from({ length }, (_, step) => sampleTransfer(offset + step));
    const { revision, count } = sampleQueue;
    return { ok: true, value: { revision, count, offset, rows } };
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function CopyButton() {
  const { planCopy } = useTransferDialogs();
  const destination = { kind: 'byTemplate', storageId: null, template: null } as const;
  return (
    <button onClick={() => planCopy({ deviceId, destination, isChosen: true, fill })}>copy</button>
  );
}

function render() {
  const page = (
    <>
      <CopyButton />
      <TransferStrip deviceId={deviceId} />
    </>
  );
  const rendered = renderWithBridge(page, { bridge });
  rendered.emit('devices', [sampleDevice]);
  return rendered;
}

async function openPlan() {
  const rendered = render();
  await rendered.user.click(screen.getByRole('button', { name: 'copy' }));
  rendered.emit('transferPlans', [samplePlan]);
  const dialog = await screen.findByRole('dialog', { name: /Copy to .*Walkman/ });
  await within(dialog).findByText('1.flac');
  return { ...rendered, dialog: within(dialog) };
}

const inputsOf = (name: Parameters<FakeBridge['invocationsOf']>[0]) =>
  bridge.invocationsOf(name).map(({ input }) => input);

describe('planning a copy', () => {
  it('makes a plan, fills it, and shows what it would do', async () => {
    const { dialog } = await openPlan();
    expect(inputsOf('transfer.plan')).toEqual([
      { deviceId, destination: { kind: 'byTemplate', storageId: null, template: null } },
    ]);
    expect(fill.mock.calls[0]?.[0]).toBe(samplePlan.planId);
    expect(dialog.getByText('11 files · 340 MB')).toBeDefined();
    const place = isolatePath('Music/Satie/Gymnopédies');
    expect(dialog.getAllByText(place)).toHaveLength(11);
    expect(dialog.getByText(`There: 29 MB · ${place}`)).toBeDefined();
    expect(dialog.getByText('3.7 GB free afterwards')).toBeDefined();
  });

  it('claims nothing while the files are still looked at', async () => {
    const { dialog, emit } = await openPlan();
    const unknown = { state: 'reading', copyCount: 0, copyBytes: 0, leftBytes: 0 } as const;
    emit('transferPlans', [{ ...samplePlan, ...unknown, count: 7 }]);
    expect(dialog.getByText('7 files so far')).toBeDefined();
    emit('transferPlans', [{ ...samplePlan, ...unknown, count: 0 }]);
    expect(dialog.queryByText(/free afterwards|0 files|Nothing here/)).toBeNull();
    expect(dialog.getByRole('status').textContent).toBe('Looking at the files…');
  });

  it('starts what was shown, and shows the copies', async () => {
    const { dialog, emit, user } = await openPlan();
    await user.click(dialog.getByRole('button', { name: /^Copy 11 files/ }));
    emit('transfers', [sampleQueue]);
    expect(inputsOf('transfer.start')).toEqual([{ planId: samplePlan.planId, revision: 3 }]);
    expect(await screen.findByRole('dialog', { name: /Copies to .*Walkman/ })).toBeDefined();
  });

  it('decides about one taken name, or about all', async () => {
    const { dialog, user } = await openPlan();
    await user.click(dialog.getByRole('button', { name: 'Keep both' }));
    await user.click(dialog.getByRole('button', { name: /What to do about .*0\.flac/ }));
    await user.click(await screen.findByRole('option', { name: 'Replace' }));
    expect(inputsOf('transfer.decide')).toEqual([
      { planId: samplePlan.planId, index: 'all', decision: 'keepBoth' },
      { planId: samplePlan.planId, index: 0, decision: 'replace' },
    ]);
  });

  it('plans for another storage', async () => {
    const { dialog, user } = await openPlan();
    await user.click(dialog.getByRole('button', { name: /Memory · 4 GB free/ }));
    await user.click(await screen.findByRole('option', { name: /Card/ }));
    const destination = { ...samplePlan.destination, storageId: 'card' };
    expect(inputsOf('transfer.replan')).toEqual([{ planId: samplePlan.planId, destination }]);
  });

  it('copies nothing while another folder is typed than it was planned with, and says why', async () => {
    const { dialog, emit } = await openPlan();
    const start = dialog.getByRole('button', { name: /^Copy 11 files/ });
    const field = dialog.getByRole('textbox', { name: 'Where music lands' });
    fireEvent.change(field, { target: { value: '' } });
    expect(dialog.getByText('Name a folder, for example Music.')).toBeDefined();
    expect(start.hasAttribute('disabled')).toBe(true);
    fireEvent.change(field, { target: { value: 'Mine/{artst}' } });
    expect(start.hasAttribute('disabled')).toBe(true);
    expect(dialog.getByRole('status').textContent).toBe('First correct where music lands.');
    fireEvent.change(field, { target: { value: 'Mine' } });
    expect(start.hasAttribute('disabled')).toBe(true);
    expect(dialog.getByRole('status').textContent).toBe('Looking at the files…');
    const destination = { ...samplePlan.destination, template: 'Mine' } as const;
    emit('transferPlans', [{ ...samplePlan, destination }]);
    expect(start.hasAttribute('disabled')).toBe(false);
    expect(inputsOf('transfer.start')).toEqual([]);
  });

  it('says what is skipped when it starts, until that is decided', async () => {
    const { dialog, emit } = await openPlan();
    expect(dialog.getByRole('button', { name: 'Copy 11 files, skip 1 undecided' })).toBeDefined();
    emit('transferPlans', [{ ...samplePlan, copyCount: 12, undecidedCount: 0, leftBytes: 1e9 }]);
    const start = dialog.getByRole('button', { name: 'Copy 12 files' });
    expect(start.hasAttribute('disabled')).toBe(false);
    expect(dialog.getByText('1 GB free afterwards')).toBeDefined();
  });

  it('gives up the plan and its filling when it is closed', async () => {
    fill.mockReturnValue(new Promise(() => undefined));
    const { dialog, user } = await openPlan();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(inputsOf('transfer.discardPlan')).toEqual([{ planId: samplePlan.planId }]);
    expect(fill.mock.calls[0]?.[1].signal.aborted).toBe(true);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says so when there is no file in what was chosen', async () => {
    fill.mockResolvedValue({
      ok: true,
      value: { addedCount: 0, ignoredCount: 0, failures: [], failedCount: 0 },
    });
    const { user } = render();
    await user.click(screen.getByRole('button', { name: 'copy' }));
    expect(await screen.findByText('There is no file in what you chose.')).toBeDefined();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(inputsOf('transfer.discardPlan')).toEqual([{ planId: samplePlan.planId }]);
  });

  it('tells what could not be read', async () => {
    const error = { code: 'file.notFound', subject: 'Gnossienne.flac' } as const;
    fill.mockResolvedValue({
      ok: true,
      value: { addedCount: 11, ignoredCount: 0, failures: [error], failedCount: 1 },
    });
    await openPlan();
    expect(await screen.findByText(/Gnossienne\.flac/)).toBeDefined();
  });
});

describe('copies under way', () => {
  it('says how far they are, halts them and lets them go on', async () => {
    const { emit, user } = render();
    emit('transfers', [sampleQueue]);
    expect(screen.getByText(/3 of 12 · 100 MB of 340 MB · 20 MB per second/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    emit('transfers', [{ ...sampleQueue, state: 'pausing' }]);
    expect(screen.getByText('Pausing after this file')).toBeDefined();
    emit('transfers', [{ ...sampleQueue, state: 'paused' }]);
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(inputsOf('transfer.pause')).toEqual([{ deviceId }]);
    expect(inputsOf('transfer.resume')).toEqual([{ deviceId }]);
  });

  it('says what was skipped, and counts neither that nor older copies to the progress', () => {
    const { emit } = render();
    const counts = { batchCount: 3, failedCount: 0, skippedCount: 9 };
    emit('transfers', [{ ...sampleQueue, state: 'idle', ...counts }]);
    expect(screen.getByText(/^3 of 3 · .* · 9 skipped$/)).toBeDefined();
  });

  it('leaves a while after all went well, and is not there for who comes later', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const well = { ...sampleQueue, state: 'idle', failedCount: 0, retryableCount: 0 } as const;
    const { emit, unmount } = render();
    emit('transfers', [sampleQueue]);
    emit('transfers', [well]);
    expect(screen.getByRole('region', { name: 'Copies' })).toBeDefined();
    act(() => void vi.advanceTimersByTime(8_000));
    expect(screen.queryByRole('region', { name: 'Copies' })).toBeNull();
    emit('transfers', [{ ...sampleQueue, revision: 9 }]);
    expect(screen.getByRole('region', { name: 'Copies' })).toBeDefined();
    unmount();
  });

  it('offers what was left unfinished', async () => {
    const { emit, user } = render();
    emit('transfers', [{ ...sampleQueue, state: 'paused', interruptedCount: 9 }]);
    expect(screen.getByText('9 files were not finished last time.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Finish them' }));
    expect(inputsOf('transfer.resume')).toEqual([{ deviceId }]);
  });

  it('says which copy is under way, and offers to close when all are over', async () => {
    const { emit, user } = render();
    emit('transfers', [{ ...sampleQueue, bytesPerSecond: 0 }]);
    expect(screen.queryByText(/per second/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show copies' }));
    const dialog = within(await screen.findByRole('dialog', { name: /Copies to .*Walkman/ }));
    expect(await dialog.findAllByText('Waiting')).toHaveLength(sampleQueue.count - 2);
    expect(dialog.getAllByText('Copying')).toHaveLength(1);
    expect(dialog.getByText('10 MB of 30 MB')).toBeDefined();
    emit('transfers', [{ ...sampleQueue, state: 'idle', current: null }]);
    await user.click(dialog.getAllByRole('button', { name: 'Close' }).at(-1) ?? expect.fail());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('lists each copy with its outcome, and tries one again', async () => {
    const { emit, user } = render();
    emit('transfers', [sampleQueue]);
    await user.click(screen.getByRole('button', { name: 'Show copies' }));
    const dialog = within(await screen.findByRole('dialog', { name: /Copies to .*Walkman/ }));
    expect(await dialog.findByText(/There is no room left for .*2\.flac/)).toBeDefined();
    await user.click(dialog.getByRole('button', { name: /Try .*2\.flac.* again/ }));
    await user.click(dialog.getByRole('button', { name: 'Cancel all' }));
    expect(inputsOf('transfer.retry')).toEqual([{ deviceId, selection: [2] }]);
    expect(inputsOf('transfer.cancel')).toEqual([{ deviceId, selection: 'all' }]);
  });
});
