import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { program } from './end-to-end/run-cli.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backproof-totals-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const script = resolve(import.meta.dirname, '../script/totals.ts')
const totals = async (checks: string, statuses: readonly string[], env = {}, failureMessages: string[] = []) => {
  const assertionResults = statuses.map((status, i) => ({ fullName: `test ${i}`, status, failureMessages }))
  const suite = { name: 'test/x.test.ts', status: 'passed', endTime: 4_200, assertionResults }
  const report = { startTime: 1_000, testResults: [suite] }
  await writeFile(join(folder, 'unit.json'), JSON.stringify(report))
  await writeFile(join(folder, 'checks.tsv'), checks)
  const { code, stdout } = await program(process.execPath, [script, folder], folder, env)
  return { code, lines: stdout.trimEnd().split('\n') }
}

test('the totals stand alone on the last line', async () => {
  const good = await totals('lint\tpassed\t\n', ['passed', 'passed', 'pending'])
  expect([good.code, good.lines.at(-1)]).toEqual([0, '3 passed, 0 failed'])
  expect(good.lines).toContain('1 skipped')
  const bad = await totals('lint\tfailed\t\n', ['passed', 'failed'])
  expect([bad.code, bad.lines.at(-1)]).toEqual([1, '1 passed, 2 failed'])
})

test('the totals give the time of each tier', async () => {
  const { lines } = await totals('', ['passed', 'failed'])
  expect(lines[0]).toBe('unit tier: 2 tests in 4 s')
})

test('a test that passed only on its second try is named', async () => {
  const { code, lines } = await totals('', ['passed'], {}, ['Error: too late\n    at a place'])
  expect([code, lines.at(-1)]).toEqual([0, '1 passed, 0 failed'])
  expect(lines[1]).toMatch(/^UNSTEADY, passed at the second try only: unit: .*test 0: Error: too late$/)
})

test('a test that failed is named with its reason', async () => {
  const { lines } = await totals('', ['failed'], {}, ['Error: too late\n    at a place'])
  expect(lines[1]).toMatch(/^FAILED: unit: .*test 0: Error: too late$/)
})

test('totals without any test are a failure', async () => {
  expect(await totals('', [])).toMatchObject({ code: 1, lines: ['unit tier: 0 tests in 4 s', '0 passed, 0 failed'] })
})

test('an unexpected skipped test fails on CI, and so does a skipped tier', async () => {
  const checks = 'container tier\tskipped\tDocker does not answer\n'
  expect((await totals(checks, ['passed', 'pending'])).code).toBe(0)
  const { code, lines } = await totals(checks, ['passed', 'pending'], { CI: 'true' })
  expect(code).toBe(1)
  expect(lines.join('\n')).toMatch(/^FAILED: unit: .*test 1 \(skipped, which CI does not accept\)$/m)
  // Only root can start Docker.
  const tier = 'container tier: Docker does not answer'
  const said = process.geteuid?.() === 0 ? `FAILED: ${tier} (skipped, which CI does not accept)` : `skipped: ${tier}`
  expect(lines).toContain(said)
})
