import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { startReceiver } from '../channel/receiver.ts'
import { keys, openShop, policyOf, reportOf, type Shop } from './shop.ts'

const day = 24 * 3600_000
const retention = (last: number) => `  retention: { keep: { last: ${last} }, manual: rules, min-keep: 1, grace: 3d }`

let shop: Shop
/** Oldest first; the last is the unusual one. */
let ids: readonly string[]
const write = (bytes: number) => shop.file('data/table.csv', '0123456789abcdef'.repeat(bytes / 16))
const backup = async () => {
  shop.world.advance(day)
  return shop.run('backup')
}
const keep = (last: number, source = '') =>
  shop.policy(policyOf(shop.path('data'), { defaults: retention(last), source }))

beforeEach(async () => {
  shop = await openShop({ defaults: retention(100) })
  await write(1_600_000)
  const made: string[] = []
  for (let i = 0; i < 7; i++) made.push(...((await backup()).ids ?? []))
  await write(160_000)
  made.push(...((await backup()).ids ?? []))
  ids = made
  await keep(3)
})
afterEach(() => shop[Symbol.asyncDispose]())

const unusual = () => ids[7] ?? ''
const apply = async () => (await shop.run('prune', { apply: true })).deleted ?? []
const findings = async () => {
  const { json } = await shop.run('report')
  const source = (json as { sources: { findings: { code: string }[]; retention: { frozen: boolean } }[] }).sources[0]
  return { frozen: source?.retention.frozen, findings: source?.findings.filter(({ code }) => code === 'anomaly') }
}

