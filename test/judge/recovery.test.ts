import { describe, expect, test } from 'vitest'
import { type Health, planRecovery, type SourceHealth } from '../../src/judge/judge.ts'
import { parse } from '../policy/example.ts'
import { health, orders } from '../report/health-sample.ts'

const [minute] = [60_000]
const policy = parse(`version: 1
project: shop
stores:
  primary: { directory: { path: /b } }
  offsite: { s3: { bucket: shop-dr, region: auto, access-key-id: '\${DR_ID}', secret-access-key: '\${DR_KEY}' } }
encryption: { recipients: [rpub1example] }
sources:
  orders: { engine: postgres, url: '\${ORDERS_URL}', recovery: { into: '\${NEW_URL}', after: [config, stock] } }
  stock: { engine: mysql, url: 'mysql://shop:\${STOCK_PASSWORD}@old/stock' }
  config: { engine: files, paths: ['\${CONFIG}'] }
  uploads: { engine: files, paths: [/srv/uploads], recovery: { into: -odd } }
`)
const newest = orders.lastSuccess && { ...orders.lastSuccess, parts: ['dump', 'globals.sql'] }
const measured = (source: string, measuredMs?: number): SourceHealth => ({
  ...orders,
  ...(newest ? { lastSuccess: newest } : {}),
  source,
  objectives: {
    ...orders.objectives,
    rto: { targetMs: 2 * minute, ...(measuredMs === undefined ? {} : { measuredMs }) },
  },
})
const sample = (times: Readonly<Record<string, number | undefined>>): Health => ({
  ...health,
  sources: ['orders', 'stock', 'config', 'uploads'].map((name) => measured(name, times[name])),
})
const options = new Map([
  ['postgres', { takes: ['create', 'globals', 'keep-going'], globalsPart: 'globals.sql' }],
  ['mysql', { takes: ['create', 'globals'], globalsPart: 'users.sql' }],
])
const planOf = (times: Readonly<Record<string, number | undefined>>) =>
  planRecovery({ ...policy, path: 'ops/policy.yml' }, Object.values(policy.sources), sample(times), options)

describe('a plan to recover', () => {
  const plan = planOf({ orders: 5 * minute, stock: 2 * minute, config: minute, uploads: 6 * minute })

  test('has each source after those that it waits for, with the command of its engine, and roles only where there are some', () => {
    expect(plan.steps.map(({ source, restore }) => [source.source, restore?.join(' ')])).toEqual([
      ['stock', 'restore --policy ops/policy.yml --source stock --into ${STOCK_RESTORE_URL} --create'],
      ['config', 'restore --policy ops/policy.yml --source config --into ./restored/config'],
      ['orders', 'restore --policy ops/policy.yml --source orders --create --globals apply'],
      ['uploads', 'restore --policy ops/policy.yml --source uploads'],
    ])
    expect(plan.together).toBeUndefined()
  })

  test('sums the measured times one after the other, and along the longest way', () => {
    expect(plan.time).toEqual({ sequenceMs: 14 * minute, pathMs: 7 * minute, path: ['stock', 'orders'], unknown: [] })
  })

  test('says of which no restore was measured, and guesses nothing for it', () => {
    expect(planOf({ orders: 5 * minute, uploads: 6 * minute }).time).toEqual({
      sequenceMs: 11 * minute,
      pathMs: 6 * minute,
      path: ['uploads'],
      unknown: ['stock', 'config'],
    })
  })

  test('names the variables: of new places, of stores, and of what was lost, which may have any value', () => {
    expect(plan.places).toEqual([
      { name: 'STOCK_RESTORE_URL', sources: ['stock'], example: 'mysql://USER:PASSWORD@HOST/DATABASE' },
      { name: 'NEW_URL', sources: ['orders'], example: 'postgres://USER:PASSWORD@HOST/DATABASE' },
    ])
    expect(plan.stores).toEqual([
      { store: 'primary', where: '/b', kind: 'directory', variables: [], ambient: false },
      { store: 'offsite', where: 's3://shop-dr', kind: 's3', variables: ['DR_ID', 'DR_KEY'], ambient: false },
    ])
    expect(plan.lost).toEqual([
      { name: 'STOCK_PASSWORD', sources: ['stock'], example: 'lost-and-unknown' },
      { name: 'CONFIG', sources: ['config'], example: 'lost-and-unknown' },
      { name: 'ORDERS_URL', sources: ['orders'], example: 'postgres://nobody@lost.invalid/lost' },
    ])
  })

  test('counts how many of the last restores kept the RTO, and the slowest', () => {
    // Those of the sample took 104 to 120 s.
    expect(plan.steps[2]?.expected).toEqual({ ms: 5 * minute, slowestMs: 120_000, measured: 5, kept: 5 })
  })
})
