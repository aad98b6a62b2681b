import { expect, test } from 'vitest';
import { assetSources } from './assetSources.ts';
import { packageFolderOf } from './packageFolderOf.ts';

test('a font that only a stylesheet names leads to its package', () => {
  const font = '../node_modules/@fontsource-variable/inter/files/inter-latin.woff2';
  const files = [
    { type: 'chunk' },
    { type: 'asset', originalFileNames: [] },
    { type: 'asset', originalFileNames: [font] },
  ];
  const sources = assetSources(files, '/p/renderer');
  expect(sources.map(packageFolderOf)).toEqual(['/p/node_modules/@fontsource-variable/inter']);
});
