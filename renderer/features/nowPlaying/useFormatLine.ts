import { useTranslation } from 'react-i18next';
import type { MediaFormat } from '../../../electron/contract/playback.ts';
import { useFormats } from '../../i18n/index.ts';

/** The technical side of a file in a few words: "FLAC", "44.1 kHz", "16 bit", "912 kb/s". */
export function useFormatLine(format: MediaFormat): readonly string[] {
  const { t } = useTranslation('nowPlaying');
  const formats = useFormats();
  const { sampleRateHz, bitsPerSample, bitrateBps, channelCount, widthPx, heightPx } = format;
  const parts = [
    shortName(format.codec ?? format.container),
    widthPx === undefined || heightPx === undefined || widthPx === 0
      ? undefined
      : t('pixels', {
          width: formats.number(widthPx, { useGrouping: false }),
          height: formats.number(heightPx, { useGrouping: false }),
        }),
    sampleRateHz === undefined
      ? undefined
      : t('kiloHertz', {
          value: formats.number(sampleRateHz / 1_000, { maximumFractionDigits: 3 }),
        }),
    // Lossy codecs have no width of their own.
    bitsPerSample === undefined || format.lossless !== true
      ? undefined
      : t('bits', { value: formats.number(bitsPerSample) }),
    bitrateBps === undefined
      ? undefined
      : t('kilobits', { value: formats.number(Math.round(bitrateBps / 1_000)) }),
    channelCount === undefined || channelCount === 2
      ? undefined
      : channelCount === 1
        ? t('mono')
        : t('channels', { count: channelCount }),
  ];
  return parts.filter((part) => part !== undefined);
}

/** "MP3" for what the file itself calls "MPEG 1 Layer 3"; the signal path has the full name. */
function shortName(name: string | undefined): string | undefined {
  return name?.replace(/^MPEG [\d.]+ Layer ([123])$/, 'MP$1');
}
