import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  encodeSecretKey,
  fingerprint,
  generateKeys,
  joinShares,
  parseSecretKeys,
  recipientFault,
  type SecretKey,
  splitSecret,
} from '../../src/seal/seal.ts'

const frozen = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'format', 'vectors', 'shares.json'), 'utf8'))
const keyOf = (text: string) => parseSecretKeys(text)[0] as SecretKey
const ann = generateKeys()
const key = keyOf(ann.secret)
const problemOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (cause: { code?: string; message?: string; hint?: string }) => cause,
  )
  return error ?? { code: 'none' }
}

describe('shares of a secret key', () => {
  test('any of them that are enough give it back, in any order, among other keys and comments', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .tuple(fc.integer({ min: 2, max: 16 }), fc.integer({ min: 2, max: 16 }))
          .map(([a, b]) => ({ shares: Math.max(a, b), threshold: Math.min(a, b) })),
        fc.infiniteStream(fc.nat()),
        async ({ shares, threshold }, order) => {
          const made = await splitSecret(key, { shares, threshold })
          expect(new Set(made).size).toBe(shares)
          for (const share of made) expect(share).toMatch(/^rshr1[a-z0-9]{74}$/)
          const mixed = made.toSorted(() => (Number(order.next().value) % 3) - 1)
          const enough = mixed.slice(0, threshold + (Number(order.next().value) % (shares - threshold + 1)))
          expect(keyOf(await joinShares(enough.join('\n'))).fingerprint).toBe(key.fingerprint)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('too few say which key they are of and how many are missing; the same one twice counts once', async () => {
    const [one = '', two = '', three = ''] = await splitSecret(key, { shares: 3, threshold: 3 })
    const problem = await problemOf(joinShares(`${one} ${two} ${one.toUpperCase()}`))
    expect(problem).toMatchObject({ code: 'key-missing' })
    expect(problem.message).toContain(`2 of the 3 shares that the key ${fingerprint(ann.recipient)} needs`)
    expect(encodeSecretKey(keyOf(await joinShares([three, one, two].join(' '))))).toBe(ann.secret)
  })

  test('of two splits, or altered, give no other key', async () => {
    const [first, second] = [
      await splitSecret(key, { shares: 2, threshold: 2 }),
      await splitSecret(key, { shares: 2, threshold: 2 }),
    ]
    expect(await problemOf(joinShares(`${first[0]} ${second[1]}`))).toMatchObject({ code: 'key-invalid' })
    const altered = (first[0] ?? '').replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'))
    const problem = await problemOf(joinShares(`${altered} ${first[1]}`))
    expect(problem).toMatchObject({ code: 'key-invalid', message: expect.stringContaining('share 1 checksum') })
    expect(JSON.stringify(problem)).not.toContain((first[1] ?? '').slice(8, 30))
  })

  test('of several people stand side by side, with whole keys', async () => {
    const bob = generateKeys()
    const eve = generateKeys()
    const shares = [
      ...(await splitSecret(key, { shares: 3, threshold: 2 })).slice(1),
      ...(await splitSecret(keyOf(bob.secret), { shares: 2, threshold: 2 })),
    ]
    const joined = parseSecretKeys(await joinShares(`# mine\n${eve.secret}\n${shares.join(' ')}`))
    expect(joined.map((one) => one.fingerprint).sort()).toEqual(
      [ann, bob, eve].map(({ recipient }) => fingerprint(recipient)).sort(),
    )
  })

  test('are made in numbers that make sense', async () => {
    for (const [shares, threshold] of [
      [1, 1],
      [2, 1],
      [2, 3],
      [17, 2],
      [3, Number.NaN],
      [2.5, 2],
    ] as const)
      expect(await problemOf(splitSecret(key, { shares, threshold }))).toMatchObject({ code: 'usage' })
  })

  test('have no place in a policy', async () => {
    const [share = ''] = await splitSecret(key, { shares: 2, threshold: 2 })
    expect(recipientFault(share)).toContain('never put it into a policy')
  })

  test('that were written down stay what they are', async () => {
    expect(await joinShares(`${frozen.shares[0]} ${frozen.shares[2]}`)).toBe(` \n${frozen.secret}`)
    expect(await joinShares(`${frozen.shares[1]} ${frozen.shares[2]}`)).toBe(` \n${frozen.secret}`)
  })
})
