import { randomUUID } from 'node:crypto';
import { LineSocket } from './LineSocket.ts';

const patienceMs = 120_000;
const socketPatienceMs = 10_000;
const bootPatienceMs = 180_000;

/** Commands the guest through its second serial port; `guest/serve.sh` answers. */
export class GuestControl {
  readonly #socketPath: string;

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  /** Resolves when the guest serves. To be called when QEMU was started: the guest says so once. */
  async booted(): Promise<void> {
    using socket = await LineSocket.connectWhenOpen(this.#socketPath, socketPatienceMs);
    while ((await socket.read(bootPatienceMs)) !== '0 done');
  }

  /** @returns the lines it printed. @throws when it failed; why is in the log */
  async perform(command: string): Promise<readonly string[]> {
    using socket = await LineSocket.connect(this.#socketPath);
    // An answer that nobody waited for may still be on the line: only lines with this id are read.
    const id = randomUUID();
    socket.write(`${id} ${command}`);
    const printed: string[] = [];
    for (;;) {
      const line = await socket.read(patienceMs);
      if (line === `${id} done`) return printed;
      if (line === `${id} failed`) throw new Error(`The guest failed to ${command}`);
      if (line.startsWith(`${id} | `)) printed.push(line.slice(id.length + 3));
    }
  }
}
