import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    // Much of what a file does is waiting for storage and sockets; left alone, two cores would run one file at a time.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // Entry points run in processes of their own, where this process cannot see what was covered.
      exclude: [
        'src/main.ts',
        'src/cli-main.ts',
        'src/demo/main.ts',
        'src/demo/storage-main.ts',
        'src/demo/sample/write-examples.ts',
        'src/**/*.d.ts',
      ],
      reporter: ['text-summary', 'html', 'json-summary'],
      thresholds: { statements: 85, lines: 85, functions: 85, branches: 75 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          setupFiles: ['test/support/property-seed.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // Started by test/explore alone, which names the files.
          name: 'explore',
          setupFiles: ['test/explore/repeat-properties.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.e2e.test.ts'],
          // Every file starts a service, a chat client and a browser.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
