import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ClientId, UploadId } from '../contract/ids.ts';
import { ArtStore } from '../library/ArtStore.ts';
import { storePicture } from '../library/storePicture.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { AnnouncedUploads } from './AnnouncedUploads.ts';
import { createWebHandler, type WebHandler, type WebHandlerOptions } from './createWebHandler.ts';
import { Downloads } from './Downloads.ts';
import { type GrantFailure, Grants } from './Grants.ts';
import { FakeDeviceFiles } from './testing/FakeDeviceFiles.ts';
import { makeMedia, makePicture } from './testing/makeMedia.ts';
import { TemporaryFolder } from '../base/testing/TemporaryFolder.ts';
import { UploadRanges } from './UploadRanges.ts';
import { UploadSpool } from './UploadSpool.ts';

// Making media, threads and thousands of files take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: TemporaryFolder;
let grants: Grants;
let art: ArtStore;
let announced: AnnouncedUploads;
let uploads: { readonly spool: UploadSpool; readonly ranges: UploadRanges };
let handler: WebHandler;
let deviceFiles: FakeDeviceFiles;
let downloads: Downloads;
const clock = new FakeMonotonicClock();
const rendererFolder = () => join(folder.path, 'renderer');
const options = (): WebHandlerOptions => ({
  rendererFolder: rendererFolder(),
  grants,
  art,
  uploads,
  deviceFiles,
  downloads,
});

