import { Profile } from '../Profile.ts';

/* A process that owns the profile in the folder it is given, and answers with what it was told. */

const [dataFolder] = process.argv.slice(2);
const start = await Profile.open({ dataFolder });
if (!start.ok || start.value.kind !== 'owner') throw new Error('The profile is in use');
start.value.handleMessages((message) =>
  Promise.resolve({ ok: true, address: `heard ${JSON.stringify(message)}`, page: null }),
);
process.stdout.write('owner\n');
setInterval(() => undefined, 1_000); // stays until it is killed
