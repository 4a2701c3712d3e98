import { describe, expect, test } from 'vitest'
import { cadenceOf, comparePolicies, scheduleChecks } from '../../src/plan/plan.ts'
import { type Policy, parsePolicy } from '../../src/policy/policy.ts'

const now = new Date('2026-03-02T12:00:00Z')
const hourMs = 3_600_000

function policy(sources: string, { stores = '', keys = 'k1, k2', head = '' } = {}): Policy {
  const checks = { recipient: () => undefined, signer: () => undefined, ...scheduleChecks }
  const text = `version: 1
project: shop
${head}
encryption: { recipients: [${keys}] }
stores: { a: { directory: { path: ./a } }, b: { directory: { path: ./b } }${stores} }
defaults: { stores: [a, b], schedule: "0 2 * * *" }
sources:
${sources}`
  return parsePolicy(text, { path: 'p.yml', env: {}, checks })
}

const app = '  app: { engine: sqlite, path: ./app.sqlite'
const base = policy(`${app} }`)
const compare = (after: Policy, before = base) => comparePolicies(before, after, now)

test('a comparison of equal policies finds no change', () => {
  expect(compare(policy(`${app} }`))).toEqual({
    added: [],
    removed: [],
    renamed: [],
    recipientsAdded: [],
    recipientsRemoved: [],
    signersChanged: false,
    sources: [],
  })
})

describe('the names of sources', () => {
  test('are reported as added and removed', () => {
    const after = policy('  files: { engine: files, paths: [./x] }')
    expect(compare(after)).toMatchObject({ added: ['files'], removed: ['app'], renamed: [] })
    expect(comparePolicies(undefined, after, now)).toMatchObject({ added: ['files'], recipientsRemoved: [] })
    expect(comparePolicies(base, undefined, now)).toMatchObject({ removed: ['app'], recipientsRemoved: [] })
  })

  test('are reported as changed, with everything that changed besides', () => {
    const after = policy('  store: { engine: sqlite, path: ./app.sqlite, stores: [a] }')
    const change = compare(after)
    expect(change).toMatchObject({ added: [], removed: [], renamed: [{ from: 'app', to: 'store' }] })
    expect(change.sources).toMatchObject([{ source: 'store', storesDropped: ['b'] }])
  })

  test('belong to other sources if they cover other tables of the same database', () => {
    const tables = (name: string, rest: string) => `  ${name}: { engine: postgres, url: "\${DB}"${rest} }`
    const [some, others] = ['tables: { include: [a] }', 'schemas: { exclude: [b] }']
    const before = policy(tables('one', `, ${some}`))
    for (const rest of ['', `, ${others}`])
      expect(compare(policy(tables('two', rest)), before)).toMatchObject({ renamed: [], added: ['two'] })
    expect(compare(policy(tables('two', `, ${some}`)), before).renamed).toEqual([{ from: 'one', to: 'two' }])
  })

  test('are reported if they stay but stand for something else', () => {
    const moved = (was: string, is: string) => compare(policy(`  app: { ${is} }`), policy(`  app: { ${was} }`)).sources
    const files = (...paths: readonly string[]) => `engine: files, paths: [${paths.join(', ')}]`
    const url = (name: string, rest = '') => `engine: postgres, url: "\${${name}}"${rest}`
    expect(moved('engine: sqlite, path: ./a', 'engine: sqlite, path: ./b')).toMatchObject([{ contentMoved: true }])
    expect(moved(url('A'), url('B'))).toMatchObject([{ contentMoved: true }])
    expect(moved(url('A'), files('./a'))).toMatchObject([{ contentMoved: true }])
    expect(moved(files('./a', './b'), files('./c'))).toMatchObject([{ contentMoved: true }])
    expect(moved(files('./a', './b'), files('./b', './c'))).toEqual([])
    expect(moved(url('A'), url('A', ', tables: { exclude: [x] }'))).toEqual([])
  })

  test('are paired once if one of two sources of the same data is renamed and the other removed', () => {
    const twice = policy(`${app} }\n${app.replace('app:', 'copy:')} }`)
    const after = policy(`${app.replace('app:', 'shop:')} }`)
    expect(compare(after, twice)).toMatchObject({
      renamed: [{ from: 'app', to: 'shop' }],
      removed: ['copy'],
      added: [],
    })
  })

  test('are only names even if every object has a property of that name', () => {
    const after = policy(`${app} }\n  constructor: { engine: files, paths: [./x] }`)
    expect(compare(after)).toMatchObject({ added: ['constructor'], removed: [] })
    expect(compare(base, after)).toMatchObject({ added: [], removed: ['constructor'] })
  })
})

