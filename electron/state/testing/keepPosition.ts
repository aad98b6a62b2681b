import { PlayerStateStore } from '../PlayerStateStore.ts';

/* A process that saves where playing stands and says so, until it is killed. */

const [folder = ''] = process.argv.slice(2);
const store = await PlayerStateStore.open({ folder });
for (let positionMs = 1_000; ; positionMs += 1_000) {
  await store.update({ positionMs });
  process.stdout.write(`${positionMs}\n`);
}
