import { defineConfig } from 'vitest/config'

// The suffix of a test file is its tier: x.test.ts needs nothing, x.container.test.ts needs Docker,
// x.extended.test.ts needs what only other package registries bring.
const tier = (name: string, include: string[], exclude: string[], timeout: number, workers?: number) => ({
  test: {
    name,
    include,
    exclude,
    testTimeout: timeout,
    hookTimeout: timeout,
    // One race among thousands of tests does not lose a whole run; the totals name each test that needed a second try.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    ...(workers ? { maxWorkers: workers, fileParallelism: workers > 1 } : {}),
  },
})

export default defineConfig({
  test: {
    projects: [
      tier('unit', ['test/**/*.test.ts'], ['test/**/*.container.test.ts', 'test/**/*.extended.test.ts'], 120_000, 2),
      tier('container', ['test/**/*.container.test.ts'], [], 300_000, 2),
      tier('extended', ['test/**/*.extended.test.ts'], [], 600_000, 1),
    ],
  },
})