describe('the keys of a policy', () => {
  test('are reported as added and removed', () => {
    const after = policy(`${app} }`, { keys: 'k2, k3' })
    expect(compare(after)).toMatchObject({ recipientsAdded: ['k3'], recipientsRemoved: ['k1'] })
  })

  test('are compared in any order if they are signers', () => {
    const signed = (signers: string) => {
      const text = policy(`${app} }`)
      return { ...text, encryption: { ...text.encryption, signers: signers.split(' ') } }
    }
    expect(comparePolicies(signed('s1 s2'), signed('s2 s1'), now).signersChanged).toBe(false)
    expect(comparePolicies(signed('s1'), signed('s2'), now).signersChanged).toBe(true)
  })
})

describe('the stores of a policy', () => {
  test('are reported as added, dropped, and moved under the same name', () => {
    const moved = policy(`${app} }`).stores
    const after = policy(`${app}, stores: [a, c] }`, { stores: ', c: { directory: { path: ./c } }' })
    const elsewhere = { ...after, stores: { ...after.stores, a: { ...moved['a'], path: './elsewhere' } } } as Policy
    expect(compare(after).sources).toMatchObject([{ storesAdded: ['c'], storesDropped: ['b'], storesMoved: [] }])
    expect(compare(elsewhere).sources).toMatchObject([{ storesMoved: ['a'] }])
  })

  test('change the rules of their sources if they have rules of their own', () => {
    const own = policy(`${app} }`)
    const after = { ...own, stores: { ...own.stores, a: { ...own.stores['a'], retention: { keep: { last: 2 } } } } }
    expect(compare(after as unknown as Policy).sources).toMatchObject([{ rules: true, storesMoved: [] }])
  })
})

describe('schedules in a comparison', () => {
  const cadence = (rest: string, head = '') => {
    const one = policy(`${app}, ${rest} }`, { head })
    return cadenceOf(one.sources['app'] as Policy['sources'][string], one.timezone, now)
  }

  test('show the next five runs and the longest gap of the coming weeks', () => {
    const working = cadence('schedule: "*/10 8-17 * * 1-5", objectives: { rpo: 1h }')
    expect(working.next.map((run) => run.toISOString().slice(11, 16))).toEqual([
      '12:10',
      '12:20',
      '12:30',
      '12:40',
      '12:50',
    ])
    // From Friday 17:50 to Monday 08:00.
    expect(working).toMatchObject({ widestMs: (62 + 1 / 6) * hourMs, rpoMs: hourMs })
  })

  test('show their next runs even if they are rare', () => {
    const yearly = cadence('schedule: "0 3 1 1 *"')
    expect(yearly.next.map((run) => run.getUTCFullYear())).toEqual([2027, 2028, 2029, 2030, 2031])
    expect(yearly.widestMs).toBe(366 * 24 * hourMs)
  })

  test('are reported as changed if they pause, end or are postponed', () => {
    expect(cadence('paused: true')).toMatchObject({
      schedule: '0 2 * * *',
      paused: true,
      next: [],
      widestMs: undefined,
    })
    expect(cadence('schedule: never')).toMatchObject({ schedule: undefined, next: [] })
    const off = compare(policy(`${app}, jitter: 1h }`)).sources[0]?.cadence
    expect(off?.after.next[0]).not.toEqual(off?.before.next[0])
    expect(off?.after.widestMs).toBe(off?.before.widestMs)
  })

  test('are different in another time zone, and count other days', () => {
    const [change] = compare(policy(`${app} }`, { head: 'timezone: Asia/Tokyo' })).sources
    expect(change).toMatchObject({
      rules: true,
      cadence: { before: { timezone: 'UTC' }, after: { timezone: 'Asia/Tokyo' } },
    })
  })

  test('are reported as changed if their objective changes', () => {
    expect(compare(policy(`${app}, objectives: { rpo: 1h } }`)).sources[0]?.cadence?.after.rpoMs).toBe(hourMs)
  })
})
