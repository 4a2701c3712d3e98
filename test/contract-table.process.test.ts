import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { program } from './end-to-end/run-cli.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backproof-table-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const script = resolve(import.meta.dirname, '../script/contract-table.ts')
const page = 'before\n<!-- contract: begin -->\n<!-- contract: end -->\nafter\n'
const passed = 'a dump ends in one result, with its consistency'

/** A report with a test of each title, of the engine "x 1". */
async function ran(tier: string, tests: Readonly<Record<string, object>>): Promise<void> {
  const assertionResults = Object.entries(tests).map(([title, more]) => ({
    title,
    ancestorTitles: ['group', 'engine x 1'],
    status: 'passed',
    ...more,
  }))
  await writeFile(join(folder, `${tier}.json`), JSON.stringify({ testResults: [{ assertionResults }] }))
}

async function made(...flags: readonly string[]) {
  const { code, stdout } = await program(process.execPath, [script, folder, ...flags], folder, {})
  return { code, stdout, docs: await readFile(join(folder, 'docs', 'engines.md'), 'utf8') }
}

test('the table has what every engine passed, the reasons of what was skipped, and is checked', async () => {
  await mkdir(join(folder, 'docs'))
  await writeFile(join(folder, 'docs', 'engines.md'), page)
  const skipped = { status: 'skipped', meta: { reason: 'has no writers' } }
  await ran('container', { [passed]: {}, 'a dump during writes restores': skipped, 'a dump cut off after 0': {} })
  expect((await made()).code).toBe(1)
  const { docs, code } = await made('--write')
  expect(code).toBe(0)
  expect(docs).toContain('| x 1 | container | passed | passed | not run |')
  expect(docs).toMatch(/\| – 1 \| not run \| not run \|\n\n1\. has no writers\n<!-- contract: end -->\nafter\n$/)
  expect((await made()).code).toBe(0)
  // Another tier keeps what is written of this one, and one that fails does not go unnoticed.
  await rm(join(folder, 'container.json'))
  await ran('process', { [passed]: {} })
  expect((await made('--write')).docs).toMatch(/\| x 1 \| container \|.*\n\| x 1 \| process \| passed \| not run/)
  await ran('process', { [passed]: { status: 'failed' } })
  expect((await made()).code).toBe(1)
})
