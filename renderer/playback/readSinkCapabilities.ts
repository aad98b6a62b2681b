import type { SinkCapabilities } from '../../electron/contract/sink.ts';
import { candidateTypes } from './candidateTypes.ts';
import { pageLabel } from './pageLabel.ts';

/** What this page can play, asked of its browser. */
export function readSinkCapabilities(page: Window & typeof globalThis = window): SinkCapabilities {
  const element = page.document.createElement('video');
  // An element plays more than Media Source Extensions do, but they know codecs it does not tell.
  const plays = (type: string) =>
    element.canPlayType(type) !== '' ||
    ('MediaSource' in page && page.MediaSource.isTypeSupported(type));
  return {
    ...readOutput(page),
    playableTypes: candidateTypes.filter(plays),
    label: pageLabel(page.navigator.userAgent),
  };
}

/** The format of the output; the context is closed again, since an open one keeps the device awake. */
function readOutput(
  page: Window & typeof globalThis,
): Pick<SinkCapabilities, 'sampleRateHz' | 'channelCount'> {
  if (!('AudioContext' in page)) return { sampleRateHz: 48_000, channelCount: 2 };
  const context = new page.AudioContext();
  const { sampleRate, destination } = context;
  void context.close();
  // What is unsaid is stereo: a machine without a sound card tells of no channel at all.
  const channelCount = Math.min(
    64,
    destination.maxChannelCount > 0 ? destination.maxChannelCount : 2,
  );
  return { sampleRateHz: Math.round(sampleRate), channelCount };
}
