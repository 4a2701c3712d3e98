import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { expectedSkips } from '../script/expected-skip.ts'
import type { SourceFile } from './layer-rule.ts'
import { longest } from './longest.ts'
import { isUnit, tierProblems } from './tier-rule.ts'

const files = globSync('test/**/*.ts').map((path): SourceFile => ({ path, text: readFileSync(path, 'utf8') }))

describe('the unit tier', () => {
  test('covers most of the folders of src', () => {
    const folders = new Set(files.filter(({ path }) => isUnit(path)).map(({ path }) => path.split('/')[1]))
    expect([...folders]).toEqual(
      expect.arrayContaining(['catalog', 'judge', 'plan', 'policy', 'report', 'retain', 'seal']),
    )
  })

  test('does not start a process, server, thread, clock or whole command', () => {
    expect(tierProblems(files)).toEqual([])
  })

  const at = (path: string, text: string): SourceFile => ({ path, text })

  test.each([
    ["import { spawn } from 'node:child_process'", 'starts processes'],
    ["import { createServer } from 'node:http'", 'starts servers'],
    ["import { Worker } from 'node:worker_threads'", 'starts threads'],
    ["import { setTimeout } from 'node:timers/promises'", 'waits for real time'],
    ["import { perform } from '../../src/command/admit/admit.ts'", 'runs whole commands'],
    ["import { openShop } from './shop.ts'", 'starts processes by way of test/store/shop.ts'],
  ])('cannot have a test with %s', (text, sentence) => {
    const shop = at('test/store/shop.ts', "import { spawn } from 'node:child_process'")
    expect(tierProblems([at('test/store/a.test.ts', text), shop]).join('\n')).toContain(sentence)
    expect(tierProblems([at('test/store/a.process.test.ts', text), shop])).toEqual([])
  })

  test('can have a test that imports only types of modules that start something', () => {
    const shop = at('test/store/shop.ts', "import { spawn } from 'node:child_process'")
    expect(tierProblems([at('test/store/a.test.ts', "import type { Shop } from './shop.ts'"), shop])).toEqual([])
  })
})

test.each(expectedSkips.flatMap(({ places }) => places))(
  'the file or folder %s, whose skipped tests are expected, exists',
  (place) => {
    expect(globSync(place)).toHaveLength(1)
  },
)

test.each(longest)('the test file %s, which is begun before the others, exists', (name) => {
  expect(globSync(`test/${name}.{process,container}.test.ts`)).toHaveLength(1)
})
