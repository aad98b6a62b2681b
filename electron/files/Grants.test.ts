import { describe, expect, test } from 'vitest';
import { GrantId, UploadId } from '../contract/ids.ts';
import { type GrantFailure, Grants } from './Grants.ts';

describe('grants', () => {
  test('one path has one grant, which leads back to it', () => {
    const grants = new Grants();
    const grantId = grants.grantFile('/music/a.mp3');
    expect(grants.grantFile('/music/../music/./a.mp3')).toBe(grantId);
    expect(grants.grantFile('/music/b.mp3')).not.toBe(grantId);
    expect(grants.resolve(grantId)).toEqual({
      kind: 'file',
      path: '/music/a.mp3',
      confineTo: null,
    });
    expect(grants.count).toBe(2);
  });

  test('what is in a root by name is confined to the roots', () => {
    const roots = ['/music', '/more'];
    const grants = new Grants({ roots });
    const inRoot = grants.resolve(grants.grantFile('/music/album/a.mp3'));
    expect(inRoot).toMatchObject({ confineTo: roots });
    for (const path of ['/musical/a.mp3', '/music/../a.mp3', '/home/a.mp3']) {
      expect(grants.resolve(grants.grantFile(path))).toMatchObject({ confineTo: null });
    }
  });

  test('an upload and a file of the same name are two', () => {
    const grants = new Grants();
    const uploadId = UploadId.parse('a');
    const grantId = grants.grantUpload(uploadId);
    expect(grants.grantFile('/a')).not.toBe(grantId);
    expect(grants.resolve(grantId)).toEqual({ kind: 'upload', uploadId });
  });

  test('ids are 16 random bytes, and others lead nowhere', () => {
    const grants = new Grants();
    const grantIds = Array.from({ length: 100 }, (_, index) => grants.grantFile(`/${index}`));
    expect(new Set(grantIds).size).toBe(100);
    for (const grantId of grantIds) expect(Buffer.from(grantId, 'base64url')).toHaveLength(16);
    expect(grants.resolve(GrantId.parse('A'.repeat(22)))).toBeNull();
  });

  test('a relative path is a programming error', () => {
    expect(() => new Grants().grantFile('a.mp3')).toThrow(TypeError);
  });

  test('revoked is forgotten; granted again has another id', () => {
    const grants = new Grants();
    const grantId = grants.grantFile('/a');
    grants.revoke(grantId);
    expect(grants.resolve(grantId)).toBeNull();
    expect(grants.grantFile('/a')).not.toBe(grantId);
  });

  test('when there are too many, the one unused for longest goes', () => {
    const grants = new Grants({ maximumGrants: 2 });
    const first = grants.grantFile('/1');
    const second = grants.grantFile('/2');
    grants.resolve(first);
    grants.grantFile('/3');
    expect(grants.resolve(first)).not.toBeNull();
    expect(grants.resolve(second)).toBeNull();
    expect(grants.count).toBe(2);
  });

  test('failures are told to who listens', () => {
    const grants = new Grants();
    const heard: GrantFailure[] = [];
    const failure: GrantFailure = {
      grantId: grants.grantFile('/1'),
      error: { code: 'file.notFound' },
    };
    using _listening = grants.failures.subscribe((each) => heard.push(each));
    grants.reportFailure(failure);
    expect(heard).toEqual([failure]);
  });
});
