import { join } from 'node:path';
import { projectFolder } from './projectFolder.mjs';

/** Where scripts remember things between runs; may be deleted at any time. */
export const cacheFolder = join(projectFolder, 'node_modules', '.cache', 'portamento');
