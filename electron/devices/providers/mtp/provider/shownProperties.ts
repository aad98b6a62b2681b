import type { ObjectMetadata } from '../../../DeviceObject.ts';
import { jpegSize } from '../../../jpegSize.ts';
import { formatDateTimeString } from '../codec/dateTimeString.ts';
import { maximumStringUnits } from '../codec/DatasetWriter.ts';
import { formatCodes } from '../codec/codes/formatCodes.ts';
import { objectPropertyCodes } from '../codec/codes/objectPropertyCodes.ts';
import type { PropertyValue } from '../codec/PropertyValue.ts';

const {
  Name,
  Artist,
  AlbumName,
  AlbumArtist,
  Genre,
  Track,
  Duration,
  OriginalReleaseDate,
  RepresentativeSampleData,
  RepresentativeSampleFormat,
  RepresentativeSampleSize,
  RepresentativeSampleWidth,
  RepresentativeSampleHeight,
} = objectPropertyCodes;

/** What a player shows of a song instead of its file name (WD-21). */
export const shownProperties = [
  Name,
  Artist,
  AlbumName,
  AlbumArtist,
  Genre,
  Track,
  Duration,
  OriginalReleaseDate,
] as const;

/** The picture of a song. It is told when the song is there: so players expect it (libmtp, too). */
export const coverProperties = [
  RepresentativeSampleData,
  RepresentativeSampleFormat,
  RepresentativeSampleSize,
  RepresentativeSampleWidth,
  RepresentativeSampleHeight,
] as const;

/** Metadata as the values of properties; what is not known is left out. */
export function shownValues(metadata: ObjectMetadata): ReadonlyMap<number, PropertyValue> {
  const { year, trackNumber, durationMs } = metadata;
  const values: readonly (readonly [number, PropertyValue | null])[] = [
    [Name, cut(metadata.title)],
    [Artist, cut(metadata.artist)],
    [AlbumName, cut(metadata.album)],
    [AlbumArtist, cut(metadata.albumArtist)],
    [Genre, cut(metadata.genre)],
    [Track, within(trackNumber, 0xffff)],
    [Duration, within(durationMs, 0xffff_ffff)],
    [OriginalReleaseDate, year === null ? null : formatDateTimeString(Date.UTC(year, 6))],
  ];
  return known(values);
}

/** Likewise of the cover; none where there is none. */
export function coverValues({ coverJpeg }: ObjectMetadata): ReadonlyMap<number, PropertyValue> {
  if (coverJpeg === null) return new Map();
  const size = jpegSize(coverJpeg);
  return known([
    [RepresentativeSampleData, [...coverJpeg]],
    [RepresentativeSampleFormat, formatCodes.ExifJpeg],
    [RepresentativeSampleSize, coverJpeg.length],
    [RepresentativeSampleWidth, size?.widthPx ?? null],
    [RepresentativeSampleHeight, size?.heightPx ?? null],
  ]);
}

function known(
  values: readonly (readonly [number, PropertyValue | null])[],
): ReadonlyMap<number, PropertyValue> {
  return new Map(
    values.flatMap(([property, value]) => (value === null ? [] : [[property, value]])),
  );
}

function cut(text: string | null): string | null {
  return text === null ? null : text.slice(0, maximumStringUnits).toWellFormed();
}

function within(value: number | null, maximum: number): number | null {
  return value === null || value < 0 ? null : Math.min(Math.round(value), maximum);
}
