import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import { Problem } from '../../src/problem.ts'
import type { Store } from '../../src/store/store.ts'
import { openShop, policyOf, type Shop, treeOf } from '../command/shop.ts'
import { type Fault, faultyStore } from './faulty-store.ts'
import { openCopies } from './whole.ts'

const codes = ['store-unavailable', 'store-denied', 'store-full'] as const

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

const of = (fault: Omit<Fault, 'problem'>, code: (typeof codes)[number]): Fault => ({
  ...fault,
  problem: new Problem(code, `${fault.call}: a fault in b`, { hint: 'Look at b.' }),
})

/** Runs a command with one fault in the store b; the fault must have been met. */
async function withFault(
  fault: Fault,
  command: 'backup' | 'run' | 'verify' | 'restore' | 'prune' | 'list',
  options = {},
) {
  const faulty = faultyStore(shop.stores['b'] as Store, [fault])
  shop.wrap((store, name) => (name === 'b' ? faulty : store))
  const problems = await shop.run(command, options).then(
    (result) => result.problems,
    (error) => [error],
  )
  shop.wrap(undefined)
  expect(faulty.met.get(fault), `${fault.does} ${fault.call} ${fault.key} was never met`).toBeGreaterThan(0)
  for (const problem of problems) {
    expect(problem).toBeInstanceOf(Problem)
    expect(problem, 'every failure says what to do').toMatchObject({ hint: expect.stringMatching(/^[A-Z].*[.?]$/) })
  }
  return problems as readonly Problem[]
}

/** Every copy that counts opens to its end. */
async function wholeCopies(): Promise<readonly string[]> {
  const { entries, damaged } = await shop.catalog()
  expect(damaged).toEqual([])
  for (const entry of entries) await openCopies(entry, (name) => shop.stores[name])
  return entries.map(({ copies }) => copies.join())
}

const puts = ['lease.json', 'files.tar', 'facts.json', '/keys/', '/manifests/', '/proofs/', '/runs/']
const failures = codes.flatMap((code) => puts.map((key) => [code, key] as const))
const counts = (key: string) => (/proofs|runs/.test(key) ? 'a,b' : 'a')

describe('a call that fails once during a backup', () => {
  test.each(failures)('leaves a whole backup where it can, and fails loudly: %s for put %s', async (code, key) => {
    const problems = await withFault(of({ call: 'put', key, does: 'fail' }, code), 'backup')
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set([code]))
    expect(exitCodeOf(problems)).toBe(1)
    expect(problems[0]?.message).toContain('a fault in b')
    expect(await wholeCopies()).toEqual([counts(key)])
    shop.world.advance(16 * 60_000)
    expect((await shop.run('backup')).problems).toEqual([])
  })

  test.each(puts)('leaves a whole backup or none if the answer to put %s is lost', async (key) => {
    const problems = await withFault({ call: 'put', key, does: 'lose' }, 'backup')
    expect(exitCodeOf(problems)).toBe(1)
    // The manifest is there, and so is everything that it promises.
    expect(await wholeCopies()).toEqual([/lease|tar|facts|keys/.test(key) ? 'a' : 'a,b'])
  })

  test.each(['files.tar', 'facts.json', '/keys/', '/manifests/'])(
    'leaves nothing visible after half of put %s',
    async (key) => {
      const problems = await withFault({ call: 'put', key, does: 'half' }, 'backup')
      expect(exitCodeOf(problems)).toBe(1)
      expect(await wholeCopies()).toEqual(['a'])
      expect(shop.objects('b').filter((name) => name.includes(key))).toEqual([])
    },
  )

  test.each(['fail', 'half'] as const)('drops the store if the read-back meets %s', async (does) => {
    for (const key of ['files.tar', 'facts.json']) {
      const problems = await withFault({ call: 'get', key, does }, 'backup')
      expect(exitCodeOf(problems)).toBe(1)
    }
    expect(await wholeCopies()).toEqual(['a', 'a'])
  })

  test('costs its store, but not the backup, if it is a head or a listing', async () => {
    for (const call of ['head', 'list'] as const) {
      const problems = await withFault({ call, does: 'fail' }, 'backup')
      expect(exitCodeOf(problems), call).toBe(1)
    }
    expect(shop.world.lines.join('\n')).toMatch(/warning: files: b could not be listed/)
    expect(await wholeCopies()).toEqual(['a,b', 'a'])
  })
})

