import { expect, test } from 'vitest';
import { err, ok } from '../base/Result.ts';
import { ClientId, UploadId } from '../contract/ids.ts';
import { AnnouncedUploads } from './AnnouncedUploads.ts';

const page = ClientId.parse('page');
const filesOf = (names: string) =>
  Array.from(names, (name) => ({
    uploadId: UploadId.parse(name),
    relativePath: `${name}.mp3`,
    sizeBytes: 1,
  }));

test('more files than there may be are refused, and none of them noted', () => {
  const announced = new AnnouncedUploads(3);
  expect(announced.announce(page, filesOf('ab'))).toEqual(ok());
  expect(announced.announce(page, filesOf('cd'))).toEqual(err({ code: 'queue.full' }));
  expect(announced.get(UploadId.parse('c'))).toBeUndefined();
  expect(announced.announce(page, filesOf('c'))).toEqual(ok());
});

test('files that come again count once', () => {
  const announced = new AnnouncedUploads(3);
  announced.announce(page, filesOf('abc'));
  announced.clientGone(page);
  const again = ClientId.parse('again');
  expect(announced.announceAgain(again, filesOf('abc'))).toEqual(ok());
  expect(announced.get(UploadId.parse('c'))?.clientId).toBe(again);
  expect(announced.announceAgain(again, filesOf('abcd'))).toEqual(err({ code: 'queue.full' }));
});
