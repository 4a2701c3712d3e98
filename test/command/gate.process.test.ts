import { readFile, rename } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acquireLease, makeId, readObject } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import type { Store } from '../../src/store/store.ts'
import { sampleManifest, shelve } from '../catalog/sample.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, openShop, type Shop } from './shop.ts'

const hour = 3_600_000
const plain = { colour: false, width: 100 }

let shop: Shop
beforeEach(async () => {
  shop = await openShop({
    defaults: '  schedule: "0 2 * * *"\n  retention: { keep: { last: 9 } }\n',
    source: '    objectives: { rpo: 1h }\n',
  })
})
afterEach(() => shop[Symbol.asyncDispose]())

const linesOf = (result: { problems: readonly unknown[] }) => result.problems.map((one) => (one as Problem).message)
const runsOf = async (command: string) => (await shop.catalog()).runs.filter((run) => run.command === command)

describe('gate', () => {
  test('takes conditions that are not given from the objectives of each source', async () => {
    await shop.run('backup')
    expect((await shop.run('gate')).problems).toEqual([])
    shop.world.advance(2 * hour)
    expect(linesOf(await shop.run('gate'))).toEqual([
      expect.stringMatching(/^files: stale: .* is 2 h old; asked for: 1 h at most$/),
    ])
    expect((await shop.run('gate', { 'max-age': '3h' })).problems).toEqual([])
  })

  test('takes proof and copies from the objectives unless they are given', async () => {
    await using strict = await openShop({ source: '    objectives: { rpo: 1h, verified-within: 8d, copies: 2 }\n' })
    await strict.run('backup')
    expect(linesOf(await strict.run('gate'))).toEqual([expect.stringMatching(/^files: unproven: .* within 8 d$/)])
    await strict.run('verify', { level: 'restore' })
    expect((await strict.run('gate')).problems).toEqual([])
    expect(linesOf(await strict.run('gate', { copies: '3' }))).toEqual([
      expect.stringMatching(/degraded: .* asked for: 3$/),
    ])
    // Which no backup could change, and no run.
    const asked = await strict.run('gate', { copies: '3', otherwise: 'backup', 'max-age': '1s' })
    expect([asked.ids, asked.problems.map((problem) => (problem as Problem).hint)]).toEqual([
      [],
      expect.arrayContaining(['The policy has 2 stores for files: add one, or ask for 2.']),
    ])
  })

  test('shows no secret that a store repeats, in any encoding', async () => {
    await shop.run('backup')
    const secret = 'to_k"en<x'
    shop.world.mask(secret)
    const problem = new Problem('store-denied', `list: denied ${secret} in b`)
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'list', does: 'fail', problem }]) : store))
    const { markdown = '' } = await shop.run('gate')
    expect(markdown).toContain('denied &#42;&#42;&#42; in b')
    expect(markdown).not.toContain('to&#95;k&#34;en&#60;x')
  })

  test('names the objective that is missing', async () => {
    await using bare = await openShop()
    await expect(bare.run('gate')).rejects.toMatchObject({
      code: 'usage',
      message: 'no maximum age is set for the newest backup of files',
      hint: 'Set objectives: { rpo: 1h } for files in the policy, or give --max-age.',
    })
  })

  test.each([
    [{ 'max-age': 'soon' }, /--max-age "soon" is not a duration/],
    [{ 'verified-within': '8' }, /--verified-within "8" is not a duration/],
    [{ copies: '0' }, /--copies "0" is not a number of stores/],
    [{ otherwise: 'bakup' }, /--otherwise "bakup" is not known/],
    [{ tag: ['a b'] }, /"a b" is not a tag/],
  ])('refuses %j', async (options, message) => {
    await expect(shop.run('gate', options)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    })
  })

  test('prints id, age, proof and a command to paste as JSON, text, Markdown and an output', async () => {
    const [id] = (await shop.run('backup')).ids ?? []
    await shop.run('verify', { level: 'restore' })
    shop.world.advance(hour / 2)
    const result = await shop.run('gate', { 'verified-within': '8d', copies: '2' })
    const restore = `backproof restore --id ${id} --into ./restored`
    const one = {
      source: 'files',
      met: true,
      id,
      stores: ['a', 'b'],
      proof: { id, level: 'restore' },
      restore,
      unmet: [],
    }
    expect(JSON.parse(result.outputs?.gate ?? '')).toMatchObject([one])
    expect(result.json).toMatchObject({ version: 1, command: 'gate', status: 'met', made: [], sources: [one] })
    const [{ ageSeconds } = { ageSeconds: 0 }] = JSON.parse(result.outputs?.gate ?? '') as { ageSeconds: number }[]
    expect(ageSeconds).toBeGreaterThanOrEqual(1800)
    expect(ageSeconds).toBeLessThan(1900)
    expect(result.text(plain)).toContain(`restore it: ${restore}`)
    expect(result.markdown).toContain('## ✅ shop: gate met')
    expect(result.markdown).toContain(`\`\`\`sh\n${restore}\n\`\`\``)
  })

  test('prints a command to paste that names a policy in another place', async () => {
    await rename(shop.path('backup-policy.yml'), shop.path("the shop's.yml"))
    const policy = shop.path("the shop's.yml")
    await shop.run('backup', { policy })
    const [gate] = JSON.parse((await shop.run('gate', { policy })).outputs?.gate ?? '')
    expect(gate.restore).toMatch(/ --into \.\/restored --policy '.*the shop'\\''s\.yml'$/)
  })

  test('only reads, and leaves nothing in the stores', async () => {
    await shop.run('backup')
    const before = [...(shop.stores['a']?.objects.keys() ?? [])]
    await shop.run('gate')
    expect([...(shop.stores['a']?.objects.keys() ?? [])]).toEqual(before)
  })

  test('warns about a schedule that no longer ticks', async () => {
    await shop.run('backup')
    shop.world.advance(50 * hour)
    const result = await shop.run('gate', { 'max-age': '3d' })
    expect(result.problems).toEqual([])
    expect(result.text(plain)).toMatch(/warning: no tick for 2 days, .*crontab -l/)
    expect(result.markdown).toMatch(/⚠️ \*\*files\*\*: no tick for 2 days/)
  })

  test('warns whatever the name of the source is', async () => {
    const policy = await readFile(shop.path('backup-policy.yml'), 'utf8')
    await shop.policy(policy.replace('\n  files:', '\n  constructor:'))
    await shop.run('backup')
    shop.world.advance(50 * hour)
    const result = await shop.run('gate', { 'max-age': '3d' })
    expect(result.markdown).toMatch(/⚠️ \*\*constructor\*\*: no tick for 2 days/)
  })
})

