import { describe, expect, it } from 'vitest';
import { sampleDevice } from '../../testing/sampleDevice.ts';
import { storageParts } from './storageParts.ts';

const [storage] = sampleDevice.storages;
if (storage === undefined) throw new Error('the sample player has no storage');
const nothing = { music: 0, video: 0, picture: 0, playlist: 0, other: 0 };

describe('storageParts', () => {
  it('says nothing while nothing was counted', () => {
    expect(storageParts({ ...storage, contentBytes: null })).toEqual([]);
  });

  it('counts as other what is taken and was not counted', () => {
    const contentBytes = { ...nothing, music: 300, other: 50 };
    expect(
      storageParts({ ...storage, capacityBytes: 1_000, freeBytes: 500, contentBytes }),
    ).toEqual([
      { kind: 'music', sizeBytes: 300 },
      { kind: 'other', sizeBytes: 200 },
    ]);
  });

  it('does not go below nothing where a player claims more than it holds', () => {
    const contentBytes = { ...nothing, music: 900 };
    expect(
      storageParts({ ...storage, capacityBytes: 1_000, freeBytes: 500, contentBytes }),
    ).toEqual([{ kind: 'music', sizeBytes: 900 }]);
  });
});
