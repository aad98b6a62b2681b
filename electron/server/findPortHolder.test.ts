import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FakeProcessFolder } from '../base/testing/FakeProcessFolder.ts';
import { findPortHolder } from './findPortHolder.ts';

const projectFolder = join(import.meta.dirname, '..', '..');

/** Port 7349 (1CB5): a listener of inode 501, a connection to it of inode 502; port 80: 503. */
const sockets = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 503 1 0 100 0 0 10 0
   1: 0100007F:1CB5 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000  1000        0 502 1 0 20 4 30 10 -1
   2: 0100007F:1CB5 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 501 1 0 100 0 0 10 0
`;

test('names the program that listens at the port, not one that is connected to it', async () => {
  using processes = new FakeProcessFolder();
  processes.setSockets('tcp', sockets);
  processes.add(10, 'browser', 'socket:[502]');
  expect(await findPortHolder(7349, processes.path)).toBeNull();
  processes.add(20, 'nginx', 'socket:[501]');
  const holder = { program: 'nginx', processId: 20, isPortamento: false };
  expect(await findPortHolder(7349, processes.path)).toEqual(holder);
});

test('knows another Portamento, also one that listens by IPv6', async () => {
  using processes = new FakeProcessFolder();
  processes.setSockets('tcp6', sockets.replaceAll('0100007F', '0'.repeat(32)));
  processes.add(20, 'MainThread', 'socket:[501]');
  const script = join(projectFolder, 'dist', 'electron', 'headless.js');
  processes.setCommandLine(20, 'node', '--no-warnings', script, '--no-open');
  expect(await findPortHolder(7349, processes.path)).toMatchObject({ isPortamento: true });
});

test('knows a Portamento that runs from its sources, named from where it was started', async () => {
  using processes = new FakeProcessFolder();
  processes.setSockets('tcp', sockets);
  processes.add(20, 'MainThread', 'socket:[501]');
  processes.setCommandLine(20, 'node', 'electron/headless.ts');
  processes.setWorkingFolder(20, projectFolder);
  expect(await findPortHolder(7349, processes.path)).toMatchObject({ isPortamento: true });
});

test.each([
  ['another project’s script of that name', ['node', '/opt/other/electron/headless.js']],
  ['what only names our script', ['nc', '-l', '7349', join(projectFolder, 'electron/headless.ts')]],
  ['nothing', []],
])('takes %s for no Portamento', async (_name, words) => {
  using processes = new FakeProcessFolder();
  processes.setSockets('tcp', sockets);
  processes.add(20, 'node', 'socket:[501]');
  processes.setCommandLine(20, ...words);
  expect(await findPortHolder(7349, processes.path)).toMatchObject({ isPortamento: false });
});

test('is nobody where nobody may be seen', async () => {
  expect(await findPortHolder(7349, '/nowhere')).toBeNull();
});

test.runIf(process.platform === 'linux')('finds a real listener', async () => {
  const script = `const server = require('node:http').createServer().listen(0, '127.0.0.1',
    () => console.log(server.address().port))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  const port = await new Promise<number>((resolve) => {
    child.stdout.once('data', (data: Buffer) => resolve(Number(data)));
  });
  expect(await findPortHolder(port)).toEqual({
    program: 'node',
    processId: child.pid,
    isPortamento: false,
  });
});
