import { basename } from 'node:path';
import { ok } from '../../base/Result.ts';
import { serveWorker } from '../../base/serveWorker.ts';
import type { TagWorkerApi } from '../tagWorkerApi.ts';
import { describedMp3 } from './describedMp3.ts';

let readCount = 0;

/**
 * A tag worker that hangs over files named `hang`, dies of `die`, and takes all others for MP3 that
 * last as many milliseconds as it has read files.
 */
serveWorker<TagWorkerApi>({
  read: (input, call) => {
    const name = input.kind === 'path' ? basename(input.path) : input.name;
    if (name === 'die') process.exit(1);
    if (name === 'hang') {
      call.tell(1);
      for (;;) call.signal.throwIfAborted();
    }
    readCount += 1;
    return ok(describedMp3(readCount));
  },
});
