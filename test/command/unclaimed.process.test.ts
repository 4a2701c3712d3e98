import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, keys, openShop, type Shop } from './shop.ts'

const plain = { colour: false, width: 300 }

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

/** The source `files`, of which there are backups, is called `papers` from now on. */
const rename = (more = '') =>
  shop.policy(`version: 1
project: shop
stores: { a: { directory: { path: ./a } }, b: { directory: { path: ./b } } }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [a, b], retention: { keep: { last: 1 } } }
sources:
  papers:
    engine: files
    paths: [${shop.path('data')}]
${more}`)

const said =
  '2 backups of files are in a and b, and no source of the policy claims them: `backproof list --all` shows them; `backproof retire files` lets them go'

/** What a command says of it anywhere, and how it ends. */
async function told(command: 'list' | 'plan' | 'run' | 'report' | 'doctor', options = {}) {
  const warnings: string[] = []
  const log = { ...shop.world.log, warning: (text: string) => void warnings.push(text) }
  const result = await shop.run(command, options, { log })
  return { result, text: `${warnings.join('\n')}\n${result.text(plain)}` }
}

describe('backups that no source of the policy claims', () => {
  beforeEach(async () => {
    await shop.run('backup')
    shop.world.advance(60_000)
    await shop.run('backup')
  })

  test.each(['list', 'plan', 'run', 'report', 'doctor'] as const)(
    '%s names them, and does not fail',
    async (command) => {
      expect((await told(command)).text).not.toContain('no source of the policy')
      await rename()
      const { result, text } = await told(command)
      expect(text).toContain(said)
      expect(codesOf(result)).toEqual([])
    },
  )

  test('are not hidden by list when it advises making a backup', async () => {
    await rename()
    const { result } = await told('list')
    expect(result.text(plain)).toBe('No backups of papers in a, b; other sources have some: `backproof list --all`.')
    expect(result.json).toMatchObject({ unclaimed: [{ source: 'files', stores: ['a', 'b'], backups: 2 }] })
  })

  test('are never called good by a report', async () => {
    await rename()
    const { result } = await told('report')
    expect(result.text(plain)).toMatch(
      /^shop: 1 source, 1 without a backup yet, 1 warning of no source\nwarning: 2 back/,
    )
    expect(result.text(plain)).toContain('note: no schedule, no backup yet')
    expect(result.json).toMatchObject({ state: 'warning', findings: [{ code: 'unclaimed', message: said }] })
    expect(result.markdown).toContain('no source of the policy claims them')
  })

  test('are in the summary of a run, too', async () => {
    await rename()
    expect((await told('run')).result.report?.warnings).toEqual([said])
  })

  test('are not mentioned after they were retired, or when the command names a source', async () => {
    await rename()
    expect((await told('list', { source: ['papers'] })).text).not.toContain('no source of the policy')
    await shop.run('retire', { source: ['files'], confirm: ['files'] })
    expect((await told('list')).text).not.toContain('no source of the policy')
  })

  test('are not searched for again in a store that is known to fail', async () => {
    await rename()
    const problem = new Problem('store-unavailable', 'list: refused')
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'list', does: 'fail', problem }]) : store))
    const { text } = await told('list')
    expect(text).toContain('2 backups of files are in a, and no source of the policy claims them')
    expect(text).not.toContain('whether b has')
  })
})

test('a source with a schedule and without a backup is not good', async () => {
  await rename('    schedule: "0 * * * *"\n')
  const { result } = await told('report')
  expect(result.text(plain)).toMatch(/^shop: 1 source, 1 needs attention\n/)
})
