import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noTextInCode = [
  {
    selector: 'JSXText[value=/[A-Za-z\\u00C0-\\u024F]/]',
    message: 'Text a person reads lives in renderer/i18n.',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(aria-label|title|placeholder|label|alt|description)$/] > Literal[value=/[A-Za-z]/]',
    message: 'Text a person reads lives in renderer/i18n.',
  },
];

/** Listed, because the nearest tsconfig.json of a test is not the one that holds it. */
const projects = [
  'electron/contract/tsconfig.json',
  'electron/tsconfig.json',
  'electron/tsconfig.test.json',
  'renderer/tsconfig.json',
  'e2e/tsconfig.json',
  'scripts/tsconfig.json',
  'bench/tsconfig.json',
];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'release/**',
      'test-results/**',
      'node_modules/**',
      '**/*.config.*',
      '.dependency-cruiser.mjs',
    ],
  },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: projects, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // What is left of `import { type A }` still loads the module.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-invalid-void-type': 'off',
      eqeqeq: 'error',
      // As a newcomer sees them: with comments and blank lines.
      'max-lines': ['error', 400],
      'no-console': 'error',
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-imports': [
        'error',
        {
          name: 'react-aria-components',
          message:
            'Import the part (react-aria-components/Button): the whole is packed into the first paint.',
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.tsx'],
    ignores: ['**/*.test.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...noTextInCode] },
  },
  {
    files: ['scripts/**', 'e2e/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
);
