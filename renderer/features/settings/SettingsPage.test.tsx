import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../electron/contract/settings.ts';
import { FakeBridge, sampleAppInfo } from '../../bridge/FakeBridge.ts';
import { renderWithBridge } from '../../testing/renderWithBridge.tsx';
import { SettingsPage } from './SettingsPage.tsx';

const doNothing = () => undefined;
const page = <SettingsPage onShowAbout={doNothing} onShowShortcuts={doNothing} />;

/** The desktop host, with everything it can do. */
function desktopBridge(): FakeBridge {
  const bridge = new FakeBridge();
  const features = { ...sampleAppInfo.features, tray: true, showFolder: true };
  bridge.answer('app.getInfo', { ok: true, value: { ...sampleAppInfo, features } });
  return bridge;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('SettingsPage', () => {
  it('changes the theme at once', async () => {
    const { bridge, user } = renderWithBridge(page);
    await user.click(screen.getByRole('button', { name: /Theme/ }));
    await user.click(await screen.findByRole('option', { name: 'Dark' }));
    expect(bridge.invocationsOf('settings.update').map(({ input }) => input)).toEqual([
      { patch: { theme: 'dark' } },
    ]);
  });

  it('names each language in its own words', async () => {
    const { bridge, user } = renderWithBridge(page);
    await user.click(screen.getByRole('button', { name: /Language/ }));
    expect(await screen.findByRole('option', { name: 'العربية' })).toBeDefined();
    await user.click(screen.getByRole('option', { name: 'Deutsch' }));
    expect(bridge.invocationsOf('settings.update').at(-1)?.input).toEqual({
      patch: { language: 'de' },
    });
  });

  it('offers the tray and the file manager only where they are', async () => {
    renderWithBridge(page);
    expect(await screen.findByText('~/.local/share/portamento')).toBeDefined();
    expect(screen.queryByRole('switch')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Show in file manager' })).toBeNull();
  });

  it('switches the tray and shows the folder on the desktop', async () => {
    const { bridge, emit, user } = renderWithBridge(page, { bridge: desktopBridge() });
    emit('settings', defaultSettings);
    await user.click(await screen.findByRole('switch'));
    expect(bridge.invocationsOf('settings.update').at(-1)?.input).toEqual({
      patch: { closeToTray: true },
    });
    await user.click(screen.getByRole('button', { name: 'Show in file manager' }));
    expect(bridge.invocationsOf('app.showDataFolder')).toHaveLength(1);
  });

  it('asks before it resets, and resets only when told to', async () => {
    const { bridge, user } = renderWithBridge(page);
    await user.click(screen.getByRole('button', { name: 'Reset settings' }));
    const first = await screen.findByRole('alertdialog');
    await user.click(within(first).getByRole('button', { name: 'Keep settings' }));
    expect(bridge.invocationsOf('settings.reset')).toHaveLength(0);
    await user.click(await screen.findByRole('button', { name: 'Reset settings' }));
    const second = await screen.findByRole('alertdialog');
    await user.click(within(second).getByRole('button', { name: 'Reset settings' }));
    expect(bridge.invocationsOf('settings.reset')).toHaveLength(1);
  });

  it('tells when a setting could not be kept', async () => {
    const bridge = new FakeBridge();
    bridge.answer('settings.update', { ok: false, error: { code: 'file.diskFull' } });
    const { user } = renderWithBridge(page, { bridge });
    await user.click(screen.getByRole('button', { name: /Theme/ }));
    await user.click(await screen.findByRole('option', { name: 'Light' }));
    expect(await screen.findByText('Disk full')).toBeDefined();
  });

  it('shows the log and copies it', async () => {
    const bridge = new FakeBridge();
    const text = [
      '{"level":"info","time":"2026-11-21T10:00:00.000Z","msg":"Serving"}',
      '{"level":"warn","time":"2026-11-21T10:00:01.000Z","code":"file.notMedia","subject":"asf.wma","msg":"A notice was given"}',
      'cut off',
      '',
    ].join('\n');
    bridge.answer('app.readLog', { ok: true, value: { text } });
    const { user } = renderWithBridge(page, { bridge });
    await user.click(screen.getByRole('button', { name: 'Show log' }));
    const lines = within(await screen.findByRole('list', { name: 'Log file' }));
    expect(lines.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/:00.* info Serving $/) as string,
      expect.stringMatching(
        /:01.* warning A notice was given code=file\.notMedia subject=asf\.wma$/,
      ) as string,
      'cut off',
    ]);
    await user.click(screen.getByRole('button', { name: 'Copy log' }));
    expect(await navigator.clipboard.readText()).toBe(text);
  });
});
