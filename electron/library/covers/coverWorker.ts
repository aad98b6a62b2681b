import { serveWorker } from '../../base/serveWorker.ts';
import type { CoverWorkerApi } from './coverWorkerApi.ts';
import { smallCover } from './smallCover.ts';

/* The thread that decodes pictures of strangers; addressed by `CoverShrinker`. */

serveWorker<CoverWorkerApi>({
  shrink: ({ picture, limits }) => smallCover(picture, limits),
});
