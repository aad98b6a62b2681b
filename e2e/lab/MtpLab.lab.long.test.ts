import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { beforeEach, expect, test } from 'vitest';
import { exportedDevices } from './exportedDevices.ts';
import { MtpLab } from './MtpLab.ts';
import { runningLab } from './runningLab.ts';

const bootMs = 240_000;

beforeEach(async (context) => {
  await runningLab(context);
});

test(
  'two labs at once have a port and a folder each, and are gone once stopped',
  async () => {
    const folders = [labFolder(), labFolder()];
    const labs = await Promise.all(folders.map((folder) => MtpLab.start({ folder })));
    await expect(MtpLab.start({ folder: folders[0] ?? '' })).rejects.toThrow('already');
    for (const { port } of labs) expect(await exportedDevices(port)).toHaveLength(2);
    expect(new Set(labs.map(({ port }) => port)).size).toBe(2);
    expect(folders.map(processesOf)).toEqual([[expect.anything()], [expect.anything()]]);
    for (const lab of labs) await lab.stop();
    expect(folders.map(processesOf)).toEqual([[], []]);
    for (const folder of folders) rmSync(folder, { recursive: true });
  },
  bootMs,
);

test(
  'a lab ends when the process that started it is killed',
  async () => {
    const folder = labFolder();
    const cli = join(import.meta.dirname, 'cli.ts');
    const starter = spawn(process.execPath, [cli, 'start', '--folder', folder]);
    await once(starter.stdout, 'data');
    expect(processesOf(folder)).toHaveLength(1);
    starter.kill('SIGKILL');
    await expect.poll(() => processesOf(folder), { timeout: 10_000 }).toEqual([]);
    rmSync(folder, { recursive: true });
  },
  bootMs,
);

test(
  'a lab that is lost says how it ended, and what was complained of last',
  async () => {
    const folder = labFolder();
    const lab = await MtpLab.start({ folder });
    const [qemu = ''] = processesOf(folder);
    process.kill(Number(qemu.split('/')[2]), 'SIGSEGV');
    await expect.poll(() => processesOf(folder), { timeout: 10_000 }).toEqual([]);
    await expect(MtpLab.attach({ folder })).rejects.toThrow(/No lab runs .*uMTPrd/s);
    await expect(lab.stop()).rejects.toThrow(/QEMU ended with (139|SIGSEGV)/);
    rmSync(folder, { recursive: true });
  },
  bootMs,
);

test(
  'a file that libmtp sends is whole in uMTP-Responder’s store',
  async (context) => {
    const lab = await runningLab(context);
    // libmtp may then wait in vain for an answer, and call it a failure: its exit code says nothing.
    const send = 'printf hello > /tmp/sent.txt; mtp-sendfile /tmp/sent.txt /';
    await using run = await lab.inside(['sh', '-c', send], { device: 'umtp' });
    await run.finished();
    const digest = createHash('sha256').update('hello').digest('hex');
    expect((await lab.umtpFiles()).get('/sent.txt')).toBe(digest);
  },
  bootMs,
);

function labFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mtp-lab-'));
}

/** The QEMU processes that have `folder` on their command line. */
function processesOf(folder: string): readonly string[] {
  return globSync('/proc/[0-9]*/cmdline').filter((file) => {
    try {
      const [program = '', ...rest] = readFileSync(file, 'utf8').split('\0');
      return program === 'qemu-system-x86_64' && rest.join(' ').includes(folder);
    } catch {
      return false;
    }
  });
}
