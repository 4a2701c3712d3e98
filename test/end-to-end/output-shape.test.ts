import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle, bundleTimeoutMs } from './bundle.ts'
import { restorable, restorableJson } from './run-cli.ts'
import { makeSmallShop, type SmallShop } from './small-shop.ts'

type Json = Readonly<Record<string, unknown>>

let shop: SmallShop
let page = ''
beforeAll(async () => {
  await bundle()
  shop = await makeSmallShop(await mkdtemp(join(tmpdir(), 'restorable-shape-')))
  page = await readFile('docs/operations.md', 'utf8')
}, bundleTimeoutMs)
afterAll(() => rm(shop.folder, { recursive: true, force: true }))
const ask = <T = Json>(...args: readonly string[]) => restorableJson<T>(shop.folder, args, shop.secret)

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
  test('gives the shape of a report', { timeout: 120_000 }, async () => {
    const lines = (/```text\nversion[\s\S]*?```/.exec(page)?.[0] ?? '').split('\n').slice(1, -1)
    const top: Field[] = []
    const nested = new Map<string, readonly Field[]>()
    for (const line of lines) {
      const [, indent = '', name = '', optional, rest = ''] = /^( *)([a-zA-Z]+)(?:\[\])?(\?)? +(.*)$/.exec(line) ?? []
      if (indent === '') top.push({ name, optional: optional === '?' })
      if (/; finishedAt likewise/.test(rest)) top.push({ name: 'finishedAt', optional: false })
      if (name === 'sources') nested.set('', [...fieldsOf(rest)])
      if (indent === '') continue
      nested.set(name, fieldsOf(rest.replace(/: .*/, '')))
      nested.set('', [...(nested.get('') ?? []), { name, optional: optional === '?' }])
    }
    const good = await ask('run')
    const pruned = await ask('prune')
    const failed = await restorableJson<Json>(shop.folder, ['verify'], {}, 2)
    const seen = new Set<string>()
    for (const report of [good, pruned, failed]) {
      expectShape(report, top, 'the report')
      for (const source of report['sources'] as readonly Json[]) {
        expectShape(source, nested.get('') ?? [], 'a source')
        for (const [name, fields] of nested) {
          const value = source[name]
          for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
            seen.add(name)
            expectShape(one, fields, name)
          }
        }
      }
    }
    expect([...seen, ''].sort()).toEqual([...nested.keys()].sort())
  })

  test('gives the shape of everything else', { timeout: 120_000 }, async () => {
    const made = await ask<{ sources: readonly { backup: { id: string } }[] }>('backup')
    const id = made.sources[1]?.backup.id ?? ''
    const printed: Readonly<Record<string, () => Promise<Json>>> = {
      list: () => ask('list'),
      plan: () => ask('plan'),
      restore: () => ask('restore', '--id', id, '--into', './restored'),
      hold: () => ask('hold', '--id', id),
      unhold: () => ask('unhold', '--id', id),
      delete: () => ask('delete', '--id', id),
      undelete: () => ask('undelete', '--id', id),
      'keys generate': () => ask('keys', 'generate'),
      doctor: () => ask('doctor'),
    }
    const text = page.slice(page.indexOf('`list` prints')).split('\n\n')[0]?.replaceAll('\n', ' ') ?? ''
    const documented = new Map<string, readonly Field[]>()
    for (const [, names = '', shape = ''] of text.matchAll(
      /((?:`[a-z ]+`(?:, | and )?)+) (?:prints )?`\{ ([^}]+) \}`/g,
    )) {
      for (const [, name = ''] of names.matchAll(/`([a-z ]+)`/g)) documented.set(name, fieldsOf(shape))
    }
    for (const [name, print] of Object.entries(printed)) {
      expectShape(await print(), documented.get(name) ?? [], name)
    }
    const unknown = await restorable(shop.folder, ['list', '--policy', 'nowhere.yml', '--json'])
    const failure = /`\{ version, status: "failed", problems\[\] \}`/.test(text)
    expect([failure, unknown.code, JSON.parse(unknown.stdout)]).toEqual([
      true,
      2,
      { version: 1, status: 'failed', problems: [expect.objectContaining({ code: 'usage' })] },
    ])
  })
})