describe('gate --otherwise backup', () => {
  test('judges all sources again after the last backup, because one may have become too old in the meantime', async () => {
    const text = await readFile(shop.path('backup-policy.yml'), 'utf8')
    const slow = `  slow: { engine: files, paths: [${shop.path('data')}], objectives: { rpo: 1h } }\n`
    await shop.policy(`${text}${slow}`)
    await shop.run('backup', { source: ['files'] })
    shop.world.advance(hour / 2)
    shop.wrap((store, name) => ({
      ...store,
      async put(key, body, options) {
        if (name === 'a' && key.startsWith('slow/manifests/')) shop.world.advance(0.75 * hour)
        return store.put(key, body, options)
      },
    }))
    const alone = await shop.run('gate', { source: ['files'] })
    expect(alone.json).toMatchObject({ status: 'met' })
    const result = await shop.run('gate', { otherwise: 'backup' })
    expect(result.problems).toEqual([])
    expect(result.ids?.map((id) => id.replace(/-\d.*/, ''))).toEqual(['slow', 'files'])
    expect(result.json).toMatchObject({
      sources: [
        { source: 'files', id: result.ids?.[1] },
        { source: 'slow', id: result.ids?.[0] },
      ],
    })
  })

  test('makes a tagged backup and passes when no backup is young enough', async () => {
    await shop.run('backup')
    shop.world.advance(2 * hour)
    const result = await shop.run('gate', { otherwise: 'backup', tag: ['release-42'], copies: '2' })
    expect(result.problems).toEqual([])
    const { entries } = await shop.catalog()
    expect(entries).toHaveLength(2)
    expect(entries[0]).toMatchObject({ manifest: { trigger: 'gate', tags: ['gate', 'release-42'], retain: false } })
    expect(entries[0]?.proofs).toMatchObject([
      { level: 'check', store: 'a', outcome: 'passed' },
      { level: 'check', store: 'b', outcome: 'passed' },
    ])
    expect(result.ids).toEqual([entries[0]?.id])
    expect(result.json).toMatchObject({ status: 'met', made: [entries[0]?.id], sources: [{ id: entries[0]?.id }] })
    const [record] = await runsOf('backup')
    expect(record).toMatchObject({
      trigger: 'gate',
      because: [
        expect.stringMatching(/^the gate is not met: untagged: /),
        expect.stringMatching(/^the gate is not met: stale: the newest backup, /),
      ],
    })
  })

  test('makes no backup when the gate is met', async () => {
    await shop.run('backup')
    expect((await shop.run('gate', { otherwise: 'backup' })).json).toMatchObject({ status: 'met', made: [] })
    expect((await shop.catalog()).entries).toHaveLength(1)
  })

  test('makes no backup when only a proof is missing, because a backup would not help', async () => {
    await shop.run('backup')
    const result = await shop.run('gate', { otherwise: 'backup', 'verified-within': '8d' })
    expect(linesOf(result)).toEqual([expect.stringMatching(/^files: unproven: /)])
    expect((await shop.catalog()).entries).toHaveLength(1)
  })

  test('judges the proof by the last restore of the source, not by the backup that it made', async () => {
    await shop.run('backup')
    await shop.run('verify', { level: 'restore' })
    shop.world.advance(48 * hour)
    const result = await shop.run('gate', { otherwise: 'backup', 'verified-within': '8d' })
    expect(result.problems).toEqual([])
    const [made, first] = (await shop.catalog()).entries
    expect(result.json).toMatchObject({ sources: [{ id: made?.id, proof: { id: first?.id } }] })
  })

  test('waits for another run that is backing up the source, and accepts its backup', async () => {
    const stores = Object.values(shop.stores)
    const { signal, now } = shop.world
    await using _ = await acquireLease(stores[0] as Store, 'files', { holder: 'another run', now, signal })
    const judged = shop.run('gate', { otherwise: 'backup' })
    const waiting = expect.stringMatching(/files: waiting, because files in .* is being written by another run/)
    await expect.poll(() => shop.world.lines, { timeout: 20_000 }).toContainEqual(waiting)
    const id = makeId('files', now(), 0)
    const manifest = sampleManifest(now().toISOString(), { id, source: 'files', engine: 'files' })
    for (const store of stores) await shelve(store, manifest)
    const result = await judged
    expect(result.problems).toEqual([])
    expect(result.json).toMatchObject({ status: 'met', made: [], sources: [{ id }] })
    expect(await runsOf('backup')).toEqual([])
  })

  test('stops waiting when it is cancelled', async () => {
    const { signal, now } = shop.world
    await using _ = await acquireLease(shop.stores['a'] as Store, 'files', { holder: 'another run', now, signal })
    const cancel = new AbortController()
    const judged = shop.run('gate', { otherwise: 'backup' }, { signal: cancel.signal })
    await expect
      .poll(() => shop.world.lines, { timeout: 20_000 })
      .toContainEqual(expect.stringMatching(/files: waiting/))
    cancel.abort(new Problem('cancelled', 'cancelled by a test'))
    await expect(judged).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('is not met when the backup fails, and reports both', async () => {
    const denied = new Problem('store-denied', 'put: denied')
    shop.wrap((store) => faultyStore(store, [{ call: 'put', does: 'fail', problem: denied }]))
    const result = await shop.run('gate', { otherwise: 'backup' })
    expect(codesOf(result).at(-1)).toBe('gate-unmet')
    expect(codesOf(result)).toContain('store-denied')
  })
})

describe('an override', () => {
  const override = { override: 'the database is read-only today', 'override-until': '2026-03-02T18:00:00Z' }

  test('passes the gate, is shown everywhere, and is recorded in every store', async () => {
    const result = await shop.run('gate', override, { origin: { actor: 'ada', host: 'h' } })
    expect(result.problems).toEqual([])
    expect(result.json).toMatchObject({
      status: 'overridden',
      override: { because: override.override, until: '2026-03-02T18:00:00.000Z', by: 'ada' },
      sources: [{ met: false, unmet: [{ kind: 'missing' }] }],
    })
    const said = 'overridden by ada until 2026-03-02 18:00 UTC: the database is read-only today'
    expect(result.text(plain)).toContain(said)
    expect(result.markdown).toContain(`> ${said}`)
    const [record] = await runsOf('gate')
    expect(record).toMatchObject({
      trigger: 'override',
      outcome: 'succeeded',
      because: [
        'overridden by ada until 2026-03-02 18:00 UTC: the database is read-only today',
        'missing: no backup counts',
      ],
    })
    for (const store of Object.values(shop.stores)) {
      const [key = ''] = [...store.objects.keys()].filter((one) => one.includes('/runs/'))
      expect(JSON.parse(new TextDecoder().decode(await readObject(store, key, shop.world.signal)))).toMatchObject({
        origin: { actor: 'ada' },
      })
    }
  })

  test('passes the gate even if the backup to be made first failed, and reports that failure', async () => {
    const denied = new Problem('store-denied', 'put: denied')
    const call = { call: 'put', does: 'fail', key: '/data/', problem: denied } as const
    shop.wrap((store) => faultyStore(store, [call]))
    const result = await shop.run('gate', { ...override, otherwise: 'backup' })
    expect(result.problems).toEqual([])
    expect(result.json).toMatchObject({ status: 'overridden', made: [] })
    expect(result.text(plain)).toContain('the backup that should come first failed: ')
    expect(await runsOf('backup')).toMatchObject([{ outcome: 'failed' }])
  })

  test('does not count if it ended while the gate waited', async () => {
    const slow = (): Date => {
      shop.world.advance(hour)
      return shop.world.now()
    }
    const short = { ...override, 'override-until': '2026-03-02T12:30:00Z' }
    let judged = false
    const now = () => (judged ? slow() : shop.world.now())
    shop.wrap((store) => ({
      ...store,
      list(prefix, signal) {
        judged = true
        return store.list(prefix, signal)
      },
    }))
    const result = await shop.run('gate', short, { now })
    expect(codesOf(result)).toEqual(['gate-unmet'])
    expect(result.json).not.toHaveProperty('override')
    expect(shop.world.lines.join('\n')).toContain('the override ended at 2026-03-02 12:30 UTC')
    shop.wrap(undefined)
    expect(await runsOf('gate')).toEqual([])
  })

  test('is not needed, and not recorded, when the gate is met', async () => {
    await shop.run('backup')
    expect((await shop.run('gate', override)).json).not.toHaveProperty('override')
    expect(await runsOf('gate')).toEqual([])
  })

  test.each([
    ['without an end', { override: 'x' }, /needs a reason and an end/],
    ['without a reason', { ...override, override: ' ' }, /needs a reason and an end/],
    ['that is over', { ...override, 'override-until': '2026-03-02T11:59:59Z' }, /ended at 2026-03-02 11:59 UTC/],
    ['of more than 7 days', { ...override, 'override-until': '2026-03-09T12:01:00Z' }, /longer than 7 days/],
    ['until some time', { ...override, 'override-until': 'tomorrow' }, /is not a time/],
  ])('is refused if it is %s', async (_, options, message) => {
    await expect(shop.run('gate', options)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message),
    })
    expect(await runsOf('gate')).toEqual([])
  })

  test('does not count if no store records it', async () => {
    const denied = new Problem('store-denied', 'put: denied')
    shop.wrap((store) => faultyStore(store, [{ call: 'put', does: 'fail', problem: denied }]))
    await expect(shop.run('gate', override)).rejects.toMatchObject({ code: 'gate-unmet', hint: 'put: denied' })
  })
})
