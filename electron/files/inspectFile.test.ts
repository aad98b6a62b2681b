import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inspectFile } from './inspectFile.ts';
import { makeMedia, type MadeFormat } from './testing/makeMedia.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
beforeEach(() => (folder = new TemporaryFolder()));
afterEach(() => folder[Symbol.dispose]());

const { signal } = new AbortController();
const inFolder = (name: string) => join(folder.path, name);

async function codeOf(path: string): Promise<string> {
  const inspected = await inspectFile(path, signal);
  return inspected.ok ? 'ok' : inspected.error.code;
}

/** A copy of a made file that may be changed. */
async function copyOf(format: MadeFormat, name = `copy.${format}`): Promise<string> {
  copyFileSync(await makeMedia({ format }), inFolder(name));
  return inFolder(name);
}

function cut(path: string, share: number): string {
  truncateSync(path, Math.floor(readFileSync(path).length * share));
  return path;
}

describe('bad input', () => {
  test('missing: file.notFound, with the name and not the path', async () => {
    expect(await inspectFile(inFolder('gone.mp3'), signal)).toEqual({
      ok: false,
      error: { code: 'file.notFound', subject: 'gone.mp3', details: 'ENOENT' },
    });
    expect(await codeOf(join(await copyOf('mp3'), 'below a file.mp3'))).toBe('file.notFound');
  });

  test('a link that leads nowhere: file.notFound', async () => {
    symlinkSync('nowhere.mp3', inFolder('link.mp3'));
    expect(await codeOf(inFolder('link.mp3'))).toBe('file.notFound');
  });

  // Root reads everything, so the question is put by a process that has given its rights away.
  test('unreadable: file.permissionDenied', async () => {
    const path = await copyOf('mp3');
    chmodSync(path, 0);
    chmodSync(folder.path, 0o755);
    const module = new URL('./inspectFile.ts', import.meta.url).href;
    const script = `
      const { inspectFile } = await import(${JSON.stringify(module)});
      if (process.getuid?.() === 0) process.setuid(65534);
      const inspected = await inspectFile(process.argv[1], new AbortController().signal);
      console.log(inspected.ok ? 'ok' : inspected.error.code);`;
    const arguments_ = ['--input-type=module', '-e', script, path];
    const { stdout } = await promisify(execFile)(process.execPath, arguments_);
    expect(stdout.trim()).toBe('file.permissionDenied');
  });

  test('empty: file.empty', async () => {
    writeFileSync(inFolder('empty.mp3'), '');
    expect(await codeOf(inFolder('empty.mp3'))).toBe('file.empty');
  });

  test('directory: file.isDirectory', async () => {
    mkdirSync(inFolder('folder.mp3'));
    expect(await codeOf(inFolder('folder.mp3'))).toBe('file.isDirectory');
  });

  test('FIFO: file.notRegular, without waiting for a writer', async () => {
    execFileSync('mkfifo', [inFolder('pipe.mp3')]);
    expect(await codeOf(inFolder('pipe.mp3'))).toBe('file.notRegular');
    symlinkSync('pipe.mp3', inFolder('link.mp3'));
    expect(await codeOf(inFolder('link.mp3'))).toBe('file.notRegular');
  });

  test('device: file.notRegular', async () => {
    expect(await codeOf('/dev/zero')).toBe('file.notRegular');
  });

  test('socket: file.notRegular', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(inFolder('socket.mp3'), resolve));
    expect(await codeOf(inFolder('socket.mp3'))).toBe('file.notRegular');
    server.close();
  });

  test('a name of 255 bytes is played', async () => {
    expect(await codeOf(await copyOf('mp3', `${'n'.repeat(251)}.mp3`))).toBe('ok');
    expect(await codeOf(await copyOf('mp3', `${'ö'.repeat(125)}x.mp3`))).toBe('ok');
  });

  test('a name of more than 255 bytes: file.nameTooLong', async () => {
    expect(await codeOf(inFolder(`${'n'.repeat(252)}.mp3`))).toBe('file.nameTooLong');
    expect(await codeOf(inFolder(`${'ö'.repeat(126)}.mp3`))).toBe('file.nameTooLong');
  });

  test('invalid UTF-8: file.nameNotUnicode, in the file’s name or a folder’s', async () => {
    const bad = Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from([0x62, 0xfc])]);
    mkdirSync(bad);
    writeFileSync(
      Buffer.concat([bad, Buffer.from('/song-'), Buffer.from([0xe9]), Buffer.from('.mp3')]),
      'x',
    );
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder.path}/h`), Buffer.from([0xe9]), Buffer.from('.mp3')]),
      'x',
    );
    expect(await codeOf(inFolder('h\ufffd.mp3'))).toBe('file.nameNotUnicode');
    expect(await codeOf(inFolder('h\udce9.mp3'))).toBe('file.nameNotUnicode');
    expect(await codeOf(inFolder('b\ufffd/song-\ufffd.mp3'))).toBe('file.nameNotUnicode');
    expect(await codeOf(inFolder('other\ufffd.mp3'))).toBe('file.notFound');
  });

  test('a name with a real replacement character is played', async () => {
    expect(await codeOf(await copyOf('mp3', 'what\ufffd.mp3'))).toBe('ok');
  });

  test.each([
    ['text', 'It was a dark and stormy night. '.repeat(400)],
    ['HTML', '<!doctype html><html><script>alert(1)</script></html>'],
    ['a shell script', '#!/bin/sh\nrm -rf /\n'],
    ['a picture', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01'],
    ['a PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj'],
    ['an archive', 'PK\x03\x04\x14\0\0\0\x08\0'],
  ])('%s renamed to .mp3: file.notMedia', async (_name, content) => {
    writeFileSync(inFolder('fake.mp3'), content, 'latin1');
    expect(await codeOf(inFolder('fake.mp3'))).toBe('file.notMedia');
  });

  test('truncated: file.truncated where the container proves it', async () => {
    expect(await codeOf(cut(await copyOf('wav'), 0.5))).toBe('file.truncated');
    expect(await codeOf(cut(await copyOf('m4a'), 0.9))).toBe('file.truncated');
    expect(await codeOf(cut(await copyOf('mp4'), 0.5))).toBe('file.truncated');
    expect(await codeOf(cut(await copyOf('flac'), 0.2))).toBe('file.truncated');
  });

  test('an mp4 without moov: file.truncated', async () => {
    const path = await copyOf('mp4');
    const bytes = readFileSync(path);
    bytes.write('free', bytes.lastIndexOf('moov'), 'latin1');
    writeFileSync(path, bytes);
    expect(await codeOf(path)).toBe('file.truncated');
  });

  test.each(['mp3', 'ogg', 'opus', 'aac', 'mkv', 'webm'] as const)(
    'a %s cut short is played as far as it goes',
    async (format) => expect(await codeOf(cut(await copyOf(format), 0.6))).toBe('ok'),
  );

  test('a wav whose writer left the size open is played', async () => {
    const path = await copyOf('wav');
    const bytes = readFileSync(path);
    bytes.writeUInt32LE(0xffff_ffff, bytes.indexOf('data') + 4);
    writeFileSync(path, bytes);
    expect(await codeOf(path)).toBe('ok');
  });
});

describe('good input', () => {
  test.each([
    ['mp3', 'audio/mpeg'],
    ['flac', 'audio/flac'],
    ['m4a', 'audio/mp4'],
    ['aac', 'audio/aac'],
    ['ogg', 'audio/ogg; codecs="vorbis"'],
    ['opus', 'audio/ogg; codecs="opus"'],
    ['wav', 'audio/wav'],
    ['webm', 'video/webm'],
    ['mp4', 'video/mp4'],
    ['mov', 'video/mp4'],
    ['mkv', 'video/x-matroska'],
  ] as const)('wrong extension: a %s is what its content says', async (format, mimeType) => {
    const path = await copyOf(format, 'misnamed.txt');
    const inspected = await inspectFile(path, signal);
    expect(inspected).toMatchObject({ ok: true, value: { path, mimeType } });
    expect(inspected.ok && inspected.value.sizeBytes).toBe(readFileSync(path).length);
  });

  test('an abort answers app.cancelled, before and while it looks', async () => {
    const path = await copyOf('mp3');
    const cancelled = { ok: false, error: { code: 'app.cancelled', subject: 'copy.mp3' } };
    expect(await inspectFile(path, AbortSignal.abort())).toEqual(cancelled);
    const controller = new AbortController();
    const inspecting = inspectFile(path, controller.signal);
    controller.abort();
    expect(await inspecting).toEqual(cancelled);
  });
});
