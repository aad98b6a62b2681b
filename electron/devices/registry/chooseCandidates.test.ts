import { expect, test } from 'vitest';
import type { DeviceId } from '../../contract/ids.ts';
import type { DeviceCandidate } from '../DeviceProvider.ts';
import { FakeDevice } from '../testing/fake/FakeDevice.ts';
import { FakeProvider } from '../testing/fake/FakeProvider.ts';
import { chooseCandidates, fallbackNeededFor } from './chooseCandidates.ts';

const first = new FakeProvider();
const second = new FakeProvider();
const libmtp = new FakeProvider();
const one = candidate(1);
const two = candidate(2);
const three = candidate(3);

function candidate(number: number): DeviceCandidate {
  const { identity } = new FakeDevice({ number });
  return { identity, location: `usb 1-${number}`, obstacle: null };
}

const idOf = ({ identity }: DeviceCandidate): DeviceId => identity.deviceId;

test('each device is there once, with the first provider that has it', () => {
  const chosen = chooseCandidates({
    found: [
      { provider: first, candidates: [one, two] },
      { provider: second, candidates: [two, three] },
    ],
    fallback: null,
    failedId: null,
  });
  expect([...chosen.keys()]).toEqual([one, two, three].map(idOf));
  expect([...chosen.values()].map(({ provider }) => provider)).toEqual([first, first, second]);
});

test('a fallback stands in for the device that failed, and for nothing else', () => {
  const choice = {
    found: [{ provider: first, candidates: [one] }],
    fallback: { provider: libmtp, candidates: [three] },
  };
  expect([...chooseCandidates({ ...choice, failedId: null }).keys()]).toEqual([idOf(one)]);
  const chosen = chooseCandidates({ ...choice, failedId: idOf(one) });
  expect([...chosen]).toEqual([[idOf(three), { provider: libmtp, candidate: three }]]);
});

test('a fallback that finds nothing takes nothing away', () => {
  const chosen = chooseCandidates({
    found: [{ provider: first, candidates: [one] }],
    fallback: { provider: libmtp, candidates: [] },
    failedId: idOf(one),
  });
  expect([...chosen.keys()]).toEqual([idOf(one)]);
});

test('a fallback may know the device by the same id', () => {
  const chosen = chooseCandidates({
    found: [{ provider: first, candidates: [one] }],
    fallback: { provider: libmtp, candidates: [one] },
    failedId: idOf(one),
  });
  expect([...chosen.values()]).toEqual([{ provider: libmtp, candidate: one }]);
});

test('a fallback is needed for the only device, when it failed', () => {
  expect(fallbackNeededFor([one], new Set([idOf(one)]))).toBe(idOf(one));
  expect(fallbackNeededFor([one], new Set())).toBeNull();
  expect(fallbackNeededFor([one, two], new Set([idOf(one)]))).toBeNull();
  expect(fallbackNeededFor([], new Set([idOf(one)]))).toBeNull();
});
