import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { labDevices } from '../../../../e2e/lab/MtpLab.ts';
import { runningLab } from '../../../../e2e/lab/runningLab.ts';
import type { DeviceObject } from '../../DeviceObject.ts';
import { patternBytes } from '../../testing/patternBytes.ts';
import { readBytes } from '../../testing/readBytes.ts';
import { valueOf } from '../../testing/valueOf.ts';
import { reachLabPlayer } from './testing/reachLabPlayer.ts';
import { writeToLabPlayer } from './testing/writeToLabPlayer.ts';

const never = new AbortController().signal;
// No multiple of a packet: libmtp ends no data with an empty one, and uMTP-Responder waits for it.
const ourBytes = patternBytes(300_001, 1);
const theirBytes = patternBytes(200_003, 2);

test.for(labDevices)(
  'libmtp’s programs see what we wrote to %s, and we see what they wrote',
  async (device, context) => {
    const lab = await runningLab(context);
    await lab.empty(device);
    await writeToLabPlayer(lab, device, [{ name: 'written by us.mp3', bytes: ourBytes }]);
    writeFileSync(join(lab.sharedFolder, 'written by libmtp.mp3'), theirBytes);
    {
      const ofOurFile = "awk '/File ID:/ { id = $3 } /Filename: written by us.mp3/ { print id }'";
      const script = [
        'mtp-files > /tmp/files; cat /tmp/files',
        `mtp-getfile "$(${ofOurFile} /tmp/files)" /lab/our.mp3`,
        // It calls it as it is called here, and may then wait in vain for an answer of uMTP-Responder.
        'timeout 15 mtp-sendfile "/lab/written by libmtp.mp3" /',
      ].join('\n');
      await using run = await lab.inside(['sh', '-c', script], { device });
      const { lines } = await run.finished();
      expect(lines.join('\n')).toContain(`File size ${ourBytes.length} (0x`);
      expect(readFileSync(join(lab.sharedFolder, 'our.mp3'))).toEqual(Buffer.from(ourBytes));
    }
    const player = reachLabPlayer(lab, device);
    await using ending = new AsyncDisposableStack();
    ending.defer(player.dispose);
    const connection = ending.use(await player.connect());
    const [storage] = valueOf(await connection.listStorages(never));
    const { storageId } = storage ?? expect.fail('there is no storage');
    const found: DeviceObject[] = [];
    const onEntries = (entries: readonly DeviceObject[]) => void found.push(...entries);
    await connection.list({ storageId, folderId: null }, { signal: never, onEntries });
    expect(found.map(({ name }) => name).toSorted()).toEqual([
      'written by libmtp.mp3',
      'written by us.mp3',
    ]);
    const theirs = found.find(({ name }) => name === 'written by libmtp.mp3');
    const { objectId } = theirs ?? expect.fail('it is not listed');
    expect(Buffer.from(valueOf(await readBytes(connection, { objectId })))).toEqual(
      Buffer.from(theirBytes),
    );
  },
);
