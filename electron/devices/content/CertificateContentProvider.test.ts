import { X509Certificate } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import {
  afterValidityMs,
  beforeValidityMs,
  devicePem,
  issuerPem,
  selfSignedPem,
  withinValidityMs,
} from '../testing/deviceCertificates.ts';
import { FakeConnection } from '../testing/fake/FakeConnection.ts';
import { FakeDevice } from '../testing/fake/FakeDevice.ts';
import { errorOf, valueOf } from '../testing/valueOf.ts';
import { CertificateContentProvider } from './CertificateContentProvider.ts';
import type { DeviceContentProvider } from './ContentProvider.ts';

const { signal } = new AbortController();
const file = { name: 'locked.wma', scheme: 'windowsMedia' } as const;
const issuers = [new X509Certificate(issuerPem)];
let device: FakeDevice;
let nowMs: number;
let guard: DeviceContentProvider;

beforeEach(() => {
  device = new FakeDevice({ certificate: Buffer.from(devicePem) });
  nowMs = withinValidityMs;
  const provider = new CertificateContentProvider({ issuers, nowMs: () => nowMs });
  guard = provider.forDevice(new FakeConnection(device));
});

const begin = () => guard.beginSession(new Set(['transferToDevice']), null, signal);
const end = () => guard.endSession(new Set(['transferToDevice']), null, signal);
const authorise = () => guard.authorise(file, signal);

test('WD-38 a device with a certificate of a trusted issuer may have protected files', async () => {
  valueOf(await authorise());
});

test('WD-38 a certificate in binary form counts as well', async () => {
  device.certificate = new X509Certificate(devicePem).raw;
  valueOf(await authorise());
});

test('WD-01 a device without a certificate is refused, with the file it was about', async () => {
  device.certificate = null;
  expect(errorOf(await authorise())).toEqual({
    code: 'device.notCertified',
    subject: 'locked.wma',
    details: 'windowsMedia',
  });
});

test.each([
  ['signed by itself', Buffer.from(selfSignedPem)],
  ['that is no X.509', Buffer.from('<DEVCERT/>')],
  ['of no bytes', new Uint8Array()],
  ['of a megabyte', new Uint8Array(2 ** 20)],
])('WD-01 a certificate %s does not count', async (_, certificate) => {
  device.certificate = certificate;
  expect(errorOf(await authorise()).code).toBe('device.notCertified');
});

test('WD-38 a certificate that changed on the way does not count', async () => {
  const bytes = new Uint8Array(new X509Certificate(devicePem).raw);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  device.certificate = bytes;
  expect(errorOf(await authorise()).code).toBe('device.notCertified');
});

test.each([
  ['not yet valid', beforeValidityMs],
  ['expired', afterValidityMs],
])('WD-38 a certificate that is %s is refused as such', async (_, now) => {
  nowMs = now;
  expect(errorOf(await authorise()).code).toBe('device.certificateExpired');
});

test('WD-08 in a session the device is asked once, outside of one for each file', async () => {
  valueOf(await begin());
  expect(device.transactionCount).toBe(0);
  await authorise();
  await Promise.all([authorise(), authorise()]);
  expect(device.transactionCount).toBe(1);
  valueOf(await end());
  await authorise();
  await authorise();
  expect(device.transactionCount).toBe(3);
});

test('WD-38 a certificate that expires in the middle of a session is noticed', async () => {
  valueOf(await begin());
  valueOf(await authorise());
  nowMs = afterValidityMs;
  expect(errorOf(await authorise()).code).toBe('device.certificateExpired');
});

test('a new session asks anew', async () => {
  valueOf(await begin());
  valueOf(await authorise());
  valueOf(await end());
  device.certificate = null;
  valueOf(await begin());
  expect(errorOf(await authorise()).code).toBe('device.notCertified');
});

test('a question that was cancelled is not the answer for the next file', async () => {
  valueOf(await begin());
  expect(errorOf(await guard.authorise(file, AbortSignal.abort())).code).toBe('app.cancelled');
  valueOf(await authorise());
});

test('a file that waited along with a cancelled one is answered', async () => {
  valueOf(await begin());
  device.faults.stallsAtTransaction = 1;
  const controller = new AbortController();
  const cancelled = guard.authorise(file, controller.signal);
  const waiting = authorise();
  controller.abort();
  expect(errorOf(await cancelled).code).toBe('app.cancelled');
  valueOf(await waiting);
});

test('a device that is gone says so', async () => {
  device.unplug();
  expect(errorOf(await authorise()).code).toBe('device.disconnected');
});
