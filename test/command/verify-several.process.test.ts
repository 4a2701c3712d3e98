import { expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import { untold } from '../../src/command/result.ts'
import { Problem } from '../../src/problem.ts'
import type { Report } from '../../src/report/report.ts'
import type { Store } from '../../src/store/store.ts'
import type { Log } from '../../src/world.ts'
import { codesOf, keys, openShop, type Shop } from './shop.ts'

const names = ['orders', 'broken', 'accounts', 'images']

async function shopOfSeveral(concurrency: number): Promise<Shop> {
  const shop = await openShop()
  await shop.policy(`version: 1
project: shop
concurrency: ${concurrency}
stores:
  a: { directory: { path: ./a } }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [a], retention: { keep: { last: 9 } } }
sources:
${names.map((name) => `  ${name}: { engine: files, paths: [${shop.path('data')}] }\n`).join('')}`)
  await shop.run('backup')
  shop.world.advance(60_000)
  const damaged = [...(shop.stores['a']?.objects ?? [])].find(([key]) => key.startsWith('broken/data/'))?.[1]
  damaged?.writeUInt8(damaged.readUInt8(60) ^ 1, 60)
  return shop
}

/** Everything that is logged, with where groups begin and end. */
function groupedLog(log: Log): { readonly lines: string[]; readonly log: Log } {
  const lines: string[] = []
  const say = (message: string) => void lines.push(message)
  const group: Log['group'] = async (name, body) => {
    lines.push(`[${name}`)
    try {
      return await body()
    } finally {
      lines.push(`${name}]`)
    }
  }
  return { lines, log: { ...log, info: say, warning: say, error: say, group } }
}

test('several sources are proven at the same time and reported in the order of the policy, even if one fails', async () => {
  await using shop = await shopOfSeveral(4)
  const waiting = Promise.withResolvers<void>()
  const late: string[] = []
  shop.wrap((store): Store => {
    return {
      ...store,
      async get(key, options) {
        // The first source waits until the last one is being read.
        if (key.startsWith('images/data/')) waiting.resolve()
        if (key.startsWith('orders/data/')) await Promise.race([waiting.promise, tooLong(() => late.push(key))])
        return store.get(key, options)
      },
    }
  })
  const { lines, log } = groupedLog(shop.world.log)
  const result = await shop.run('verify', {}, { log })
  expect(late).toEqual([])
  expect(codesOf(result)).toEqual(['proof-failed'])
  expect(result.ids?.map((id) => id.split('-')[0])).toEqual(['orders', 'accounts', 'images'])
  expect(result.report?.sources.map(({ source, proofs }) => [source, proofs[0]?.outcome])).toEqual(
    names.map((name) => [name, name === 'broken' ? 'failed' : 'passed']),
  )
  expect(lines.filter((line) => /^\[|\]$/.test(line))).toEqual(
    names.flatMap((name) => [`[${name}: read`, `${name}: read]`]),
  )
  const failure = lines.findIndex((line) => line.includes('proof of broken'))
  expect(failure).toBeGreaterThan(lines.indexOf('[broken: read'))
  expect(failure).toBeLessThan(lines.indexOf('broken: read]'))
})

test.each([1, 4])(
  'verify cancelled halfway reports what was proven and names what was not: %i at once',
  async (width) => {
    await using shop = await shopOfSeveral(width)
    const cancel = new AbortController()
    const error = new Problem('cancelled', 'cancelled by SIGINT')
    const proven = new Set<string>()
    const both = Promise.withResolvers<void>()
    shop.wrap((store): Store => {
      return {
        ...store,
        async get(key, options) {
          if (key.startsWith('accounts/data/') || key.startsWith('images/data/')) {
            await both.promise
            cancel.abort(error)
            throw error
          }
          return store.get(key, options)
        },
        async put(key, body, options) {
          const stored = await store.put(key, body, options)
          const done = /^(orders|broken)\/runs\//.exec(key)?.[1]
          if (done && proven.add(done).size === 2) both.resolve()
          return stored
        },
      }
    })
    const result = await shop.run('verify', {}, { signal: cancel.signal })
    expect(exitCodeOf(result.problems)).toBe(130)
    expect(untold(result)).toEqual([error])
    expect(result.ids?.map((id) => id.split('-')[0])).toEqual(['orders'])
    const { sources } = result.json as Report
    expect(sources.map(({ source, proofs, problems }) => [source, proofs[0]?.outcome, problems[0]?.code])).toEqual([
      ['orders', 'passed', undefined],
      ['broken', 'failed', 'proof-failed'],
      ['accounts', undefined, 'cancelled'],
      ['images', undefined, 'cancelled'],
    ])
    const text = result.text({ colour: false, width: 200 })
    expect(text.match(/not done: cancelled by SIGINT/g)).toHaveLength(2)
  },
)

test('due proofs of several sources run at the same time', async () => {
  await using shop = await shopOfSeveral(4)
  await shop.policy(`version: 1
project: shop
stores:
  a: { directory: { path: ./a } }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [a], retention: { keep: { last: 9 } }, verify: { read: "0 4 * * *" } }
sources:
${names.map((name) => `  ${name}: { engine: files, paths: [${shop.path('data')}] }\n`).join('')}`)
  shop.world.advance(3 * 24 * 3600_000)
  let [now, most] = [0, 0]
  shop.wrap((store): Store => {
    return {
      ...store,
      async get(key, options) {
        if (!key.includes('/data/')) return store.get(key, options)
        most = Math.max(most, ++now)
        await new Promise((resolve) => setTimeout(resolve, 50))
        now -= 1
        return store.get(key, options)
      },
    }
  })
  const result = await shop.run('verify', { due: true })
  expect(codesOf(result)).toEqual(['proof-failed'])
  expect(result.ids?.map((id) => id.split('-')[0])).toEqual(['orders', 'accounts', 'images'])
  expect(most).toBeGreaterThan(1)
})

test('sources are proven one after the other if the policy sets 1', async () => {
  await using shop = await shopOfSeveral(1)
  let [now, most] = [0, 0]
  shop.wrap((store): Store => {
    return {
      ...store,
      async get(key, options) {
        if (!key.includes('/data/')) return store.get(key, options)
        most = Math.max(most, ++now)
        await new Promise((resolve) => setTimeout(resolve, 5))
        now -= 1
        return store.get(key, options)
      },
    }
  })
  await shop.run('verify', {})
  expect(most).toBe(1)
})

function tooLong(then: () => void): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => {
      then()
      resolve()
    }, 5_000).unref()
  })
}
