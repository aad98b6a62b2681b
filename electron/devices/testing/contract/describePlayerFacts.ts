import { expect } from 'vitest';
import type { ObjectMetadata } from '../../DeviceObject.ts';
import { patternBytes } from '../patternBytes.ts';
import { valueOf } from '../valueOf.ts';
import { noAbort, type ContractContext } from './ContractContext.ts';

const metadata: ObjectMetadata = {
  title: 'Für Elise',
  artist: 'Людвиг ван Бетховен',
  album: 'Bagatelles',
  albumArtist: 'Various',
  genre: 'Classical',
  trackNumber: 7,
  year: 1810,
  durationMs: 176_000,
  coverJpeg: null,
};
const bytes = patternBytes(5_000);

/** What a player knows of a file beside its bytes: tags, playlists, the player's own name. */
export function describePlayerFacts(context: ContractContext): void {
  if (context.can('write')) {
    context.case('takes metadata with a file, and the bytes stay as they are', async () => {
      const folder = await context.newFolder();
      const file = await context.write(folder, 'elise.mp3', bytes, { format: 'mp3', metadata });
      expect(file.format).toBe('mp3');
      await context.expectBytes(folder, file, bytes);
    });
  }

  if (context.can('setMetadata')) {
    context.case('takes metadata of a file that is there', async () => {
      const folder = await context.newFolder();
      const file = await context.write(folder, 'elise.mp3', bytes, { format: 'mp3' });
      valueOf(await context.connection.setMetadata(file.objectId, metadata, noAbort));
      await context.expectBytes(folder, file, bytes);
    });
  }

  if (context.can('references')) {
    context.case('a playlist refers to what it was told, in order', async () => {
      const folder = await context.newFolder();
      const one = await context.write(folder, 'one.mp3', bytes, { format: 'mp3' });
      const two = await context.write(folder, 'two.mp3', bytes, { format: 'mp3' });
      const request = { format: 'playlist' } as const;
      const list = await context.write(folder, 'list.pla', new Uint8Array(), request);
      const references = [two.objectId, one.objectId];
      valueOf(await context.connection.writeReferences(list.objectId, references, noAbort));
      expect(valueOf(await context.connection.readReferences(list.objectId, noAbort))).toEqual(
        references,
      );
    });
  }

  if (context.can('setName')) {
    context.case('the player takes a name of its own', async () => {
      const before = context.connection.identity.name;
      valueOf(await context.connection.setName('Renamed player', noAbort));
      await context.connection[Symbol.asyncDispose]();
      await context.connect();
      expect(context.connection.identity.name).toBe('Renamed player');
      valueOf(await context.connection.setName(before, noAbort));
    });
  }
}
