import { LogFile } from '../LogFile.ts';

/* A process that logs a line and ends at once. */

const [folder = ''] = process.argv.slice(2);
new LogFile({ folder }).logger.info('last words');
process.exit(0);
