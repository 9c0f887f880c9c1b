import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

// The folder's name is the most powerful thing its files may import (ARCHITECTURE.md); the finer
// arrows inside core are checked by test/unit/layers.test.ts.
const forbid = (paths, group) => ({
  'no-restricted-imports': ['error', { paths, patterns: group.length > 0 ? [{ group }] : [] }],
});

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'out/',
      'node_modules/',
      'test/host/vscode*/',
      'test/fixtures/',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'max-lines': ['error', 400],
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      ...forbid(['vscode', 'ssh2', 'ssh-config', ...builtinModules], ['node:*']),
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'require',
        '__dirname',
        'setTimeout',
        'setInterval',
      ],
    },
  },
  { files: ['src/node/**/*.ts'], rules: forbid(['vscode'], ['**/vscode/**']) },
  { files: ['src/vscode/**/*.ts'], rules: forbid(['ssh2', 'ssh-config'], []) },
);
