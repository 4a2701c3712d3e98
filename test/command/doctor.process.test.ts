import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { policySchema } from '../../src/policy/policy.ts'
import { Problem } from '../../src/problem.ts'
import { parseSecretKeys, parseSigningKey, recipientFault, signerFault } from '../../src/seal/seal.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, keys, openShop, otherKeys, type Shop } from './shop.ts'

const plain = { colour: false, width: 100 }

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

interface Check {
  readonly what: string
  readonly outcome: string
  readonly says: string
  readonly hint?: string
}
const examine = async (over = {}) => {
  const result = await shop.run('doctor', {}, over)
  const { checks } = result.json as { checks: readonly Check[] }
  return { result, checks, bad: checks.filter(({ outcome }) => outcome === 'bad') }
}

describe('doctor', () => {
  test('reports everything as good, and leaves only leases behind', async () => {
    const { result, checks, bad } = await examine()
    expect(bad).toEqual([])
    expect(result.problems).toEqual([])
    expect(checks.map(({ what }) => what)).toEqual([
      'policy backup-policy.yml',
      'secret key',
      'signing key',
      'source files',
      'files in a',
      'files in a: delete',
      'files in b',
      'files in b: delete',
    ])
    expect([...(shop.stores['a']?.objects.keys() ?? [])]).toEqual(['files/lease.json'])
    expect((await shop.run('backup')).problems).toEqual([])
    expect(result.text(plain)).toMatch(/^good +policy backup-policy\.yml +1 sources?/)
  })

  test('adds a note where a setting is right for a job that only backs up', async () => {
    const denied = new Problem('store-denied', 'remove: denied')
    shop.wrap((store) => faultyStore(store, [{ call: 'remove', does: 'fail', problem: denied }]))
    const { checks, bad } = await examine({ env: {} })
    expect(bad).toEqual([])
    expect(checks.filter(({ outcome }) => outcome === 'note').map(({ what }) => what)).toEqual([
      'secret key',
      'signing key',
      'files in a: delete',
      'files in b: delete',
    ])
  })

  test('names everything that is wrong in one run, with a hint for each', async () => {
    await rm(shop.path('data'), { recursive: true })
    const denied = new Problem('store-denied', 'put: denied in b', { hint: 'Allow it.' })
    shop.wrap((store, name) =>
      name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail', problem: denied }]) : store,
    )
    const { result, bad } = await examine({ env: { BACKPROOF_SECRET_KEY: otherKeys.secret } })
    expect(bad.map(({ what }) => what)).toEqual(['secret key', 'source files', 'files in b'])
    expect(codesOf(result)).toEqual(['key-wrong', 'source-failed', 'store-denied'])
    expect(bad[2]).toMatchObject({ says: 'put: denied in b', hint: 'Allow it.' })
    const text = result.text(plain)
    expect(text).toMatch(/BAD +source files/)
    expect(text).toContain('files in b: Allow it.')
    expect(JSON.stringify(result.json) + text).not.toContain(otherKeys.secret)
  })

  test('tells signing keys that match from keys that do not', async () => {
    await using signed = await openShop({ signers: true })
    const check = async (env: Record<string, string>) => {
      const { json } = await signed.run('doctor', {}, { env })
      return (json as { checks: readonly Check[] }).checks.find(({ what }) => what === 'signing key')
    }
    expect(await check({ BACKPROOF_SIGNING_KEY: keys.signing })).toMatchObject({
      outcome: 'good',
      says: `signs as ${keys.signer}`,
    })
    expect(await check({ BACKPROOF_SIGNING_KEY: otherKeys.signing })).toMatchObject({ outcome: 'bad' })
    expect(await check({ BACKPROOF_SIGNING_KEY: keys.secret })).toMatchObject({ outcome: 'bad' })
    expect(await check({})).toMatchObject({ outcome: 'bad', says: expect.stringMatching(/is not set/) })
  })
})

describe('keys', () => {
  test('generates four keys that belong together, and never the same ones twice', async () => {
    const made = (await shop.run('keys', { words: ['generate'] })).json as typeof keys
    expect(recipientFault(made.recipient)).toBeUndefined()
    expect(signerFault(made.signer)).toBeUndefined()
    expect(parseSigningKey(made.signing).signer).toBe(made.signer)
    expect(parseSecretKeys(made.secret)).toHaveLength(1)
    const again = (await shop.run('keys', { words: ['generate'] })).json as typeof keys
    expect(new Set([...Object.values(made), ...Object.values(again)]).size).toBe(8)
  })

  test('shows each key as text with what to do with it', async () => {
    const result = await shop.run('keys', { words: ['generate'] })
    const text = result.text(plain)
    for (const value of Object.values(result.json as typeof keys)) expect(text).toContain(value)
    expect(text).toContain('BACKPROOF_SECRET_KEY')
  })

  test('refuses to run in a workflow, whose log would keep the secret', async () => {
    const run = shop.run('keys', { words: ['generate'] }, { env: { GITHUB_ACTIONS: 'true' } })
    await expect(run).rejects.toMatchObject({ code: 'usage' })
  })

  test.each([[[]], [['generat']], [['generate', 'more']]])('refuses the arguments %j', async (words) => {
    await expect(shop.run('keys', { words })).rejects.toMatchObject({ code: 'usage' })
  })
})

describe('schema', () => {
  test('prints the JSON Schema, with and without --json', async () => {
    const result = await shop.run('schema')
    expect(result.json).toEqual(policySchema())
    expect(JSON.parse(result.text(plain))).toEqual(result.json)
  })
})

describe('a policy', () => {
  test('is searched for in two places, and an error names both if it is missing', async () => {
    await rm(shop.path('backup-policy.yml'))
    await expect(shop.run('list')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/\.github\/backup-policy\.yml or backup-policy\.yml/),
    })
    await expect(shop.run('list', { policy: 'other.yml' })).rejects.toMatchObject({
      message: expect.stringMatching(/no policy at other\.yml/),
    })
    await expect(shop.run('list', { policy: '.' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('shows every mistake at its place, and does nothing', async () => {
    await shop.policy('version: 1\nproject: shop\nstors: {}\nsources: { files: { engine: fils } }\n')
    for (const command of ['run', 'backup', 'verify', 'restore', 'prune', 'list', 'plan', 'doctor'] as const) {
      shop.world.lines.length = 0
      await expect(shop.run(command, { into: 'out' })).rejects.toMatchObject({ code: 'policy-invalid' })
      const faults = shop.world.lines.filter((line) => line.startsWith('fault: backup-policy.yml:'))
      expect(faults.length).toBeGreaterThanOrEqual(2)
      expect(faults.join('\n')).toMatch(/backup-policy\.yml:3: .*stors/)
    }
    expect(shop.stores['a']?.objects.size).toBe(0)
  })
})
