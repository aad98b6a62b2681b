import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { tlsFileText } from './headlessTexts.ts';
import { readTlsFiles } from './readTlsFiles.ts';

describe('readTlsFiles', () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = new TemporaryFolder()));
  afterEach(() => folder[Symbol.dispose]());

  const complaintAbout = async (certificateFile: string, keyFile: string) => {
    const files = await readTlsFiles({ certificateFile, keyFile });
    return files.ok ? null : tlsFileText(files.error);
  };

  test('reads what is given', async () => {
    const [certificateFile, keyFile] = [folder.file('c.pem'), folder.file('k.pem')];
    writeFileSync(certificateFile, 'certificate');
    writeFileSync(keyFile, 'key');
    expect(await readTlsFiles({ certificateFile, keyFile })).toEqual({
      ok: true,
      value: { certificate: 'certificate', key: 'key' },
    });
    expect(await readTlsFiles({ certificateFile: undefined, keyFile: undefined })).toEqual({
      ok: true,
      value: { certificate: undefined, key: undefined },
    });
  });

  test('names the certificate when neither is there, and the key when only that is missing', async () => {
    const [certificateFile, keyFile] = [folder.file('c.pem'), folder.file('k.pem')];
    expect(await complaintAbout(certificateFile, keyFile)).toBe(
      `There is no file ${certificateFile}. Check what --certificate says.`,
    );
    writeFileSync(certificateFile, 'certificate');
    expect(await complaintAbout(certificateFile, keyFile)).toBe(
      `There is no file ${keyFile}. Check what --key says.`,
    );
  });

  test('says what to do about a folder', async () => {
    mkdirSync(folder.file('c.pem'));
    expect(await complaintAbout(folder.file('c.pem'), folder.file('k.pem'))).toBe(
      `${folder.file('c.pem')} is a folder. Give --certificate a PEM file.`,
    );
  });
});
