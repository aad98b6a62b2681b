import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FilesToOpen } from './FilesToOpen.ts';
import { standInFor } from './testing/FakeElectron.ts';

describe('FilesToOpen', () => {
  let app: EventEmitter;
  let files: FilesToOpen;
  beforeEach(() => {
    app = new EventEmitter();
    files = new FilesToOpen(standInFor(app));
  });

  const ask = (path: string) => {
    const preventDefault = vi.fn();
    app.emit('open-file', { preventDefault }, path);
    expect(preventDefault).toHaveBeenCalled();
  };
  const nextOpened = () => {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    files.handle(resolve);
    return promise;
  };

  it('opens the files of one turn together, also when others were awaited in between', async () => {
    const opened = nextOpened();
    ask('/music/1.mp3');
    await Promise.resolve();
    ask('/music/2.mp3');
    expect(await opened).toEqual(['/music/1.mp3', '/music/2.mp3']);
  });

  it('opens those of a later turn by themselves', async () => {
    let opened = nextOpened();
    ask('/music/1.mp3');
    await opened;
    opened = nextOpened();
    ask('/music/2.mp3');
    expect(await opened).toEqual(['/music/2.mp3']);
  });

  it('keeps what comes before it can be opened', async () => {
    ask('/music/1.mp3');
    ask('/music/2.mp3');
    expect(await nextOpened()).toEqual(['/music/1.mp3', '/music/2.mp3']);
  });

  it('gives what waits to who takes it', () => {
    ask('/music/1.mp3');
    expect(files.take()).toEqual(['/music/1.mp3']);
    expect(files.take()).toEqual([]);
  });
});
