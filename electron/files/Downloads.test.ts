import { expect, test } from 'vitest';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { Downloads, maximumOffers, offerLifetimeMs, type Download } from './Downloads.ts';

const download: Download = {
  fileName: 'a.mp3',
  sizeBytes: 0,
  stream: () => ReadableStream.from<Uint8Array>([]),
};
const idOf = ({ url }: { url: string }) => url.replace('download/', '');

test('an offer is taken once', () => {
  const downloads = new Downloads(new FakeMonotonicClock());
  const offer = downloads.offer(download);
  expect(offer.fileName).toBe('a.mp3');
  expect(offer.url).toMatch(/^download\/[\w-]{22}$/);
  expect(downloads.take(idOf(offer))).toBe(download);
  expect(downloads.take(idOf(offer))).toBeNull();
  expect(downloads.take('guessed')).toBeNull();
});

test('an offer nobody took ends with its time', () => {
  const clock = new FakeMonotonicClock();
  const downloads = new Downloads(clock);
  const early = downloads.offer(download);
  clock.advance(offerLifetimeMs / 2);
  const late = downloads.offer(download);
  clock.advance(offerLifetimeMs / 2);
  expect(downloads.take(idOf(early))).toBeNull();
  expect(downloads.take(idOf(late))).toBe(download);
});

test('the oldest offer gives way', () => {
  const downloads = new Downloads(new FakeMonotonicClock());
  const offers = Array.from({ length: maximumOffers + 1 }, () => idOf(downloads.offer(download)));
  expect(downloads.take(offers[0] ?? '')).toBeNull();
  expect(downloads.take(offers[1] ?? '')).toBe(download);
  expect(downloads.take(offers.at(-1) ?? '')).toBe(download);
});
