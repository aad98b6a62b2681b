import { describe, expect, it } from 'vitest';
import type { Port } from '../base/Port.ts';
import { channels } from './channels.ts';
import { ElectronPorts } from './ElectronPorts.ts';
import {
  FakeIpcMain,
  FakeWebContents,
  pageFrame,
  type SenderFrame,
} from './testing/FakeElectron.ts';

function setUp() {
  const ipcMain = new FakeIpcMain();
  const contents = new FakeWebContents();
  const connected: { port: Port; received: unknown[]; closedCount: number }[] = [];
  const ports = new ElectronPorts(ipcMain.asReal, (port) => {
    const connection = { port, received: [] as unknown[], closedCount: 0 };
    port.messages.subscribe((message) => connection.received.push(message));
    port.closed.subscribe(() => connection.closedCount++);
    connected.push(connection);
  });
  return { ipcMain, contents, connected, ports };
}

const strangers: readonly (readonly [string, SenderFrame | null])[] = [
  ['a web page', { url: 'https://example.com/', parent: null }],
  ['a frame inside our page', { url: pageFrame.url, parent: pageFrame }],
  ['another host of our scheme', { url: 'portamento://evil/', parent: null }],
  ['an origin that begins like ours', { url: 'portamento://app.evil/', parent: null }],
  ['a file', { url: 'file:///portamento://app/', parent: null }],
  ['a frame that is gone', null],
];

describe('ElectronPorts', () => {
  it('carries messages both ways between one page and its port', () => {
    const { ipcMain, contents, connected } = setUp();
    ipcMain.fromPage(channels.connect, undefined, contents);
    ipcMain.fromPage(channels.message, { kind: 'ping', pingId: 1 }, contents);
    connected[0]?.port.send({ kind: 'pong', pingId: 1 });
    expect(connected[0]?.received).toEqual([{ kind: 'ping', pingId: 1 }]);
    expect(contents.sent).toEqual([
      { channel: channels.message, message: { kind: 'pong', pingId: 1 } },
    ]);
  });

  it.each(strangers)('ignores %s', (_name, frame) => {
    const { ipcMain, contents, connected } = setUp();
    ipcMain.fromPage(channels.connect, undefined, contents, frame);
    expect(connected).toEqual([]);
    ipcMain.fromPage(channels.connect, undefined, contents);
    ipcMain.fromPage(channels.message, { kind: 'ping', pingId: 1 }, contents, frame);
    expect(connected[0]?.received).toEqual([]);
  });

  it('ignores messages of a page that never connected', () => {
    const { ipcMain, contents, connected } = setUp();
    ipcMain.fromPage(channels.message, { kind: 'ping', pingId: 1 }, contents);
    expect(connected).toEqual([]);
  });

  it('gives a reloaded page a new port and closes the old one once', () => {
    const { ipcMain, contents, connected } = setUp();
    ipcMain.fromPage(channels.connect, undefined, contents);
    ipcMain.fromPage(channels.connect, undefined, contents);
    ipcMain.fromPage(channels.message, 'after', contents);
    expect(connected.map((connection) => connection.closedCount)).toEqual([1, 0]);
    expect(connected.map((connection) => connection.received)).toEqual([[], ['after']]);
    expect(contents.listenerCount('render-process-gone')).toBe(1);
    expect(contents.sent).toEqual([]);
  });

  it.each(['render-process-gone', 'destroyed'])('closes the port on %s', (event) => {
    const { ipcMain, contents, connected } = setUp();
    ipcMain.fromPage(channels.connect, undefined, contents);
    contents.destroyed = event === 'destroyed';
    contents.emit(event);
    connected[0]?.port.send('too late');
    expect(connected[0]?.closedCount).toBe(1);
    expect(contents.sent).toEqual([]);
  });

  it('tells the page when main closes its port', () => {
    const { ipcMain, contents, connected } = setUp();
    ipcMain.fromPage(channels.connect, undefined, contents);
    connected[0]?.port[Symbol.dispose]();
    expect(contents.sent).toEqual([{ channel: channels.closed, message: null }]);
    expect(connected[0]?.closedCount).toBe(1);
  });

  it('leaves no listener behind when disposed', () => {
    const { ipcMain, contents, connected, ports } = setUp();
    ipcMain.fromPage(channels.connect, undefined, contents);
    ports[Symbol.dispose]();
    expect(connected[0]?.closedCount).toBe(1);
    expect(ipcMain.eventNames()).toEqual([]);
  });
});
