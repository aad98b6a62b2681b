import { expect, test } from 'vitest';
import { err, ok } from '../../base/Result.ts';
import { FakeMonotonicClock } from '../../base/testing/FakeMonotonicClock.ts';
import { CallId, ClientId, UploadId } from '../../contract/ids.ts';
import { Activities } from '../Activities.ts';
import type { FileReceiver } from './FileReceiver.ts';
import { UploadDrops } from './UploadDrops.ts';

const page = ClientId.parse('page');
const { signal } = new AbortController();

test('the newest drop that is complete is kept for an answer that was lost, and no earlier one', async () => {
  const announcedIds: string[] = [];
  const receiver: FileReceiver = {
    accepts: 'media',
    add: (files) => Promise.resolve(ok(files.length)),
    end: () => undefined,
  };
  const drops = new UploadDrops(
    new Activities(new FakeMonotonicClock()),
    {
      announce: (_clientId, files) => {
        announcedIds.push(...files.map(({ uploadId }) => uploadId));
        return ok();
      },
      want: () => Promise.resolve(err({ code: 'upload.gone' })),
    },
    () => ok(receiver),
  );
  const announce = (name: string, last = true) =>
    drops.announce(
      page,
      {
        callId: CallId.parse(`call-${name.slice(0, 1)}`),
        target: { kind: 'queue', placement: { kind: 'append' } },
        files: [{ uploadId: UploadId.parse(name), relativePath: `${name}.mp3`, sizeBytes: 1 }],
        last,
      },
      signal,
    );
  await announce('open', false);
  await announce('first');
  await announce('second');
  await announce('third', false);
  // It goes on, and is one drop with what came before.
  expect(await announce('open-again')).toMatchObject(ok({ addedCount: 2 }));
  expect(await announce('third', false)).toMatchObject(ok({ addedCount: 1 }));
  await announce('second');
  expect(announcedIds).toEqual(['open', 'first', 'second', 'third', 'open-again']);
  await announce('first');
  expect(announcedIds.at(-1)).toBe('first');
});
