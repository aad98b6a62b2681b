import { hasText } from './containers/byteOrder.ts';

export const maximumPictureBytes = 20 * 1_048_576;
export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

/** What a picture is by its first bytes; `null` for anything a page should not be given as a picture. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (hasText(bytes, 0, '\xff\xd8\xff')) return 'image/jpeg';
  if (hasText(bytes, 0, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP')) return 'image/webp';
  if (hasText(bytes, 0, 'GIF87a') || hasText(bytes, 0, 'GIF89a')) return 'image/gif';
  return null;
}
