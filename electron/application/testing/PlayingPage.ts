import type { UploadRange } from '../../contract/files.ts';
import type { LeaseId } from '../../contract/ids.ts';
import { ServerMessage } from '../../contract/messages.ts';
import type { PlaybackSnapshot } from '../../contract/playback.ts';
import type { QueueSnapshot } from '../../contract/queue.ts';
import { topics } from '../../contract/topics.ts';
import type { Router } from '../../ipc/Router.ts';
import { createPortPair } from '../../ipc/testing/createPortPair.ts';
import { PageClient } from '../../ipc/testing/PageClient.ts';
import { fakeCapabilities, FakeMediaSink } from '../../media/testing/FakeMediaSink.ts';

/** What a page reaches of an application. */
interface RunningApplication {
  readonly router: Router;
  readonly webHandler: (request: Request) => Promise<Response>;
}

/** A page that plays: it answers main's orders as its engine does. */
export class PlayingPage {
  readonly client: PageClient;
  readonly engine = new FakeMediaSink({ ...fakeCapabilities, label: 'Test page' });
  /** Dropped files by their upload ids; the parts of them main wants are sent. */
  readonly files = new Map<string, Buffer<ArrayBuffer>>();
  readonly #application: RunningApplication;
  #leaseId: LeaseId | null = null;

  private constructor(client: PageClient, application: RunningApplication) {
    this.client = client;
    this.#application = application;
  }

  static async open(application: RunningApplication): Promise<PlayingPage> {
    const { server, page } = createPortPair();
    const playing = new PlayingPage(new PageClient(page), application);
    application.router.connect(server);
    await playing.client.hello();
    page.messages.subscribe((message) => playing.#onMessage(message));
    playing.engine.events.subscribe((event) => {
      if (event.kind !== 'fact') return;
      playing.client.send({ kind: 'fact', leaseId: playing.#leaseId, fact: event.fact });
    });
    const names = ['playback', 'queue', 'session', 'sink', 'wantedRanges', 'wantedUploads'];
    playing.client.send({ kind: 'subscribe', topics: names });
    return playing;
  }

  acquire() {
    return this.client.invoke('sink.acquire', {
      capabilities: this.engine.capabilities,
      takeOver: false,
    });
  }

  /** The next snapshot, or the present one, that `fits`. */
  playback(fits: (playback: PlaybackSnapshot) => boolean): Promise<PlaybackSnapshot> {
    return this.client.waitFor((message) => {
      if (message.kind !== 'topic' || message.name !== 'playback') return undefined;
      const playback = message.value as PlaybackSnapshot;
      return fits(playback) ? playback : undefined;
    });
  }

  queue(fits: (queue: QueueSnapshot) => boolean): Promise<QueueSnapshot> {
    return this.client.waitFor((message) => {
      if (message.kind !== 'topic' || message.name !== 'queue') return undefined;
      const queue = message.value as QueueSnapshot;
      return fits(queue) ? queue : undefined;
    });
  }

  /** Resolves when main waits for the bytes of this file. */
  async isWanted(uploadId: string): Promise<void> {
    await this.client.waitFor((message) => {
      if (message.kind !== 'topic' || message.name !== 'wantedUploads') return undefined;
      return (
        topics.wantedUploads.parse(message.value).some((each) => each === uploadId) || undefined
      );
    });
  }

  #onMessage(received: unknown): void {
    const message = ServerMessage.parse(received);
    if (message.kind === 'topic' && message.name === 'wantedRanges') {
      for (const range of topics.wantedRanges.parse(message.value)) this.#sendPart(range);
    }
    if (message.kind !== 'order') return;
    this.#leaseId = message.leaseId;
    this.engine.order(message.order);
  }

  #sendPart({ uploadId, offsetBytes, lengthBytes }: UploadRange): void {
    const file = this.files.get(uploadId);
    if (file === undefined) return;
    const last = offsetBytes + lengthBytes - 1;
    const headers = { 'content-range': `bytes ${offsetBytes}-${last}/${file.length}` };
    const body = file.subarray(offsetBytes, last + 1);
    const url = `http://localhost/upload/${uploadId}`;
    void this.#application.webHandler(new Request(url, { method: 'PUT', headers, body }));
  }
}
