import { useTranslation } from 'react-i18next';
import type { StreamFormat } from '../../../electron/contract/signalPath.ts';
import { useFormats } from '../../i18n/index.ts';

/** What flows over a connection, in parts: "FLAC", "44.1 kHz", "16 bit", "stereo". */
export function useStreamFormatText(): (format: StreamFormat) => readonly string[] {
  const { t } = useTranslation('signalPath');
  const formats = useFormats();
  const channels = (count: number) => {
    if (count === 1) return t('format.mono');
    return count === 2 ? t('format.stereo') : t('format.channels', { count });
  };
  return (format) => {
    const { sampleRateHz, bitsPerSample, channelCount, bitrateBps, widthPx, heightPx } = format;
    const plain = (value: number) => formats.number(value, { useGrouping: false });
    const parts = [
      format.name === '' ? null : format.name,
      widthPx === null || heightPx === null
        ? null
        : t('format.pixels', { width: plain(widthPx), height: plain(heightPx) }),
      sampleRateHz === null
        ? null
        : t('format.kiloHertz', {
            value: formats.number(sampleRateHz / 1_000, { maximumFractionDigits: 3 }),
          }),
      // "PCM float 32" has said so already.
      bitsPerSample === null || format.name.includes(String(bitsPerSample))
        ? null
        : t('format.bits', { value: formats.number(bitsPerSample) }),
      channelCount === null ? null : channels(channelCount),
      bitrateBps === null
        ? null
        : t('format.kilobits', { value: formats.number(Math.round(bitrateBps / 1_000)) }),
    ];
    return parts.filter((part) => part !== null);
  };
}
