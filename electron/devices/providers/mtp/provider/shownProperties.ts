import type { ObjectMetadata } from '../../../DeviceObject.ts';
import { formatDateTimeString } from '../codec/dateTimeString.ts';
import { maximumStringUnits } from '../codec/DatasetWriter.ts';
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
  RepresentativeSampleData,
] as const;

/** Metadata as the values of properties; what is not known is left out. */
export function shownValues(metadata: ObjectMetadata): ReadonlyMap<number, PropertyValue> {
  const { year, trackNumber, durationMs, coverJpeg } = metadata;
  const values: readonly (readonly [number, PropertyValue | null])[] = [
    [Name, cut(metadata.title)],
    [Artist, cut(metadata.artist)],
    [AlbumName, cut(metadata.album)],
    [AlbumArtist, cut(metadata.albumArtist)],
    [Genre, cut(metadata.genre)],
    [Track, within(trackNumber, 0xffff)],
    [Duration, within(durationMs, 0xffff_ffff)],
    [OriginalReleaseDate, year === null ? null : formatDateTimeString(Date.UTC(year, 6))],
    [RepresentativeSampleData, coverJpeg === null ? null : [...coverJpeg]],
  ];
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
