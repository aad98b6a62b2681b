import { basename } from 'node:path';
import { Emitter } from '../../base/Emitter.ts';
import { err, type Result } from '../../base/Result.ts';
import type { AppError } from '../../contract/errors.ts';
import { GrantId } from '../../contract/ids.ts';
import type { MediaDescription } from '../../library/MediaDescription.ts';
import type { PresentationDescriptor } from '../../media/MediaSource.ts';
import { FakeMediaSource, h264, stereoMp3 } from '../../media/testing/FakeMediaSource.ts';
import type { EntryLocation } from '../../queue/QueueEntry.ts';
import type { DescribedSource, SourceOpener } from '../EntrySources.ts';

export const fakeDurationMs = 60_000;

/** Opens a fake source for every location; those named in `failures` cannot be examined. */
export class FakeSources implements SourceOpener {
  readonly failures = new Map<string, AppError>();
  /** Names whose source cannot even be made. */
  readonly faulty = new Set<string>();
  readonly opened: FakeDescribedSource[] = [];
  /** Do the files say how long they are? */
  areDurationsStated = false;
  /** Examining waits for this. */
  gate: Promise<void> = Promise.resolve();

  readonly heldChanges = new Emitter<void>();
  #isHeld = false;

  /** A file is sent to the player that everything is on; or it is no more. */
  setHeld(isHeld: boolean): void {
    this.#isHeld = isHeld;
    this.heldChanges.emit();
  }

  isHeld(): boolean {
    return this.#isHeld;
  }

  grantOf(location: EntryLocation): GrantId {
    return GrantId.parse(nameOf(location));
  }

  open(location: EntryLocation): DescribedSource {
    if (this.faulty.has(nameOf(location))) throw new Error('This source is broken');
    const source = new FakeDescribedSource(nameOf(location), this);
    this.opened.push(source);
    return source;
  }
}

/** A fake source with tags; names that begin with "video" have a picture. */
class FakeDescribedSource extends FakeMediaSource implements DescribedSource {
  readonly name: string;
  readonly #sources: FakeSources;
  #description: MediaDescription | null = null;

  constructor(name: string, sources: FakeSources) {
    const isVideo = name.startsWith('video');
    super({
      name,
      durationMs: fakeDurationMs,
      isDurationStated: sources.areDurationsStated,
      ...(isVideo && { mimeType: 'video/mp4', formats: [h264, stereoMp3] }),
    });
    this.name = name;
    this.#sources = sources;
  }

  get description(): MediaDescription | null {
    return this.#description;
  }

  override async createPresentationDescriptor(): Promise<Result<PresentationDescriptor, AppError>> {
    await this.#sources.gate;
    const failure = this.#sources.failures.get(this.name);
    if (failure !== undefined) return err(failure);
    this.#description = {
      tags: { title: `Title of ${this.name}` },
      format: {},
      durationMs: fakeDurationMs,
      isDurationStated: this.presentation.isDurationStated,
      mimeType: this.presentation.mimeType,
      streams: this.presentation.streams.map(({ format }) => format),
      hasVideo: this.name.startsWith('video'),
      artId: null,
    };
    return super.createPresentationDescriptor();
  }
}

/** The file's name without its extension. */
function nameOf(location: EntryLocation): string {
  if (location.kind === 'upload') return location.uploadId;
  const path = location.kind === 'path' ? location.path : (location.path.at(-1) ?? '');
  return basename(path).replace(/\.[a-z0-9]+$/, '');
}
