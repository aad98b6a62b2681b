import { EventEmitter } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { launchUtilityProcess } from './launchUtilityProcess.ts';

const module = new URL('file:///app/dist/electron/module.js');
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** A process that hears no polite signal, as one that is busy in native code. */
class StubUtilityProcess extends EventEmitter {
  readonly posted: unknown[] = [];
  readonly pid: number | undefined;

  constructor() {
    super();
    const script = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
    const child = spawn(process.execPath, ['--eval', script], { stdio: 'ignore' });
    child.once('exit', (code) => this.emit('exit', code ?? 9));
    children.push(child);
    this.pid = child.pid;
  }

  postMessage(message: unknown): void {
    this.posted.push(message);
  }
}

function launch() {
  const stub = new StubUtilityProcess();
  const asked: unknown[] = [];
  const fork = (...parameters: unknown[]) => {
    asked.push(...parameters);
    return stub;
  };
  return { stub, asked, launched: launchUtilityProcess({ fork })(module) };
}

test('messages go both ways, and what the process prints is dropped', () => {
  const { stub, asked, launched } = launch();
  expect(asked).toEqual(['/app/dist/electron/module.js', [], { stdio: 'ignore' }]);
  const heard: unknown[] = [];
  launched.messages.subscribe((message) => void heard.push(message));
  launched.send({ kind: 'attach' });
  stub.emit('message', { kind: 'attached' });
  expect(stub.posted).toEqual([{ kind: 'attach' }]);
  expect(heard).toEqual([{ kind: 'attached' }]);
});

test('it is ended whatever it is doing, and how it ended is told', async () => {
  const { launched } = launch();
  launched.kill();
  expect(await launched.ended).toBe('code 9');
});
