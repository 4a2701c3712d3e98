import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { backproof, backproofJson } from './run-cli.ts'
import { makeSmallShop, type SmallShop } from './small-shop.ts'

type Json = Readonly<Record<string, unknown>>

let shop: SmallShop
let page = ''
beforeAll(async () => {
  await bundle()
  shop = await makeSmallShop(await mkdtemp(join(tmpdir(), 'backproof-shape-')))
  page = await readFile('docs/operations.md', 'utf8')
}, bundleTimeoutMs)
afterAll(() => rm(shop.folder, { recursive: true, force: true }))
const ask = <T = Json>(...args: readonly string[]) => backproofJson<T>(shop.folder, args, shop.secret)

interface Field {
  readonly name: string
  readonly optional: boolean
}

/** "id, parts[], rows?" as names. */
function fieldsOf(text: string): readonly Field[] {
  return text
    .split(/[,;]/)
    .map((word) => /^\s*([a-zA-Z]+)(\[\])?(\?)?/.exec(word))
    .flatMap((match) => (match?.[1] ? [{ name: match[1], optional: match[3] === '?' }] : []))
}

/** The object has every name that is not optional, and none that is not documented. */
function expectShape(value: unknown, fields: readonly Field[], what: string): void {
  const names = fields.map(({ name }) => name)
  const keys = Object.keys(value as object)
  expect(
    keys.filter((key) => !names.includes(key)),
    `${what}: not documented`,
  ).toEqual([])
  const missing = fields.filter(({ name, optional }) => !optional && !keys.includes(name))
  expect(
    missing.map(({ name }) => name),
    `${what}: documented, but not there`,
  ).toEqual([])
}

describe('docs/operations.md', () => {
  test('gives the shape of every output that is not a report (for reports: test/command/shape.process.test.ts)', {
    timeout: 120_000,
  }, async () => {
    const made = await ask<{ sources: readonly { backup: { id: string } }[] }>('backup')
    const id = made.sources[1]?.backup.id ?? ''
    const printed: Readonly<Record<string, () => Promise<Json>>> = {
      restore: () => ask('restore', '--id', id, '--into', './restored'),
      hold: () => ask('hold', '--id', id),
      unhold: () => ask('unhold', '--id', id),
      delete: () => ask('delete', '--id', id, '--confirm', id),
      undelete: () => ask('undelete', '--id', id),
      'keys generate': () => ask('keys', 'generate'),
      doctor: () => ask('doctor'),
    }
    const text = page.slice(page.indexOf('`retire` prints')).split('\n\n')[0]?.replaceAll('\n', ' ') ?? ''
    const documented = new Map<string, readonly Field[]>()
    for (const [, names = '', shape = ''] of text.matchAll(
      /((?:`[a-z ]+`(?:, | and )?)+) (?:prints )?`\{ ([^}]+) \}`/g,
    )) {
      for (const [, name = ''] of names.matchAll(/`([a-z ]+)`/g)) documented.set(name, fieldsOf(shape))
    }
    for (const [name, print] of Object.entries(printed)) {
      expectShape(await print(), documented.get(name) ?? [], name)
    }
    const unknown = await backproof(shop.folder, ['list', '--policy', 'nowhere.yml', '--json'])
    const failure = /`\{ version, status: "failed", problems\[\] \}`/.test(text)
    expect([failure, unknown.code, JSON.parse(unknown.stdout)]).toEqual([
      true,
      2,
      { version: 1, status: 'failed', problems: [expect.objectContaining({ code: 'usage' })] },
    ])
  })
})
