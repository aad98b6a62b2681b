export const about = {
  title: 'About Portamento',
  back: 'Back to settings',
  version: 'Version {{version}}',
  tagline: 'A media player for music and video that copies them to your portable players.',
  licence:
    'Portamento is free software under the GNU General Public License, version 3 or later. You may use, study, share and improve it. It comes without any warranty.',
  thirdParty: 'Made with',
  thirdPartyText_one: '{{count, number}} package by others, each under its own terms.',
  thirdPartyText_other: '{{count, number}} packages by others, each under its own terms.',
  searchPackages: 'Search packages',
  noMatch: 'No package has that name.',
  noText: 'This package carries no licence text of its own.',
} as const;
