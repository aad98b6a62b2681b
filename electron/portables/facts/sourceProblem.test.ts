import { expect, test } from 'vitest';
import { DeviceSourceId } from '../../contract/ids.ts';
import { sourceProblem } from './sourceProblem.ts';

const sourceId = DeviceSourceId.parse('s1');
const unreachable = { code: 'device.unreachable', subject: 'nas.local:3240' } as const;
const gone = { code: 'file.notFound', subject: 'Player' } as const;
const failures = [
  { place: 'nas.local:3240', error: unreachable },
  { place: '/media/Player', error: gone },
];

test('a place is told what went wrong there, and nothing of the others', () => {
  const host = (address: string) => ({ kind: 'host', sourceId, address }) as const;
  const folder = (path: string) => ({ kind: 'folder', sourceId, path }) as const;
  expect(sourceProblem(host('nas.local'), failures)).toEqual(unreachable);
  expect(sourceProblem(host(' nas.local:3240 '), failures)).toEqual(unreachable);
  expect(sourceProblem(host('nas.local:3241'), failures)).toBeNull();
  expect(sourceProblem(folder('/media/Player'), failures)).toEqual(gone);
  expect(sourceProblem(folder('/elsewhere/Player'), failures)).toBeNull();
});
