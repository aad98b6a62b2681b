import type { Socket } from 'node:net';

/** The longest line; more than any command line can hold. */
const maximumLineBytes = 16 * 1024 * 1024;
const newline = 0x0a;

/** What the other side sent is no line of JSON, too long, or broken off. */
export class InvalidLineError extends Error {
  override readonly name = 'InvalidLineError';
}

/** The JSON value of the first line that arrives. Rejects with `InvalidLineError`, or the socket's error. */
export async function readLine(socket: Socket): Promise<unknown> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const end = chunk.indexOf(newline);
    chunks.push(end === -1 ? chunk : chunk.subarray(0, end));
    sizeBytes += chunk.length;
    if (sizeBytes > maximumLineBytes) throw new InvalidLineError('The line is too long');
    if (end !== -1) return parse(Buffer.concat(chunks).toString('utf8'));
  }
  throw new InvalidLineError('The connection ended before the line did');
}

/** Sends `value` as the last line of this side. */
export function writeLine(socket: Socket, value: unknown): void {
  socket.end(`${JSON.stringify(value)}\n`);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new InvalidLineError('The line is no JSON', { cause });
  }
}