describe('a backup that is a tenth of its usual size', () => {
  test('is reported as soon as it is made, with the numbers', async () => {
    await write(160_000)
    shop.world.advance(day)
    const { backup } = reportOf(await shop.run('backup'))
    expect(backup?.findings).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringMatching(
          /is unlike the backups before it, so nothing is deleted: size 16\d KiB; usual 1\.5 MiB ± 0 B over 7 backups$/,
        ),
        hint: expect.stringContaining('backproof ack files-'),
      }),
    ])
  })

  test('freezes deletion, which prune and report explain, until it is acknowledged', async () => {
    const pruned = await shop.run('prune', { apply: true })
    expect(pruned.deleted).toEqual([])
    expect(reportOf(pruned).retention?.findings).toEqual([
      expect.stringMatching(
        /^deletion is frozen until `backproof ack files-\S+ --because TEXT` acknowledges it, or --thaw is given: files-\S+ is unlike the backups before it: size /,
      ),
    ])
    expect(pruned.text({ colour: false, width: 100 })).toMatch(/once it is acknowledged, it goes: /)
    expect(await findings()).toMatchObject({
      frozen: true,
      findings: [{ message: expect.stringContaining('size 16') }],
    })

    const acked = await shop.run(
      'ack',
      { id: [unusual()], because: 'the table was archived' },
      { origin: { actor: 'mona' } },
    )
    expect(acked.ids).toEqual([unusual()])
    expect((await findings()).frozen).toBe(false)
    expect(await apply()).toHaveLength(5)
    const record = shop.stores['a']?.objects.get(objectName.ack('files', unusual()))
    expect(JSON.parse(String(record))).toMatchObject({
      by: 'mona',
      because: 'the table was archived',
      measures: { plainBytes: expect.any(Number), counts: { files: 3 } },
    })
  })

  test('freezes deletion again once the acknowledgment is taken back, and show says who did', async () => {
    await shop.run('ack', { id: [unusual()], because: 'meant' }, { origin: { actor: 'mona' } })
    expect((await shop.run('show', { id: [unusual()] })).text({ colour: false, width: 100 })).toMatch(
      /^acknowledged +2026-\S+ \S+ UTC by mona: meant$/m,
    )
    await shop.run('ack', { id: [unusual()], undo: true, because: 'not meant' }, { origin: { actor: 'hubot' } })
    expect(shop.objects('a').filter((key) => key.includes('/acks/'))).toEqual([])
    expect(await apply()).toEqual([])
    expect((await shop.run('show', { id: [unusual()] })).text({ colour: false, width: 100 })).toMatch(
      /^no longer acknowledged +.* by hubot: not meant; it was acknowledged .* by mona: meant$/m,
    )
    const again = await shop.run('ack', { id: [unusual()], undo: true })
    expect(again.text({ colour: false, width: 100 })).toMatch(/was not acknowledged$/)
  })

  test('stays acknowledged after its own backup is purged', async () => {
    await shop.run('ack', { id: [unusual()], because: 'meant' })
    for (let i = 0; i < 4; i++) await backup()
    await apply()
    shop.world.advance(4 * day)
    await apply()
    shop.world.advance(4 * day)
    await apply()
    const { entries, acks } = await shop.catalog()
    expect(entries.map(({ id }) => id)).not.toContain(unusual())
    expect(acks?.map(({ id }) => id)).toEqual([unusual()])
    expect((await findings()).frozen).toBe(false)
  })

  test('needs a reason, and something that is unusual', async () => {
    await expect(shop.run('ack', { id: [unusual()] })).rejects.toMatchObject({ code: 'usage' })
    await expect(shop.run('ack', { id: [ids[3] ?? ''], because: 'x' })).rejects.toMatchObject({
      message: expect.stringContaining('is not unusual'),
    })
  })

  /** In every store: whichever has one that counts is enough. */
  const planted = (text: string) => {
    for (const store of Object.values(shop.stores))
      store.objects.set(objectName.ack('files', unusual()), Buffer.from(text))
  }

  test('is not acknowledged by an object that cannot be parsed, or has other numbers than the backup', async () => {
    planted('{}')
    expect(await apply()).toEqual([])
    await shop.run('ack', { id: [unusual()], because: 'meant' })
    const kept = JSON.parse(String(shop.stores['a']?.objects.get(objectName.ack('files', unusual()))))
    planted(JSON.stringify({ ...kept, measures: { ...kept.measures, sealedBytes: kept.measures.sealedBytes + 1 } }))
    expect((await findings()).frozen).toBe(true)
    planted(JSON.stringify(kept))
    expect((await findings()).frozen).toBe(false)
  })

  test('is acknowledged only by who has the signing key, where the policy names signers', async () => {
    const policy = policyOf(shop.path('data'), { defaults: retention(100), signers: true })
    await shop.policy(policy)
    const env = { env: { ...shop.env, BACKPROOF_SIGNING_KEY: keys.signing } }
    await write(1_600_000)
    for (let i = 0; i < 7; i++) {
      shop.world.advance(day)
      await shop.run('backup', {}, env)
    }
    await write(160_000)
    shop.world.advance(day)
    ids = [...Array(7).fill(''), String((await shop.run('backup', {}, env)).ids?.[0])]
    await expect(shop.run('ack', { id: [unusual()], because: 'meant' })).rejects.toMatchObject({
      code: 'key-missing',
      hint: expect.stringContaining('`ack`'),
    })
    await shop.run('ack', { id: [unusual()], because: 'meant' }, env)
    expect((await findings()).frozen).toBe(false)
    const kept = JSON.parse(String(shop.stores['a']?.objects.get(objectName.ack('files', unusual()))))
    for (const other of [{ signature: undefined }, { because: 'said by another' }, { by: 'mallory' }]) {
      planted(JSON.stringify({ ...kept, ...other }))
      expect((await findings()).frozen).toBe(true)
    }
    planted(JSON.stringify(kept))
    expect((await findings()).frozen).toBe(false)
  })

  test('deletes all the same where a person thaws, or the policy only reports', async () => {
    await keep(3, '    anomalies: { effect: report }')
    expect(await findings()).toMatchObject({
      frozen: false,
      findings: [{ message: expect.stringContaining('size 16') }],
    })
    expect((await shop.run('prune')).text({ colour: false, width: 100 })).not.toContain('frozen')
    await keep(3)
    const thawed = await shop.run('prune', { apply: true, thaw: true, because: 'space' })
    expect(thawed.deleted).toHaveLength(5)
  })

  test('is a note of a gate, which passes', async () => {
    const { json } = await shop.run('gate', { 'max-age': '7d' })
    expect(JSON.stringify(json)).toContain('is unlike the backups before it: size 16')
  })

  test('is not compared, and publishes no totals, where the policy says so', async () => {
    await keep(100, '    anomalies: { effect: none }')
    expect((await findings()).findings).toEqual([])
    const id = (await backup()).ids?.[0]
    const counts = (await shop.catalog()).entries.map(({ id, manifest }) => [id, manifest.counts])
    expect(counts).toContainEqual([id, undefined])
    expect(counts).toContainEqual([unusual(), { files: 3 }])
  })

  test('opens an alert, which closes once it is acknowledged', async () => {
    await using receiver = await startReceiver()
    await shop.policy(
      `${policyOf(shop.path('data'), { defaults: retention(3) })}\nalerts: [anomaly]\nnotify: { webhook: { url: "\${HOOK}" } }\n`,
    )
    const check = async () => {
      receiver.received.length = 0
      await shop.run('alert', { words: ['check'] }, { env: { ...shop.world.env, HOOK: `${receiver.url}/hook` } })
      return receiver.received.flatMap(({ body }) =>
        (JSON.parse(body) as { alerts: { kind: string; rule: string; message: string }[] }).alerts.map(
          ({ kind, rule, message }) => `${kind} ${rule}: ${message}`,
        ),
      )
    }
    expect(await check()).toEqual([expect.stringMatching(/^opened anomaly: files-\S+ is unlike .* size 16/)])
    expect(await check()).toEqual([])
    await shop.run('ack', { id: [unusual()], because: 'the table was archived' })
    expect(await check()).toEqual([expect.stringMatching(/^closed anomaly: /)])
  })
})
