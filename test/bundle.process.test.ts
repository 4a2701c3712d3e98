import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the young generation of the heap stays small in every way the bundle is started', () => {
  const script = `
    const { getHeapSpaceStatistics } = await import('node:v8')
    const bytes = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size
    await import(process.argv[1])
    let most = 0
    const living = []
    for (let i = 0; i < 500_000; i++) {
      living[i % 20_000] = { i, list: [i] }
      if (i % 1000 === 0) most = Math.max(most, bytes())
    }
    console.log(most)`
  const bundle = join(import.meta.dirname, '../src/bundle.ts')
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script, bundle])
  expect(stderr.toString()).toBe('')
  expect(Number(stdout)).toBeGreaterThan(0)
  expect(Number(stdout)).toBeLessThan(10 << 20)
})
