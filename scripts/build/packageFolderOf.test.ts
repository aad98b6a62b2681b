import { expect, test } from 'vitest';
import { packageFolderOf } from './packageFolderOf.ts';

test.each([
  ['/p/node_modules/react/index.js', '/p/node_modules/react'],
  ['/p/node_modules/@scope/name/dist/a.js', '/p/node_modules/@scope/name'],
  ['/p/node_modules/a/node_modules/b/c.js', '/p/node_modules/a/node_modules/b'],
  ['C:\\p\\node_modules\\react\\index.js', 'C:\\p\\node_modules\\react'],
])('%s belongs to %s', (file, folder) => {
  expect(packageFolderOf(file)).toBe(folder);
});

test.each(['/p/renderer/app/App.tsx', '/p/node_modules/.vite/deps/react.js'])(
  '%s belongs to no package',
  (file) => {
    expect(packageFolderOf(file)).toBeNull();
  },
);
