import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { SignInFiles } from './SignInFiles.ts';

describe('SignInFiles', () => {
  let temporary: TemporaryFolder;
  let folder: string;
  /** Of the links, oldest first. */
  let uses: (() => void)[];

  beforeEach(() => {
    temporary = new TemporaryFolder();
    folder = temporary.file('sign-in');
    uses = [];
  });
  afterEach(() => temporary[Symbol.dispose]());

  const open = () =>
    SignInFiles.open({
      folder,
      createSignInLink: (onUsed) => `http://127.0.0.1:1/sign-in?a="b&token=${uses.push(onUsed)}`,
    });

  test('a file leads to a link of its own, and nobody else may read it', async () => {
    await using files = await open();
    const first = readFileSync(await files.create(), 'utf8');
    const second = await files.create();
    expect(first).toContain('0; url=http://127.0.0.1:1/sign-in?a=&quot;b&amp;token=1"');
    expect(readFileSync(second, 'utf8')).toContain('token=2"');
    expect(statSync(second).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('it is gone when its link was used, and the others are not', async () => {
    await using files = await open();
    const [first, second] = [await files.create(), await files.create()];
    uses[0]?.();
    await vi.waitUntil(() => !existsSync(first));
    expect(existsSync(second)).toBe(true);
  });

  test('at the end nothing is left, nor of a run that had no end', async () => {
    const killed = await open();
    await killed.create();
    writeFileSync(`${folder}/.half.tmp`, 'half a file');
    const files = await open();
    expect(readdirSync(folder)).toEqual([]);
    await files.create();
    await files[Symbol.asyncDispose]();
    expect(existsSync(folder)).toBe(false);
  });
});
