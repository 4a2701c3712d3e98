import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backup } from '../../src/command/backup/backup.ts'
import { list } from '../../src/command/list.ts'
import { run } from '../../src/command/run.ts'
import { makeSmallShop, type SmallShop } from '../end-to-end/small-shop.ts'
import { countRounds } from '../fault/rounds.ts'
import { type S3StandIn, startS3StandIn } from '../fault/s3-stand-in.ts'
import { makeTestWorld } from '../world.ts'

let shop: SmallShop
let s3: S3StandIn
beforeAll(async () => {
  shop = await makeSmallShop(await mkdtemp(join(tmpdir(), 'backproof-rounds-')))
  s3 = await startS3StandIn({ page: 1000, md5: true })
  const sources = ['a', 'b', 'c', 'd'].map(
    (name) => `  ${name}: { engine: files, paths: [${shop.path('uploads')}], schedule: "0 2 1 1 *" }\n`,
  )
  await shop.policy(`stores:
  far: { s3: { bucket: shop, region: us-east-1, endpoint: ${s3.endpoint}, insecure: true, access-key-id: "\${KEY_ID}", secret-access-key: "\${KEY}" } }
defaults: { retention: { keep: { last: 3 } } }
sources:
${sources.join('')}`)
})
afterAll(async () => {
  await s3[Symbol.asyncDispose]()
  await rm(shop.folder, { recursive: true, force: true })
})

/** What one command asks of the store, round by round. */
async function roundsOf(command: typeof run, options: Parameters<typeof run>[1]) {
  await using world = await makeTestWorld({
    cwd: shop.folder,
    env: { ...process.env, KEY_ID: 'KEYKEYKEYKEYKEYKEYKE', KEY: 'secret/of the stand-in' },
    cacheDirectory: shop.path('cache'),
  })
  const rounds = countRounds(s3)
  const { problems } = await command(world, options)
  s3.before = undefined
  expect(problems).toEqual([])
  return rounds
}

describe('requests that wait for each other', () => {
  test('are few for a small backup', async () => {
    const rounds = await roundsOf(backup, { source: ['a'] })
    // One more is one more way to the store and back for everybody who is far from theirs.
    expect(rounds.length, JSON.stringify(rounds, null, 1)).toBeLessThanOrEqual(9)
    const at = (text: string) => rounds.findIndex((round) => round.some((name) => name.includes(text)))
    // The order that makes a killed backup invisible.
    const written = ['PutObject a/lease', 'PutObject a/data', 'GetObject a/data', 'PutObject a/manifests'].map(at)
    expect(written).toEqual(written.toSorted((a, b) => a - b))
    expect(new Set(written).size).toBe(4)
    expect(at('PutObject a/keys')).toBeGreaterThan(at('PutObject a/lease'))
    expect(at('PutObject a/keys')).toBeLessThan(at('PutObject a/manifests'))
    const renewed = rounds.findLastIndex(
      (round, i) => i < at('PutObject a/manifests') && round.includes('PutObject a/lease.json'),
    )
    expect(renewed).toBeGreaterThan(at('GetObject a/data'))
  })

  test('are no more numerous for four sources than for one', async () => {
    const rounds = await roundsOf(run, {})
    expect(rounds.length, JSON.stringify(rounds, null, 1)).toBeLessThanOrEqual(22)
    for (const name of ['b', 'c', 'd'])
      expect(rounds.flat().filter((one) => one.startsWith(`PutObject ${name}/manifests/`))).toHaveLength(1)
  })

  test('number three if nothing is due: the listing, the newest manifests, and backups that no source claims', async () => {
    const rounds = await roundsOf(run, {})
    expect(rounds.length, JSON.stringify(rounds, null, 1)).toBeLessThanOrEqual(3)
    expect(rounds[0]).toEqual(['a', 'b', 'c', 'd'].map((name) => `ListObjectsV2 ${name}/`))
  })

  test('number three for list: the listing, the newest manifests, and backups that no source claims', async () => {
    await roundsOf(list, {})
    const rounds = await roundsOf(list, {})
    expect(rounds.length, JSON.stringify(rounds, null, 1)).toBeLessThanOrEqual(3)
  })
})
