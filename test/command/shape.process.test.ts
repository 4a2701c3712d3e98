import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import { Problem } from '../../src/problem.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { openShop, type Shop } from './shop.ts'

const page = readFileSync('docs/operations.md', 'utf8')

/** The block of docs/operations.md that follows these words. */
function blockOf(words: string): string {
  const [, block] = page.slice(page.indexOf(words)).match(/```text\n([\s\S]*?)```/) ?? []
  expect(page, words).toContain(words)
  return block ?? ''
}

/** Objects whose keys are names of the user's, or words for people. */
const maps = ['applies', 'durations', 'steps', 'versions', 'origin', 'rows', 'objects']

/** Every key below a value, each once. */
function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(keysOf))]
  if (typeof value !== 'object' || value === null) return []
  const all = Object.entries(value).flatMap(([key, below]) => [key, ...(maps.includes(key) ? [] : keysOf(below))])
  return [...new Set(all)]
}

let shop: Shop
beforeEach(async () => {
  shop = await openShop({
    defaults: `  schedule: "0 2 * * *"
  retention: { keep: { last: 3 } }
  objectives: { rpo: 1d, rto: 15m }
`,
  })
})
afterEach(() => shop[Symbol.asyncDispose]())

/** A shop in which each field has something to say. */
async function fill(): Promise<string> {
  const [first = ''] = (await shop.run('backup', { tag: ['release-1'] })).ids ?? []
  shop.at('2026-03-03T02:30:00Z')
  const [newer = ''] = (await shop.run('run')).ids ?? []
  await shop.run('verify', { id: [newer], level: 'restore' })
  await shop.run('hold', { id: [newer], because: 'audit' })
  await shop.run('delete', { id: [first], because: 'a mistake' })
  return newer
}

const json = async (command: CommandName, options: Options = {}) => (await shop.run(command, options)).json as object

describe('docs/operations.md documents each field of', () => {
  test.each([
    ['list', '`list` prints', {}],
    ['plan', '`plan` prints', { shards: '3' }],
    ['run', '`run`, `backup`, `verify` and `prune` print a report', {}],
    ['prune', '`run`, `backup`, `verify` and `prune` print a report', {}],
    ['gate', '`gate` prints', { 'verified-within': '8d' }],
  ] as const)('%s --json', async (command, words, options) => {
    await fill()
    const block = blockOf(words)
    const keys = keysOf(await json(command, options))
    expect(keys.length).toBeGreaterThan(8)
    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(block))).toEqual([])
  })

  test('show --json', async () => {
    const id = await fill()
    const keys = keysOf(await json('show', { id: [id] }))
    const block = blockOf('`show` prints')
    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(block))).toEqual([])
  })

  test('report --json, in docs/reports.md', async () => {
    await fill()
    const text = readFileSync('docs/reports.md', 'utf8')
    const keys = keysOf(await json('report'))
    expect(keys.length).toBeGreaterThan(100)
    expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(text))).toEqual([])
  })

  test('list --json with objects that cannot be read', async () => {
    await fill()
    const [key = ''] = shop.objects('a').filter((name) => name.includes('/manifests/'))
    shop.stores['a']?.objects.set(key, Buffer.from('{}'))
    const problem = new Problem('store-denied', 'list: denied in b', { hint: 'Allow it.' })
    shop.wrap((store, name) =>
      name === 'b' ? faultyStore(store, [{ call: 'list', key: '', does: 'fail', problem }]) : store,
    )
    const said = await json('list')
    expect(said).toMatchObject({ unread: [{ store: 'b' }], damaged: [{ source: 'files' }] })
    const block = blockOf('`list` prints')
    expect(keysOf(said).filter((key) => !new RegExp(`\\b${key}\\b`).test(block))).toEqual([])
  })
})

describe('docs/operations.md', () => {
  test.each([
    ['list', '`list` prints', {}],
    ['plan', '`plan` prints', { shards: '3' }],
  ] as const)('names no field of %s that does not exist', async (command, words, options) => {
    await fill()
    // What stands first in a line and is not optional.
    const first = [...blockOf(words).matchAll(/^ *([a-zA-Z]+)(?:\[\])?(?:,| {2})/gm)].map(([, name = '']) => name)
    expect(first.length).toBeGreaterThan(3)
    const keys = keysOf(await json(command, options))
    expect(first.filter((name) => !keys.includes(name))).toEqual([])
  })
})

test('every JSON object of a store has the form that docs/format.md promises', async () => {
  await fill()
  const { objects = new Map<string, Buffer>() } = shop.stores['a'] ?? {}
  const texts = [...objects].filter(([key]) => /\.json$|\/holds\//.test(key) && !key.includes('/data/'))
  expect(texts.map(([key]) => key.split('/').slice(1).at(0))).toEqual(
    expect.arrayContaining(['lease.json', 'manifests', 'keys', 'proofs', 'runs', 'holds', 'trash']),
  )
  for (const [key, bytes] of texts) {
    const text = Buffer.from(bytes as Uint8Array).toString('utf8')
    expect(text, key).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
  }
})
