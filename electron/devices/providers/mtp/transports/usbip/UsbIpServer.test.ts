import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { FakeMonotonicClock } from '../../../../../base/testing/FakeMonotonicClock.ts';
import { errorOf, valueOf } from '../../../../testing/valueOf.ts';
import { passTimeUntil } from '../../testing/fakeSession.ts';
import {
  deviceCount,
  exportedDevice,
  operationReply,
  ScriptedUsbIpServer,
  submitReply,
  submittedTransfers,
} from '../../testing/ScriptedUsbIpServer.ts';
import { UsbIpServer } from './UsbIpServer.ts';
import { operations } from './usbIpMessages.ts';

const never = new AbortController().signal;

/** A device descriptor of 1d6b:0100, and a configuration with the three endpoints of MTP. */
const deviceDescriptor = Uint8Array.of(
  18,
  1,
  0,
  2,
  0,
  0,
  0,
  64,
  0x6b,
  0x1d,
  0,
  1,
  0,
  0,
  1,
  2,
  3,
  1,
);
const configurationDescriptor = Uint8Array.of(
  ...[9, 2, 39, 0, 1, 1, 0, 0x80, 50],
  ...[9, 4, 0, 0, 3, 6, 1, 1, 0],
  ...[7, 5, 0x81, 2, 0, 2, 0],
  ...[7, 5, 0x02, 2, 0, 2, 0],
  ...[7, 5, 0x83, 3, 64, 0, 10],
);

interface Script {
  /** Answers a transfer on another endpoint than 0; by default nothing. */
  onTransfer?(socket: Socket, transfer: { sequence: number; lengthBytes: number }): void;
  onUnlink?(socket: Socket, received: Buffer): void;
}

/** Imports, describes itself and is configured as a good server does; the rest is the test's. */
async function openWith(script: Script) {
  let isImported = false;
  const server = await ScriptedUsbIpServer.start((socket, received) => {
    if (!isImported) {
      isImported = true;
      socket.write(Buffer.concat([operationReply(operations.replyImport), exportedDevice('1-1')]));
      return;
    }
    if (received.readUInt32BE(0) === 2) script.onUnlink?.(socket, received);
    for (const transfer of submittedTransfers(received)) {
      if (transfer.endpoint !== 0) script.onTransfer?.(socket, transfer);
      else {
        const isDevice = transfer.lengthBytes === 18;
        const descriptor = isDevice ? deviceDescriptor : configurationDescriptor;
        const data = transfer.isIn ? descriptor : new Uint8Array(0);
        socket.write(submitReply(transfer.sequence, 0, data));
      }
    }
  });
  const clock = new FakeMonotonicClock();
  const opened = await new UsbIpServer('127.0.0.1', server.port, clock).open('1-1', never);
  return { server, clock, port: valueOf(opened) };
}

async function listFrom(answer: Buffer, ends = true) {
  await using server = await ScriptedUsbIpServer.start((socket) => {
    socket.write(answer);
    if (ends) socket.end();
  });
  const clock = new FakeMonotonicClock();
  const listing = new UsbIpServer('127.0.0.1', server.port, clock).listDevices(never);
  return ends ? await listing : await passTimeUntil(clock, listing);
}

