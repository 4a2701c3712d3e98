import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { longest } from './test/longest.ts'

// The suffix of a test file is its tier, test/tier.test.ts says which it may have:
// x.test.ts computes, and starts nothing; x.process.test.ts runs whole commands, processes, servers and clocks;
// x.container.test.ts needs Docker; x.extended.test.ts needs what only other package registries bring.
const tiers = ['process', 'container', 'extended']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.includes(`/test/${name}.`))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

interface Options {
  readonly timeoutMs: number
  readonly workers: number
  readonly retry?: number
  readonly isolate?: boolean
}

const tier = (name: string, { timeoutMs, workers, retry = 0, isolate = true }: Options) => ({
  test: {
    name,
    include: [name === 'unit' ? 'test/**/*.test.ts' : `test/**/*.${name}.test.ts`],
    exclude: name === 'unit' ? tiers.map((other) => `test/**/*.${other}.test.ts`) : [],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    retry,
    isolate,
    maxWorkers: workers,
    fileParallelism: workers > 1,
  },
})

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      // What only computes leaves nothing behind, so modules are loaded once for all files.
      tier('unit', { timeoutMs: 30_000, workers: 2, isolate: false }),
      tier('process', { timeoutMs: 120_000, workers: 2 }),
      // Servers in containers have races of their own. The totals name each test that needed a second try.
      // Most of their time they wait, for a server that starts, falls silent or is stopped: four at once keep two cores busy.
      tier('container', { timeoutMs: 300_000, workers: 4, retry: process.env['CI'] === 'true' ? 1 : 0 }),
      tier('extended', { timeoutMs: 600_000, workers: 1 }),
    ],
  },
})