beforeEach(async () => {
  responses = [];
  folder = new TemporaryFolder();
  mkdirSync(join(rendererFolder(), 'assets'), { recursive: true });
  writeFileSync(join(rendererFolder(), 'index.html'), '<!doctype html>');
  writeFileSync(join(rendererFolder(), 'favicon.svg'), '<svg/>');
  writeFileSync(join(rendererFolder(), 'assets/index-BX3f9_aQ.js'), 'export {};');
  writeFileSync(join(rendererFolder(), 'assets/two words.css'), '');
  writeFileSync(join(folder.path, 'secret.js'), 'SECRET');
  grants = new Grants();
  art = new ArtStore(join(folder.path, 'art'));
  announced = new AnnouncedUploads();
  const spool = await UploadSpool.open({ announced, folder: join(folder.path, 'spool') });
  uploads = { spool, ranges: new UploadRanges({ announced, spool, clock }) };
  deviceFiles = new FakeDeviceFiles();
  downloads = new Downloads(clock);
  handler = createWebHandler(options());
});
afterEach(async () => {
  // A body that is neither read nor cancelled keeps its file open.
  for (const { body } of responses) if (body?.locked === false) await body.cancel();
  uploads.ranges[Symbol.dispose]();
  await uploads.spool[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

let responses: Response[];

async function ask(path: string, init: RequestInit = {}, origin = 'http://127.0.0.1:4000') {
  const response = await handler(new Request(`${origin}${path}`, init));
  responses.push(response);
  return response;
}

describe('a file that pages may browse', () => {
  const outside = () => join(folder.path, 'outside');
  const root = () => join(folder.path, 'music');
  const track = () => join(root(), 'album', 'track.mp3');

  beforeEach(async () => {
    mkdirSync(join(root(), 'album'), { recursive: true });
    mkdirSync(outside());
    const made = await makeMedia({ format: 'mp3' });
    for (const path of [track(), join(outside(), 'track.mp3')]) copyFileSync(made, path);
    grants = new Grants({ roots: [root()] });
    handler = createWebHandler(options());
  });

  const askForTrack = async (path = track()) => {
    const failures: string[] = [];
    using _failures = grants.failures.subscribe(({ error }) => failures.push(error.code));
    const { status } = await ask(`/media/${grants.grantFile(path)}`);
    return { status, failures };
  };

  test('is served, also over links that stay inside', async () => {
    expect(await askForTrack()).toEqual({ status: 200, failures: [] });
    const link = join(root(), 'link.mp3');
    symlinkSync(track(), link);
    expect(await askForTrack(link)).toEqual({ status: 200, failures: [] });
  });

  test('is served where the root itself is reached over a link', async () => {
    const link = join(folder.path, 'linked root');
    symlinkSync(root(), link);
    grants = new Grants({ roots: [link] });
    handler = createWebHandler(options());
    expect((await askForTrack(join(link, 'album', 'track.mp3'))).status).toBe(200);
  });

  test.each([
    [
      'a link is put in its place',
      () => {
        rmSync(track());
        symlinkSync(join(outside(), 'track.mp3'), track());
      },
    ],
    [
      'a link is put in the place of its folder',
      () => {
        rmSync(join(root(), 'album'), { recursive: true });
        symlinkSync(outside(), join(root(), 'album'));
      },
    ],
  ])('is not served when %s that leads out', async (_, swap) => {
    const grantId = grants.grantFile(track());
    swap();
    expect(grants.grantFile(track())).toBe(grantId);
    expect(await askForTrack()).toEqual({ status: 404, failures: ['file.notGranted'] });
  });
});

describe('the renderer', () => {
  test('the page is never stored, hashed files are for ever, others are asked for again', async () => {
    for (const path of ['/', '/index.html', '/?x=1']) {
      const page = await ask(path);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(await page.text()).toBe('<!doctype html>');
    }
    const script = await ask('/assets/index-BX3f9_aQ.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await script.text()).toBe('export {};');
    expect((await ask('/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
    expect((await ask('/assets/two%20words.css')).status).toBe(200);
  });

  test('HEAD has the headers and no body', async () => {
    const response = await ask('/', { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('15');
    expect(await response.text()).toBe('');
  });

  test.each([
    '/../secret.js',
    '/assets/../../secret.js',
    '/%2e%2e/secret.js',
    '/.%2e/secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/..%2fsecret.js',
    '/%2e%2e%2fsecret.js',
    '/assets%2f..%2f..%2fsecret.js',
    '/..\\secret.js',
    '/..%5csecret.js',
    '/%252e%252e/secret.js',
    '/%252e%252e%252fsecret.js',
    '//secret.js',
    '/index.html%00.js',
    '/%00',
    '/%c0%ae%c0%ae/secret.js',
    '/assets/',
    '/assets',
    '/.hidden.js',
    '/nothing.js',
    '/C:/secret.js',
    '/%E0%A4%A',
  ])('%s is not found', async (path) => {
    writeFileSync(join(rendererFolder(), '.hidden.js'), 'SECRET');
    for (const origin of ['http://127.0.0.1:4000', 'portamento://app']) {
      const response = await ask(path, {}, origin);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toContain('SECRET');
    }
  });

  test('links that lead out are not followed, file or folder', async () => {
    symlinkSync('../secret.js', join(rendererFolder(), 'link.js'));
    symlinkSync('..', join(rendererFolder(), 'up'));
    symlinkSync('index.html', join(rendererFolder(), 'inside.html'));
    expect((await ask('/link.js')).status).toBe(404);
    expect((await ask('/up/secret.js')).status).toBe(404);
    expect((await ask('/inside.html')).status).toBe(200);
  });

  test('a kind of file no build makes is not served', async () => {
    writeFileSync(join(rendererFolder(), 'run.sh'), 'SECRET');
    expect((await ask('/run.sh')).status).toBe(404);
  });
});

describe('headers', () => {
  test.each(['/', '/nothing', '/media/x', '/art/x'])('%s is under the policy', async (path) => {
    const { headers } = await ask(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]),
    );
    expect(policy).not.toContain('unsafe');
    expect(Object.fromEntries(headers)).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'permissions-policy':
        'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=()',
      'referrer-policy': 'no-referrer',
    });
  });

  test('hashes of styles come from the build; a file that is none stops the start', async () => {
    const make = () => createWebHandler({ ...options(), uploads: null });
    const hash = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
    writeFileSync(join(rendererFolder(), 'csp-hashes.json'), JSON.stringify({ style: [hash] }));
    const response = await make()(new Request('http://x/', { method: 'HEAD' }));
    expect(response.headers.get('content-security-policy')).toContain(
      `style-src 'self' '${hash}';`,
    );
    writeFileSync(
      join(rendererFolder(), 'csp-hashes.json'),
      `{"style": ["sha256-x'; script-src *"]}`,
    );
    expect(make).toThrow();
  });

  test('a host can add and replace headers', async () => {
    const extraHeaders = { 'x-host': 'test', 'referrer-policy': 'origin' };
    const { headers } = await createWebHandler({ ...options(), extraHeaders })(
      new Request('http://x/', { method: 'HEAD' }),
    );
    expect([headers.get('x-host'), headers.get('referrer-policy')]).toEqual(['test', 'origin']);
  });
});

describe('media', () => {
  test('a grant’s bytes, by range', async () => {
    const path = await makeMedia({ format: 'flac' });
    const response = await ask(`/media/${grants.grantFile(path)}`, {
      headers: { range: 'bytes=0-3' },
    });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-type')).toBe('audio/flac');
    expect(await response.text()).toBe('fLaC');
  });

  test.each([
    '/media/',
    '/media/AAAAAAAAAAAAAAAAAAAAAA',
    '/media/..%2f..%2fetc%2fpasswd',
    '/media/a.b',
    '/media/a/b',
  ])('%s: 404', async (path) => expect((await ask(path)).status).toBe(404));

  test('a failure to serve is told to the grant’s source', async () => {
    const failures: GrantFailure[] = [];
    using _listening = grants.failures.subscribe((failure) => failures.push(failure));
    const path = join(folder.path, 'a.mp3');
    const grantId = grants.grantFile(path);
    expect((await ask(`/media/${grantId}`)).status).toBe(404);
    expect(failures).toMatchObject([{ grantId, error: { code: 'file.notFound' } }]);
  });

  test('other methods are refused', async () => {
    for (const [path, method] of [
      ['/', 'POST'],
      ['/media/x', 'PUT'],
      ['/art/x', 'DELETE'],
      ['/upload/x', 'GET'],
    ] as const) {
      expect((await ask(path, { method })).status).toBe(405);
    }
  });
});

describe('art', () => {
  test('a picture, for ever', async () => {
    const picture = readFileSync(await makePicture());
    const stored = storePicture(art.folder, picture);
    const response = await ask(`/art/${stored?.artId ?? ''}`);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(Buffer.from(await response.arrayBuffer()).equals(picture)).toBe(true);
  });

  test.each([`/art/${'0'.repeat(40)}`, '/art/..%2fsecret.js', '/art/x'])('%s: 404', async (path) =>
    expect((await ask(path)).status).toBe(404),
  );
});

describe('uploads', () => {
  const clientId = ClientId.parse('page');
  const uploadId = UploadId.parse('one');
  const { signal } = new AbortController();

  test('wanted bytes are taken, and served under their grant', async () => {
    const bytes = readFileSync(await makeMedia({ format: 'mp3' }));
    announced.announce(clientId, [{ uploadId, relativePath: 'a.mp3', sizeBytes: bytes.length }]);
    const wanted = uploads.spool.want(uploadId, signal);
    expect((await ask('/upload/one', { method: 'PUT', body: bytes })).status).toBe(204);
    expect((await wanted).ok).toBe(true);
    const response = await ask(`/media/${grants.grantUpload(uploadId)}`);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('what nobody wants is not kept, and what was never announced refused: 410', async () => {
    announced.announce(clientId, [{ uploadId, relativePath: 'a.mp3', sizeBytes: 1 }]);
    expect((await ask('/upload/one', { method: 'PUT', body: 'x' })).status).toBe(204);
    expect((await ask('/upload/two', { method: 'PUT', body: 'x' })).status).toBe(410);
    expect((await ask(`/media/${grants.grantUpload(uploadId)}`)).status).toBe(410);
  });

  describe('a part', () => {
    const putPart = (contentRange: string, body: Uint8Array<ArrayBuffer>) =>
      ask('/upload/one', { method: 'PUT', headers: { 'content-range': contentRange }, body });

    function wantPart() {
      announced.announce(clientId, [{ uploadId, relativePath: 'a.mp3', sizeBytes: 100 }]);
      const file = uploads.ranges.open(uploadId);
      return file.ok ? file.value.readAt(10, 5, signal) : expect.fail('not there');
    }

    test('that is wanted is taken, and nothing of it is kept', async () => {
      const part = wantPart();
      const bytes = new Uint8Array([1, 2, 3, 4, 5]);
      expect((await putPart('bytes 10-14/100', bytes)).status).toBe(204);
      expect(await part).toEqual({ ok: true, value: bytes });
      expect((await putPart('bytes 10-14/100', bytes)).status).toBe(204);
      expect((await ask(`/media/${grants.grantUpload(uploadId)}`)).status).toBe(410);
    });

    test.each([
      ['bytes 10-14/*', 400],
      ['bytes 14-10/100', 400],
      ['bytes 95-100/100', 400],
      ['items 10-14/100', 400],
      ['bytes 10-14/100, bytes 20-24/100', 400],
      ['bytes 0-262144/9999999', 400],
      ['bytes 10-99999999999999999999/100', 400],
      ['bytes 10-14/101', 410],
      ['bytes 10-15/100', 204],
      ['bytes 0-4/100', 204],
    ])('%s is not taken: %i', async (contentRange, status) => {
      const part = wantPart();
      expect((await putPart(contentRange, new Uint8Array(5))).status).toBe(status);
      expect(uploads.ranges.wantedRanges).toHaveLength(1);
      uploads.ranges.fail(uploadId);
      expect(await part).toMatchObject({ ok: false });
    });

    test.each([
      [4, 400],
      [6, 410],
    ])('of %i bytes instead of five is refused: %i', async (sizeBytes, status) => {
      const part = wantPart();
      expect((await putPart('bytes 10-14/100', new Uint8Array(sizeBytes))).status).toBe(status);
      expect(await part).toMatchObject({ ok: false, error: { code: 'file.readFailed' } });
    });
  });

  test('a host without uploads has none', async () => {
    const request = new Request('http://x/upload/one', { method: 'PUT', body: 'x' });
    expect((await createWebHandler({ ...options(), uploads: null })(request)).status).toBe(404);
  });
});

test('nothing makes the handler reject', async () => {
  rmSync(rendererFolder(), { recursive: true });
  expect((await ask('/')).status).toBe(404);
});
