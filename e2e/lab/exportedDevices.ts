import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

const headerBytes = 12;
const deviceBytes = 312;
const interfaceBytes = 4;

/** The devices a USB/IP server offers, as `vendor:product`: what it answers to OP_REQ_DEVLIST. */
export async function exportedDevices(port: number): Promise<readonly string[]> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(Buffer.from([0x01, 0x11, 0x80, 0x05, 0, 0, 0, 0]));
  const answer = await buffer(socket);
  const devices: string[] = [];
  for (let at = headerBytes; devices.length < answer.readUInt32BE(8);) {
    const id = (offset: number) =>
      answer
        .readUInt16BE(at + offset)
        .toString(16)
        .padStart(4, '0');
    devices.push(`${id(300)}:${id(302)}`);
    at += deviceBytes + interfaceBytes * answer.readUInt8(at + 311);
  }
  return devices.sort();
}