describe('a call that stalls', () => {
  test.each(puts)('ends a cancelled put %s with 130, and leaves the backup whole or absent', async (key) => {
    const fault: Fault = { call: 'put', key, does: 'stall' }
    const faulty = faultyStore(shop.stores['b'] as Store, [fault])
    shop.wrap((store, name) => (name === 'b' ? faulty : store))
    const cancel = new AbortController()
    const running = shop.run('backup', {}, { signal: cancel.signal }).catch((error) => error)
    await expect.poll(() => faulty.met.get(fault) ?? 0, { interval: 1, timeout: 20_000 }).toBeGreaterThan(0)
    cancel.abort(new Problem('cancelled', 'cancelled by SIGTERM'))
    const outcome = await running
    expect(exitCodeOf(outcome instanceof Problem ? [outcome] : outcome.problems)).toBe(130)
    shop.wrap(undefined)
    const copies = await wholeCopies()
    if (/lease|tar|facts/.test(key)) expect(copies).toEqual([])
    else if (/proofs|runs/.test(key)) expect(copies).toEqual(['a,b'])
    shop.world.advance(16 * 60_000)
    expect((await shop.run('backup')).problems).toEqual([])
  })
})

describe('a read that stalls', () => {
  test.each(['restore', 'verify'] as const)(
    'ends a cancelled %s with 130, restores nothing and records no proof',
    async (command) => {
      await shop.run('backup')
      const fault: Fault = { call: 'get', key: 'files.tar', does: 'stall' }
      const faulty = faultyStore(shop.stores['b'] as Store, [fault])
      shop.wrap((store, name) => (name === 'b' ? faulty : store))
      const cancel = new AbortController()
      const options = { store: 'b', ...(command === 'restore' ? { into: 'out' } : {}) }
      const running = shop.run(command, options, { signal: cancel.signal }).catch((error) => error)
      await expect.poll(() => faulty.met.get(fault) ?? 0, { interval: 1, timeout: 20_000 }).toBeGreaterThan(0)
      cancel.abort(new Problem('cancelled', 'cancelled by SIGINT'))
      expect(exitCodeOf([await running])).toBe(130)
      expect(await treeOf(shop.path('out')).catch(() => ({}))).toEqual({})
      expect((await shop.catalog()).entries[0]?.proofs.map(({ level }) => level)).toEqual(['check', 'check'])
    },
  )
})

describe('a call that fails while a backup is read', () => {
  beforeEach(async () => {
    await shop.run('backup')
  })
  const gets = ['files.tar', 'facts.json', '/keys/']

  test.each(gets.flatMap((key) => (['fail', 'half'] as const).map((does) => [does, key] as const)))(
    'makes a restore fail without false data, and a verify record no failed proof: %s of get %s',
    async (does, key) => {
      const options = { store: 'b', into: 'out' }
      const restored = await withFault({ call: 'get', key, does }, 'restore', options)
      const exit = key === '/keys/' && does === 'half' ? [1, 4] : [1]
      expect(exit).toContain(exitCodeOf(restored))
      const left = await treeOf(shop.path(`out${shop.path('data')}`)).catch(() => ({}))
      const data = await treeOf(shop.path('data'))
      for (const [name, content] of Object.entries(left)) expect(data[name]?.startsWith(content), name).toBe(true)

      const verified = await withFault({ call: 'get', key, does }, 'verify', { store: 'b' })
      expect(exit).toContain(exitCodeOf(verified))
      const { entries } = await shop.catalog()
      expect(entries[0]?.proofs.map(({ outcome }) => outcome)).toEqual(['passed', 'passed'])
      expect((await shop.run('verify')).problems).toEqual([])
    },
  )

  test.each(codes)('makes list name the store, and prune refuse: %s of a listing', async (code) => {
    const listed = await withFault(of({ call: 'list', does: 'fail' }, code), 'list')
    expect(listed.map(({ message }) => message)).toEqual([
      expect.stringMatching(/b could not be listed: list: a fault in b$/),
    ])
    const pruned = await withFault(of({ call: 'list', does: 'half' }, code), 'prune')
    expect(pruned.map((problem) => problem.code)).toEqual(['retention-refused'])
    expect(exitCodeOf(pruned)).toBe(1)
  })
})

describe('a call that fails while backups are deleted', () => {
  test.each(['fail', 'lose', 'half'] as const)(
    'is reported, touches no kept backup, and is finished by the next prune: remove, %s',
    async (does) => {
      await shop.policy(
        policyOf(shop.path('data'), {
          defaults: '  retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d }',
        }),
      )
      for (let i = 0; i < 3; i++) {
        await shop.run('backup')
        shop.world.advance(24 * 3600_000)
      }
      await shop.run('prune', { apply: true })
      shop.world.advance(2 * 24 * 3600_000)
      // Finds the grace period over, and leaves the removal to the runs after it.
      await shop.run('prune', { apply: true })
      for (const key of ['/manifests/', '/keys/', '/data/', '/trash/']) {
        const problems = await withFault({ call: 'remove', key, does }, 'prune', {
          apply: true,
        })
        expect(exitCodeOf(problems)).toBe(1)
        expect((await wholeCopies())[0]).toBe('a,b')
      }
      expect((await shop.run('prune', { apply: true })).problems).toEqual([])
      expect(await wholeCopies()).toEqual(['a,b'])
      const [id = ''] = (await shop.catalog()).entries.map((entry) => entry.id)
      expect(shop.objects('b').filter((name) => !name.includes(id))).toEqual([])
    },
  )
})
