import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { systemCodeOf } from '../library/fileErrorOf.ts';

/** Written by the build: hashes of the `<style>` elements that libraries put into the page. */
const CspHashes = z.strictObject({
  style: z.array(z.string().check(z.regex(/^sha(256|384|512)-[A-Za-z0-9+/]+={0,2}$/))),
});

/** What the page never asks a browser for, of what every Chromium knows: it warns of other names. */
const refusedFeatures = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'usb',
  'serial',
  'hid',
  'midi',
  'payment',
];

/**
 * Headers of every response. The page loads nothing from anywhere else, runs no inline script, is
 * framed by nobody, and is isolated from other origins.
 *
 * `require-trusted-types-for 'script'` is left out: it refuses `new Worker(url)` and
 * `audioWorklet.addModule(url)` with plain addresses, which is how bundlers write them.
 *
 * @param rendererFolder may hold `csp-hashes.json`: `{"style": ["sha256-…"]}`
 */
export function securityHeaders(rendererFolder: string): Readonly<Record<string, string>> {
  const styleHashes = readStyleHashes(rendererFolder).map((hash) => `'${hash}'`);
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styleHashes].join(' '),
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

/** A file that is there and wrong is a broken build, which must not start with a page half styled. */
function readStyleHashes(rendererFolder: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(join(rendererFolder, 'csp-hashes.json'), 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return CspHashes.parse(JSON.parse(text)).style;
}
