import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ChildModule } from '../base/testing/ChildModule.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { LogFile, type LogFileOptions } from './LogFile.ts';

function openLog(options: Partial<LogFileOptions> = {}): LogFile {
  const folder = new TemporaryFolder();
  const log = new LogFile({ folder: folder.file('log'), ...options });
  onTestFinished(() => {
    log[Symbol.dispose]();
    folder[Symbol.dispose]();
  });
  return log;
}

function textOf(log: LogFile): string {
  log.flush();
  return readFileSync(log.path, 'utf8');
}

function lines(log: LogFile): unknown[] {
  return textOf(log)
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

describe('LogFile', () => {
  test('a line is in the file when it was flushed', () => {
    const log = openLog();
    log.logger.child({ room: 'queue' }).warn('Something happened', { count: 3 });
    expect(lines(log)).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
        room: 'queue',
        count: 3,
        msg: 'Something happened',
      },
    ]);
    expect(statSync(log.path).mode & 0o777).toBe(0o600);
  });

  test('an error is written with its message and stack', () => {
    const log = openLog();
    log.logger.error('It failed', { error: new Error('no luck') });
    expect(lines(log)[0]).toMatchObject({
      error: { message: 'no luck', stack: expect.stringContaining('LogFile.test') as string },
    });
  });

  test('debug lines are left out unless they are asked for', () => {
    const log = openLog();
    log.logger.debug('detail');
    expect(textOf(log)).toBe('');
    const wordy = openLog({ level: 'debug' });
    wordy.logger.debug('detail');
    expect(lines(wordy)).toHaveLength(1);
  });

  test('nothing that gives access is written', () => {
    const log = openLog();
    log.logger.info('Open http://127.0.0.1:1/?token=sesame&x=1', {
      token: 'sesame',
      request: { cookie: 'sesame', authorization: 'Bearer sesame' },
      header: 'Cookie: __Host-session=sesame',
      error: new Error('GET /?token=sesame failed'),
      other: 'authorization was Bearer sesame',
    });
    const text = textOf(log);
    expect(text).not.toContain('sesame');
    expect(text).toContain('?token=[secret]&x=1');
  });

  test('lines get into the file by themselves, in order', async () => {
    const log = openLog();
    for (let index = 0; index < 1_000; index += 1) log.logger.info(`line ${index}`);
    await vi.waitUntil(() => readFileSync(log.path, 'utf8').includes('"line 999"'));
    const messages = lines(log).map((line) => (line as { msg: string }).msg);
    expect(messages).toEqual(Array.from({ length: 1_000 }, (_, index) => `line ${index}`));
  });

  test('what is flushed while it is written is in the file once, and so is what follows', async () => {
    const log = openLog();
    log.logger.info('first');
    log.logger.info('second');
    expect(lines(log)).toHaveLength(2);
    log.logger.info('third');
    await vi.waitUntil(() => readFileSync(log.path, 'utf8').includes('third'));
    expect(lines(log)).toMatchObject([{ msg: 'first' }, { msg: 'second' }, { msg: 'third' }]);
  });

  test('what waits is written when the process exits', async () => {
    const folder = new TemporaryFolder();
    onTestFinished(() => folder[Symbol.dispose]());
    await using child = new ChildModule(
      new URL('./testing/logAndExit.ts', import.meta.url),
      folder.path,
    );
    await expect(child.nextLine()).rejects.toThrow('ended');
    expect(readFileSync(folder.file('portamento.log'), 'utf8')).toContain('last words');
  });

  test('a full file makes room; three are kept', async () => {
    const log = openLog({ maximumFileBytes: 1_000 });
    for (let index = 0; index < 100; index += 1) log.logger.info(`line ${index}`);
    await vi.waitUntil(() => readFileSync(log.path, 'utf8').includes('line 99'));

    const folder = join(log.path, '..');
    const names = ['portamento.1.log', 'portamento.2.log', 'portamento.log'];
    expect(readdirSync(folder).sort()).toEqual(names);
    for (const name of names) {
      expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1_000);
    }
    expect(await log.readTail(100_000)).toContain('line 99');
    expect(readFileSync(join(folder, 'portamento.1.log'), 'utf8')).not.toContain('line 99');
  });

  test('goes on with the file that is there', () => {
    const log = openLog();
    log.logger.info('first');
    log[Symbol.dispose]();
    const again = openLog({ folder: join(log.path, '..') });
    again.logger.info('second');
    expect(lines(again)).toMatchObject([{ msg: 'first' }, { msg: 'second' }]);
  });

  test('the tail is whole lines with shortened paths', async () => {
    const log = openLog();
    log.logger.info('ünïcödé '.repeat(50));
    log.logger.info('Opened', { path: join(homedir(), 'Music', 'a.mp3'), other: '/mnt/x/y/z.mp3' });
    const tail = await log.readTail(300);
    expect(tail.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(tail)).toMatchObject({ path: '~/Music/a.mp3', other: '…/y/z.mp3' });
  });

  test('the tail goes back over full files, and stays the same while lines are written', async () => {
    const log = openLog({ maximumFileBytes: 1_000 });
    for (let index = 0; index < 40; index += 1) log.logger.info(`line ${index}`);
    const reading = log.readTail(2_000);
    for (let index = 40; index < 80; index += 1) log.logger.info(`line ${index}`);
    const told = (await reading)
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(told.length).toBeGreaterThan(20);
    const first = 40 - told.length;
    expect(told).toEqual(Array.from({ length: told.length }, (_, at) => `line ${first + at}`));
  });

  test('the tail of a log that is all there begins with its first line', async () => {
    const log = openLog({ maximumFileBytes: 1_000 });
    for (let index = 0; index < 15; index += 1) log.logger.info(`line ${index}`);
    const tail = await log.readTail(100_000);
    expect(tail).toMatch(/^\{.*"line 0"\}\n/);
    expect(tail.trimEnd().split('\n')).toHaveLength(15);
  });

  test('a line after the end is dropped', () => {
    const log = openLog();
    log[Symbol.dispose]();
    log.logger.info('too late');
    expect(existsSync(log.path)).toBe(true);
    expect(readFileSync(log.path, 'utf8')).toBe('');
  });
});