describe('a list of devices', () => {
  const listReply = operationReply(operations.replyDeviceList);

  test('holds what the server offers, with or without their interfaces', async () => {
    const answer = Buffer.concat([
      listReply,
      deviceCount(2),
      exportedDevice('1-1', 2),
      Buffer.alloc(8),
      exportedDevice('2-1.4'),
    ]);
    expect(valueOf(await listFrom(answer)).map(({ busId }) => busId)).toEqual(['1-1', '2-1.4']);
  });

  test.for([
    ['ends too early', Buffer.concat([listReply, deviceCount(2), exportedDevice('1-1')])],
    ['is no list at all', Buffer.alloc(3)],
  ] as const)('that %s is device.unreachable', async ([, answer]) => {
    expect(errorOf(await listFrom(answer)).code).toBe('device.unreachable');
  });

  test.for([
    ['claims 2^32 - 1 devices', Buffer.concat([listReply, deviceCount(0xffff_ffff)])],
    ['answers another question', operationReply(operations.replyImport)],
  ] as const)('that %s is device.protocol', async ([, answer]) => {
    expect(errorOf(await listFrom(answer)).code).toBe('device.protocol');
  });

  test('that never comes is device.unreachable, and says who', async () => {
    const error = errorOf(await listFrom(listReply, false));
    expect(error.code).toBe('device.unreachable');
    expect(error.subject).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('from a machine that listens to nobody is device.unreachable', async () => {
    const server = await ScriptedUsbIpServer.start(() => undefined);
    const { port } = server;
    await server[Symbol.asyncDispose]();
    const listed = await new UsbIpServer('127.0.0.1', port, new FakeMonotonicClock()).listDevices(
      never,
    );
    expect(errorOf(listed).code).toBe('device.unreachable');
  });

  test('that is not waited for is app.cancelled', async () => {
    const stop = new AbortController();
    await using server = await ScriptedUsbIpServer.start(() => stop.abort());
    const client = new UsbIpServer('127.0.0.1', server.port, new FakeMonotonicClock());
    expect(errorOf(await client.listDevices(stop.signal)).code).toBe('app.cancelled');
  });
});

describe('an import', () => {
  test.for([
    [2, 'device.exclusiveAccess'],
    [4, 'device.notFound'],
    [3, 'device.failed'],
  ] as const)('refused with status %i is %s', async ([status, code]) => {
    await using server = await ScriptedUsbIpServer.start((socket) =>
      socket.end(operationReply(operations.replyImport, status)),
    );
    const client = new UsbIpServer('127.0.0.1', server.port, new FakeMonotonicClock());
    expect(errorOf(await client.open('1-1', never)).code).toBe(code);
  });

  test('of another device than was asked for is device.protocol', async () => {
    await using server = await ScriptedUsbIpServer.start((socket) =>
      socket.end(Buffer.concat([operationReply(operations.replyImport), exportedDevice('9-9')])),
    );
    const client = new UsbIpServer('127.0.0.1', server.port, new FakeMonotonicClock());
    expect(errorOf(await client.open('1-1', never)).code).toBe('device.protocol');
  });

  test('reads what the device says of itself', async () => {
    const { server, port } = await openWith({});
    await using _server = server;
    expect(port.descriptors).toMatchObject({ vendorId: 0x1d6b, configurationValue: 1 });
    expect(port.descriptors.interfaces[0]?.endpoints).toEqual([
      { address: 0x81, kind: 'bulk', direction: 'in', packetBytes: 512 },
      { address: 0x02, kind: 'bulk', direction: 'out', packetBytes: 512 },
      { address: 0x83, kind: 'interrupt', direction: 'in', packetBytes: 64 },
    ]);
  });
});

describe('transfers', () => {
  test('are answered by their number, in whatever order', async () => {
    const waiting: number[] = [];
    const { server, port } = await openWith({
      onTransfer(socket, { sequence }) {
        waiting.push(sequence);
        if (waiting.length < 2) return;
        const [first = 0, second = 0] = waiting;
        socket.write(submitReply(second, 0, Uint8Array.of(2)));
        socket.write(submitReply(first, 0, Uint8Array.of(1, 1)));
      },
    });
    await using _server = server;
    const both = [port.transferIn(0x81, 512), port.transferIn(0x81, 512)];
    expect((await Promise.all(both)).map((result) => [...valueOf(result)])).toEqual([[1, 1], [2]]);
  });

  test.for([
    [-32, 'stalled'],
    [-19, 'disconnected'],
    [-71, 'faulty'],
    [-75, 'faulty'],
    [-5, 'failed'],
  ] as const)('that end with %i have %s', async ([status, kind]) => {
    const { server, port } = await openWith({
      onTransfer: (socket, { sequence }) =>
        socket.write(submitReply(sequence, status, new Uint8Array(0))),
    });
    await using _server = server;
    expect(errorOf(await port.transferIn(0x81, 512)).kind).toBe(kind);
  });

  test.for([
    [
      'more bytes than were asked for',
      (sequence: number) => submitReply(sequence, 0, new Uint8Array(513)),
    ],
    [
      'an answer nobody waits for',
      (sequence: number) => submitReply(sequence + 77, 0, new Uint8Array(1)),
    ],
    ['nonsense', () => Buffer.alloc(48, 0xee)],
  ] as const)('a server that sends %s is left', async ([, answer]) => {
    const { server, port } = await openWith({
      onTransfer: (socket, { sequence }) => socket.write(answer(sequence)),
    });
    await using _server = server;
    expect(errorOf(await port.transferIn(0x81, 512)).kind).toBe('disconnected');
    expect(port.gone.aborted).toBe(true);
    expect(errorOf(await port.transferOut(2, new Uint8Array(1))).kind).toBe('disconnected');
  });

  test('that are called off are given back by the server', async () => {
    const { server, port, clock } = await openWith({
      onTransfer: () => port.callOff(0x81),
      onUnlink(socket, received) {
        const reply = Buffer.alloc(48);
        reply.writeUInt32BE(4, 0);
        reply.writeUInt32BE(received.readUInt32BE(4), 4);
        reply.writeInt32BE(-104, 20);
        socket.write(reply);
      },
    });
    await using _server = server;
    expect(errorOf(await port.transferIn(0x81, 512)).kind).toBe('aborted');
    expect(port.gone.aborted).toBe(false);
    expect(clock.pendingTimerCount).toBe(0);
  });

  test('that are called off and never given back cost the connection', async () => {
    const { server, port, clock } = await openWith({ onTransfer: () => port.callOff(0x81) });
    await using _server = server;
    const transfer = port.transferIn(0x81, 512);
    expect(errorOf(await passTimeUntil(clock, transfer)).kind).toBe('disconnected');
  });

  test('end when the server hangs up', async () => {
    const { server, port, clock } = await openWith({
      onTransfer: () => port.callOff(0x81),
      onUnlink: (socket) => socket.destroy(),
    });
    await using _server = server;
    expect(errorOf(await port.transferIn(0x81, 512)).kind).toBe('disconnected');
    expect(clock.pendingTimerCount).toBe(0);
  });
});
