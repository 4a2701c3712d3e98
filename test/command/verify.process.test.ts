import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import type { Problem } from '../../src/problem.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { plantDump } from './plant.ts'
import { codesOf, keys, openShop, otherKeys, policyOf, reportOf, type Shop } from './shop.ts'

let shop: Shop
let id: string
beforeEach(async () => {
  shop = await openShop()
  const result = await shop.run('backup')
  id = result.ids?.[0] ?? ''
  shop.world.advance(60_000)
})
afterEach(() => shop[Symbol.asyncDispose]())

const object = (store: string, ending: string): Buffer => {
  const found = [...(shop.stores[store]?.objects ?? [])].find(([key]) => key.endsWith(ending))
  if (!found) throw new Error(`no ${ending} in ${store}`)
  return found[1]
}
const flip = (store: string, ending: string, at = 60): void => {
  const bytes = object(store, ending)
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
}
const proofs = async () => {
  const { entries } = await shop.catalog()
  return entries.flatMap((entry) => entry.proofs).map(({ level, outcome }) => `${level} ${outcome}`)
}

describe('verify', () => {
  test('does not take a backup dated in the future for the newest', async () => {
    shop.world.advance(365 * 24 * 3600_000)
    await shop.run('backup')
    shop.world.advance(-365 * 24 * 3600_000)
    expect((await shop.run('verify')).ids).toEqual([id])
  })

  test('names only the backups that it has proven', async () => {
    const without = { ...shop.world.env, BACKPROOF_SECRET_KEY: '' }
    for (const [level, over] of [
      ['read', { env: without }],
      ['check', {}],
    ] as const) {
      if (level === 'check')
        for (const store of Object.values(shop.stores)) store.objects.delete(`files/data/${id}/files.tar`)
      const result = await shop.run('verify', { level }, over)
      expect([result.problems.length, result.ids]).toEqual([level === 'check' ? 2 : 1, []])
    }
  })

  test('reports nothing about a source that it was not asked to check', async () => {
    const own = policyOf(shop.path('data'))
    await shop.policy(`${own}${own.slice(own.indexOf('  files:\n')).replace('  files:', '  up:')}`)
    const report = (await shop.run('verify', { id: [id], level: 'check' })).report
    expect(report?.sources.map(({ source }) => source)).toEqual(['files'])
    expect((await shop.run('verify', { level: 'check' })).report?.sources.map(({ source }) => source)).toEqual([
      'files',
      'up',
    ])
  })

  test.each(['check', 'read', 'restore'] as const)(
    '%s proves the newest backup, and leaves the proof in every store',
    async (level) => {
      const result = await shop.run('verify', { level })
      expect(result.problems).toEqual([])
      expect(result.ids).toEqual([id])
      const [proof, ...more] = reportOf(result).proofs
      expect(proof).toMatchObject({ id, level, store: 'a', outcome: 'passed', findings: [] })
      expect(more).toMatchObject(level === 'check' ? [{ id, level, store: 'b', outcome: 'passed' }] : [])
      const compared = { check: /^2 objects in a$/, read: /^2 parts read whole$/, restore: /^2 files, .* equal$/ }
      expect(proof?.compared).toMatch(compared[level])
      for (const store of ['a', 'b']) {
        const names = shop.objects(store).filter((key) => key.includes(`.${level}.a.passed.`))
        expect(names).toHaveLength(level === 'check' ? 2 : 1)
        const stored = JSON.parse(object(store, names.at(-1) ?? '').toString())
        expect(stored).toMatchObject({
          version: 1,
          id,
          level,
          outcome: 'passed',
          findings: [],
          versions: { backproof: 'test' },
        })
      }
      if (level === 'restore')
        expect(Object.keys(proof?.durations ?? {})).toEqual(['start', 'restore', 'compare', 'assert'])
    },
  )

  test('needs no key for a check and one for the other levels, and records nothing without it', async () => {
    const none = { env: { PATH: process.env['PATH'] } }
    expect((await shop.run('verify', { level: 'check' }, none)).problems).toEqual([])
    for (const level of ['read', 'restore'])
      expect(codesOf(await shop.run('verify', { level }, none))).toEqual(['key-missing'])
    expect(await proofs()).toEqual(Array(4).fill('check passed'))
  })

  test('blames a wrong key on the key: no failed proof is recorded', async () => {
    for (const level of ['read', 'restore']) {
      const result = await shop.run('verify', { level }, { env: { BACKPROOF_SECRET_KEY: otherKeys.secret } })
      expect(codesOf(result)).toEqual(['key-wrong'])
      expect(exitCodeOf(result.problems)).toBe(2)
    }
    expect(shop.world.lines.join('\n')).not.toContain('trying the copy')
    expect(await proofs()).toEqual(['check passed', 'check passed'])
    const both = { env: { BACKPROOF_SECRET_KEY: `${otherKeys.secret} ${keys.secret}` } }
    expect((await shop.run('verify', {}, both)).problems).toEqual([])
  })

  test('reports a store that is not in the policy before anything else', async () => {
    const before = await proofs()
    shop.world.lines.length = 0
    for (const command of ['verify', 'restore'] as const)
      await expect(shop.run(command, { store: 'bb', into: 'out' })).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('has no store bb'),
        hint: 'Did you mean b?',
      })
    expect([shop.world.lines, await proofs()]).toEqual([[], before])
  })

  test('accepts the secret key from a file too, and says when that cannot be read', async () => {
    await shop.file('secret.txt', `# for emergencies\n${keys.secret}\n`)
    const file = (name: string) => ({ env: { BACKPROOF_SECRET_KEY_FILE: name } })
    expect((await shop.run('verify', {}, file('secret.txt'))).problems).toEqual([])
    expect(codesOf(await shop.run('verify', {}, file('absent.txt')))).toEqual(['key-missing'])
    expect(codesOf(await shop.run('verify', {}, { env: { BACKPROOF_SECRET_KEY: 'rsec1mistyped' } }))).toEqual([
      'key-invalid',
    ])
  })

  test('finds a damaged object in one store, names it, and records the failure in every store', async () => {
    flip('a', 'files.tar')
    for (const level of ['check', 'read', 'restore']) {
      const result = await shop.run('verify', { level, store: 'a' })
      expect(codesOf(result)).toEqual(['proof-failed'])
      const [proof] = reportOf(result).proofs
      expect(proof).toMatchObject({ store: 'a', outcome: 'failed', findings: [{ level: 'failure', blame: 'copy' }] })
      expect(proof?.findings[0]?.message).toMatch(/files\.tar.* memory a/)
    }
    const failed = ['check failed', 'read failed', 'restore failed']
    expect((await proofs()).filter((proof) => proof.endsWith('failed')).sort()).toEqual(failed)
    for (const store of ['a', 'b'])
      expect(shop.objects(store).filter((key) => key.endsWith('.a.failed.json'))).toHaveLength(failed.length)
    for (const level of ['check', 'read', 'restore']) {
      expect((await shop.run('verify', { level, store: 'b' })).problems).toEqual([])
    }
  })

  test('a check finds in one pass what is missing, too short or in the wrong place', async () => {
    flip('a', 'facts.json')
    shop.stores['a']?.objects.delete(`files/data/${id}/files.tar`)
    object('b', `keys/${id}.json`).fill(0x20, 0, 5)
    const result = await shop.run('verify', { level: 'check' })
    expect(codesOf(result)).toEqual(['proof-failed', 'proof-failed'])
    expect(reportOf(result).proofs.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([
      expect.stringMatching(/files\.tar: there is no such object in memory a/),
      expect.stringMatching(/facts\.json in memory a does not match its SHA-256/),
      expect.stringMatching(/keys\/.*json in memory b is damaged/),
    ])
    expect((result.problems[0] as Problem).message).toMatch(/in a failed.*and 1 more/)
  })

  test('a missing or damaged key object is a failed proof', async () => {
    object('a', `keys/${id}.json`).fill(0x20, 0, 5)
    const result = await shop.run('verify')
    expect(codesOf(result)).toEqual(['proof-failed'])
    expect(await proofs()).toContain('read failed')
    expect(result.ids).toEqual([id])
  })

  test('a rotten manifest is found even though it is cached', async () => {
    shop.wrap((store) => ({
      ...store,
      async *list(prefix, signal) {
        for await (const stored of store.list(prefix, signal)) yield { ...stored, etag: 'never changes' }
      },
    }))
    await shop.run('list')
    const bytes = object('a', `manifests/${id}.json`)
    bytes.writeUInt8(bytes.readUInt8(5) ^ 1, 5)
    const result = await shop.run('verify', { level: 'check' })
    // The catalog asks for the newest itself, and so says it already.
    expect(codesOf(result)).toEqual(['manifest-damaged', 'proof-failed'])
  })

  test('fails for the newest backup if a manifest cannot be parsed', async () => {
    for (const store of ['a', 'b']) object(store, `manifests/${id}.json`).fill(0)
    expect(codesOf(await shop.run('verify', { level: 'check' }))).toEqual(['manifest-damaged'])
    await expect(shop.run('verify', { id: [id] })).rejects.toMatchObject({ code: 'manifest-damaged' })
    await shop.run('backup')
    expect(codesOf(await shop.run('verify', { level: 'check' }))).toEqual(['manifest-damaged', 'manifest-damaged'])
  })

  test('proves the backup that is named, and suggests ids near a wrong one', async () => {
    shop.world.advance(60_000)
    const newer = (await shop.run('backup')).ids?.[0] ?? ''
    expect((await shop.run('verify', { id: [id, newer], level: 'check' })).ids).toEqual([id, newer])
    await expect(shop.run('verify', { id: [id.replace('2026', '2025')] })).rejects.toMatchObject({ code: 'unknown-id' })
    await expect(shop.run('verify', { id: ['orders'] })).rejects.toMatchObject({
      code: 'unknown-id',
      hint: expect.stringMatching(/backproof list/),
    })
    await expect(shop.run('verify', { level: 'raed' })).rejects.toMatchObject({
      code: 'usage',
      hint: 'Did you mean read?',
    })
  })

  test('refuses a store without a copy instead of calling the backup damaged', async () => {
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'put', does: 'fail' }]) : store))
    shop.world.advance(60_000)
    await shop.run('backup')
    shop.wrap(undefined)
    const result = await shop.run('verify', { store: 'b' })
    expect(codesOf(result)).toEqual(['usage'])
    expect((result.problems[0] as Problem).hint).toBe('There is one in a.')
    await expect(shop.run('verify', { store: 'c' })).rejects.toMatchObject({ code: 'usage' })
    expect((await proofs()).filter((proof) => proof.endsWith('failed'))).toEqual([])
  })

  test.each(['read', 'restore'] as const)('%s checks for the files that the policy requires', async (level) => {
    const assert = (files: string) =>
      policyOf(shop.path('data'), { source: `    verify: { assert: [{ required: [${files}] }] }\n` })
    await shop.policy(assert('"**/two.txt"'))
    expect((await shop.run('verify', { level })).problems).toEqual([])
    await shop.policy(assert('"**/two.txt", "**/three.txt"'))
    const result = await shop.run('verify', { level })
    expect(codesOf(result)).toEqual(['proof-failed'])
    expect(reportOf(result).proofs[0]?.findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/nothing .*matches \*\*\/three\.txt$/),
    ])
  })

  test('warns if the restore took longer than the objective', async () => {
    await shop.policy(
      policyOf(shop.path('data'), { source: '    objectives: { rto: 1s }\n    verify: { timeout: 1h }\n' }),
    )
    let ms = 0
    const result = await shop.run('verify', { level: 'restore' }, { monotonicMs: () => (ms += 2_000) })
    expect(result.problems).toEqual([])
    expect(reportOf(result).proofs[0]).toMatchObject({
      outcome: 'passed',
      rtoMs: 1000,
      findings: [{ level: 'warning' }],
    })
  })

  test('a failing store is not a failed proof, and a proof that cannot be written is a separate failure', async () => {
    const fails = (call: 'get' | 'put', key: string) =>
      faultyStore(shop.stores['a'] as never, [{ call, key, does: 'fail' }])
    shop.wrap((store, name) => (name === 'a' ? fails('get', '/data/') : store))
    expect(codesOf(await shop.run('verify', { store: 'a' }))).toEqual(['store-unavailable'])
    expect(await proofs()).toEqual(['check passed', 'check passed'])
    shop.wrap((store, name) => (name === 'a' ? fails('put', '/proofs/') : store))
    flip('a', 'files.tar')
    expect(codesOf(await shop.run('verify'))).toEqual(['proof-failed', 'store-unavailable'])
    expect(await proofs()).toContain('read failed')
  })

  test('says what to do for a source that left the policy or has no backup', async () => {
    await shop.policy(policyOf(shop.path('data')).replace('  files:\n', '  others:\n'))
    await expect(shop.run('verify', { id: [id] })).rejects.toMatchObject({ code: 'usage', hint: expect.any(String) })
    const result = await shop.run('verify')
    expect(codesOf(result)).toEqual(['unknown-id'])
    expect((result.problems[0] as Problem).hint).toBe('Run `backproof backup --source others`.')
  })

  test('reads a dump with the programs that the policy sets', async () => {
    const lines = `${policyOf(shop.path('data'))}  orders: { engine: postgres, url: '${'${'}URL}', tools: { image: "postgres:17" } }\n`
    await shop.policy(lines)
    const dump = await plantDump(shop, 'orders')
    const env = { URL: 'postgres://u@127.0.0.1:1/orders', BACKPROOF_SECRET_KEY: keys.secret, PATH: shop.path('none') }
    const result = await shop.run('verify', { id: [dump] }, { env })
    expect(result.problems).toMatchObject([{ code: 'tool-missing', message: 'docker is not installed on the host' }])
    // Nothing is said of the backup.
    expect(shop.objects('a').filter((key) => key.includes('orders/proofs'))).toEqual([])
  })

  describe('a planted dump', () => {
    const prove = async (level: string, about: Parameters<typeof plantDump>[2] = {}) => {
      await shop.policy(`${policyOf(shop.path('data'))}  orders: { engine: postgres, url: '${'${'}URL}' }\n`)
      const dump = await plantDump(shop, 'orders', about)
      await mkdir(shop.path('bin'), { recursive: true })
      const docker = `#!/bin/sh\n{ echo "$*"; env; } >> '${shop.path('docker.log')}'\ncat >/dev/null\nexit 1\n`
      await writeFile(shop.path('bin/docker'), docker, { mode: 0o755 })
      const URL = 'postgres://u:password-of-it@127.0.0.1:1/orders'
      const env = { URL, BACKPROOF_SECRET_KEY: keys.secret, PATH: `${shop.path('bin')}:/usr/bin:/bin` }
      const result = await shop.run('verify', { id: [dump], level }, { env })
      const log = await readFile(shop.path('docker.log'), 'utf8').catch(() => '')
      return { problems: result.problems.map((problem) => (problem as Problem).message), log }
    }

    test('the program that reads it cannot reach a network and has no secret', async () => {
      const { log } = await prove('read')
      expect(log).toMatch(/^run .*--network none .*--user 65534:65534 --entrypoint sh postgres:17 -c /m)
      expect(log).toMatch(/^reading "\$@" sh --format=custom$/m)
      expect(log).not.toContain(keys.secret)
      expect(log).not.toContain('password-of-it')
    })

    test.each([
      ['a version', { major: 17.5 }, 'server.major'],
      ['a version below all', { major: -1 }, 'server.major'],
      ['an encoding that a shell would run', { settings: { encoding: 'UTF8; curl x' } }, 'an impossible encoding'],
    ])('%s is refused before anything is started', async (_, about, because) => {
      const { problems, log } = await prove('restore', about)
      expect(problems).toEqual([expect.stringContaining(because)])
      expect(log).toBe('')
    })
  })

  test('never proves a foreign backup', async () => {
    await using signed = await openShop({ signers: true })
    const planted = (await signed.run('backup')).ids?.[0] ?? ''
    for (const store of Object.values(signed.stores)) store.objects.delete(`files/manifests/${planted}.sig`)
    expect(codesOf(await signed.run('verify', { id: [planted] }))).toEqual(['manifest-foreign'])
    expect(codesOf(await signed.run('verify'))).toEqual(['unknown-id'])
    await expect(signed.run('restore', { id: [planted], into: 'out' })).rejects.toMatchObject({
      code: 'manifest-foreign',
    })
  })
})
