/** In place of `libmtpChild.ts`, with a player in memory; does wrong what its first parameter says. */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { parentChannel } from '../../../../base/parentChannel.ts';
import { patternBytes } from '../../../testing/patternBytes.ts';
import { LibmtpRequest, type LibmtpAnswer } from '../libmtpMessages.ts';
import { fakeLibmtpFiles, type LibmtpFault } from './fakeLibmtpFiles.ts';

const fault = process.argv[2];
const channel = parentChannel();

channel.listen((message) => {
  const request = LibmtpRequest.parse(message);
  if (request.kind === 'release') process.exit();
  if (is(`stalls on ${request.kind}`)) stall();
  if (is(`crashes on ${request.kind}`)) process.kill(process.pid, 'SIGSEGV');
  else if (is(`fails on ${request.kind}`)) send({ kind: 'failed', reason: 'refused' });
  else if (request.kind === 'read') read(request.handle, request.path);
  else if (is('has no library')) send({ kind: 'failed', reason: 'noLibrary' });
  else if (is('answers what was not asked')) send({ kind: 'read' });
  else if (is('makes no sense')) channel.send({ kind: 'files', files: [{ handle: -1 }] });
  else if (is('floods')) flood();
  else {
    send({ kind: 'files', files: [...fakeLibmtpFiles] });
    send({ kind: 'attached' });
  }
});

function read(handle: number, path: string): void {
  const { sizeBytes } = fakeLibmtpFiles.find((file) => file.handle === handle) ?? {};
  const bytes = patternBytes(sizeBytes ?? 0, handle);
  writeFileSync(path, is('sends too little') ? bytes.subarray(1) : bytes);
  if (is('stalls in mid-file')) stall();
  send({ kind: 'read' });
}

/** As native code does: no message is heard any more. */
function stall(): never {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** As fast as it is taken, without an end. */
function flood(): void {
  const files = Array.from({ length: 500 }, () => fakeLibmtpFiles)
    .flat()
    .slice(0, 500);
  process.send?.({ kind: 'files', files } satisfies LibmtpAnswer, flood);
}

function is(asked: LibmtpFault): boolean {
  return fault === asked;
}

function send(answer: LibmtpAnswer): void {
  channel.send(answer);
}
