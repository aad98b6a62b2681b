import type { about as source } from '../en/about.ts';
import type { Translated } from '../Translated.ts';

export const about = {
  title: 'Über Portamento',
  back: 'Zurück zu den Einstellungen',
  version: 'Version {{version}}',
  tagline:
    'Ein Mediaplayer für Musik und Videos, der sie auf Ihre tragbaren Abspielgeräte kopiert.',
  licence:
    'Portamento ist freie Software unter der GNU General Public License, Version 3 oder neuer. Sie dürfen sie benutzen, untersuchen, weitergeben und verbessern. Es gibt keinerlei Gewährleistung.',
  thirdParty: 'Gebaut mit',
  thirdPartyText_one: '{{count, number}} Paket von anderen, unter eigenen Bedingungen.',
  thirdPartyText_other: '{{count, number}} Pakete von anderen, jedes unter eigenen Bedingungen.',
  searchPackages: 'Pakete suchen',
  noMatch: 'Kein Paket heißt so.',
  noText: 'Dieses Paket bringt keinen eigenen Lizenztext mit.',
} satisfies Translated<typeof source, 'de'>;
