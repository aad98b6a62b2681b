import type { Plant } from './Plant.ts';

/** What types, lint, formatting and the search for unused code have to notice. */
export const codePlants: readonly Plant[] = [
  {
    files: { 'renderer/app/usesNode.ts': 'export const version = process.version;\n' },
    expected: { tool: 'tsc', file: 'renderer/app/usesNode.ts', rule: 'TS2591' },
  },
  {
    files: { 'electron/media/usesPage.ts': 'export const title = document.title;\n' },
    expected: { tool: 'tsc', file: 'electron/media/usesPage.ts', rule: 'TS2584' },
  },
  {
    files: {
      'electron/base/usesEnum.ts': 'export enum Colour {\n  red,\n}\n',
    },
    expected: { tool: 'tsc', file: 'electron/base/usesEnum.ts', rule: 'TS1294' },
  },
  {
    files: { 'electron/base/saysAny.ts': 'export const value: any = 1;\n' },
    expected: {
      tool: 'eslint',
      file: 'electron/base/saysAny.ts',
      rule: '@typescript-eslint/no-explicit-any',
    },
  },
  {
    files: { 'electron/base/leaksAny.ts': "export const value: string = JSON.parse('1');\n" },
    expected: {
      tool: 'eslint',
      file: 'electron/base/leaksAny.ts',
      rule: '@typescript-eslint/no-unsafe-assignment',
    },
  },
  {
    files: {
      'electron/base/forgets.test.ts': 'async function wait(): Promise<void> {}\nwait();\n',
    },
    expected: {
      tool: 'eslint',
      file: 'electron/base/forgets.test.ts',
      rule: '@typescript-eslint/no-floating-promises',
    },
  },
  {
    files: { 'electron/base/goesOn.ts': `export const last = 1;\n${'// More.\n'.repeat(400)}` },
    expected: { tool: 'eslint', file: 'electron/base/goesOn.ts', rule: 'max-lines' },
  },
  {
    files: {
      'renderer/ui/Whole.tsx':
        "import { Button } from 'react-aria-components';\n\nexport const whole = Button;\n",
    },
    expected: { tool: 'eslint', file: 'renderer/ui/Whole.tsx', rule: 'no-restricted-imports' },
  },
  {
    files: { 'renderer/app/Greeting.tsx': 'export const greeting = <p>Hello there</p>;\n' },
    expected: { tool: 'eslint', file: 'renderer/app/Greeting.tsx', rule: 'no-restricted-syntax' },
  },
  {
    files: {
      'electron/main.ts': "import { used } from './base/exports.ts';\n\nused();\n",
      'electron/base/exports.ts':
        'export function used(): void {}\n\nexport function unused(): void {}\n',
    },
    expected: { tool: 'knip', file: 'electron/base/exports.ts', rule: 'exports unused' },
  },
  {
    files: { 'electron/base/nobodyImportsMe.ts': 'export const lonely = 1;\n' },
    expected: {
      tool: 'knip',
      file: 'electron/base/nobodyImportsMe.ts',
      rule: 'files electron/base/nobodyImportsMe.ts',
    },
  },
  {
    files: {},
    expected: { tool: 'knip', file: 'package.json', rule: 'dependencies planted-package' },
  },
  {
    files: { 'electron/base/untidy.ts': 'export const   untidy = "1"\n' },
    expected: { tool: 'prettier', file: 'electron/base/untidy.ts', rule: 'format' },
  },
];
