import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { objectName } from '../../src/catalog/catalog.ts'
import { Problem } from '../../src/problem.ts'
import { verifySignature } from '../../src/seal/seal.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { expectValid, expectValidPeriod } from '../judge/health/valid.ts'
import { pdfText } from '../report/document/pdf-text.ts'
import { keys, openShop, type Shop } from './shop.ts'

let shop: Shop
let id = ''
const by = { actor: 'ada', repository: 'acme/shop', run: '7' }
beforeEach(async () => {
  shop = await openShop({
    signers: true,
    defaults: '  schedule: "0 * * * *"\n  retention: { keep: { last: 9 } }\n',
    source: '    objectives: { rpo: 2h, rto: 15m }\n',
  })
  id = (await shop.run('backup')).ids?.[0] ?? ''
  shop.world.advance(60_000)
  await shop.run('verify', { level: 'restore' }, { origin: by })
})
afterEach(() => shop[Symbol.asyncDispose]())

const text = (name: string) => readFile(shop.path(`pack/${name}`), 'utf8')
const rows = async (name: string): Promise<Record<string, unknown>[]> => JSON.parse(await text(name))

describe('report --evidence', () => {
  test('has the restore test with who asked, its times, the objectives and the digest of the manifest in the store', async () => {
    await shop.run('report', { evidence: 'pack' })
    const [row, ...more] = await rows('restore-tests.json')
    const manifest = shop.stores['a']?.objects.get(`files/manifests/${id}.json`) ?? Buffer.alloc(0)
    expect(more).toEqual([])
    expect(row).toMatchObject({
      source: 'files',
      backup: id,
      outcome: 'passed',
      asked_by: 'ada',
      run: '7',
      rto_ms: 900_000,
      rto_met: 'yes',
      rpo_met: 'yes',
      failures: '',
      manifest: `files/manifests/${id}.json`,
      manifest_sha256: createHash('sha256').update(manifest).digest('hex'),
      not_known: '',
    })
    expect(row?.['restore_ms']).toBeGreaterThan(0)
    expect(String(row?.['steps'])).toMatch(/restore \d+ ms/)
    expect([...(shop.stores['a']?.objects.keys() ?? [])]).toContain(row?.['proof'])
    const [configuration] = await rows('backup-configuration.json')
    expect(configuration).toMatchObject({
      source: 'files',
      stores: 'a; b',
      signature_required: 'yes',
      rpo_ms: 7_200_000,
    })
  })

  test('claims no test of which there is nothing but the name of a planted object', async () => {
    const at = new Date(shop.world.now().getTime() - 1000)
    shop.stores['a']?.objects.set(objectName.proof('files', id, at, 'restore', 'a', 'passed'), Buffer.from('{"x":1}'))
    await shop.run('report', { evidence: 'pack' })
    const [real, planted] = await rows('restore-tests.json')
    expect(planted).toMatchObject({ outcome: '', rto_met: '', rpo_met: '', finished_at: '' })
    expect(planted?.['not_known']).toContain('outcome: the proof object records no test')
    expect(real).toMatchObject({ outcome: 'passed', rto_met: 'yes' })
  })

  test('has an index with the digest of every file, signed so that one changed byte shows', async () => {
    await shop.run('report', { evidence: 'pack' })
    const index = JSON.parse(await text('index.json'))
    const names = (await readdir(shop.path('pack'))).sort()
    expect([...index.files.map(({ name }: { name: string }) => name), 'index.json', 'index.json.sig'].sort()).toEqual(
      names,
    )
    for (const { name, sha256, bytes } of index.files) {
      const read = await readFile(shop.path(`pack/${name}`))
      expect([createHash('sha256').update(read).digest('hex'), read.length]).toEqual([sha256, bytes])
    }
    const signed = await readFile(shop.path('pack/index.json'))
    const signature = await text('index.json.sig')
    expect(index.signed).toEqual({ by: keys.signer, file: 'index.json.sig' })
    expect(verifySignature(signed, signature, [keys.signer])).toBe(true)
    signed[40] = (signed[40] ?? 0) ^ 1
    expect(verifySignature(signed, signature, [keys.signer])).toBe(false)
  })

  test('without a key says that it is not signed', async () => {
    await shop.run('report', { evidence: 'pack' }, { env: { ...shop.env, BACKPROOF_SIGNING_KEY: undefined } })
    expect(JSON.parse(await text('index.json')).signed).toEqual({ by: null, because: 'no signing key was given' })
    expect(await readdir(shop.path('pack'))).not.toContain('index.json.sig')
  })

  test('replaces an earlier pack as a whole, takes an empty folder, and refuses anything else', async () => {
    await mkdir(shop.path('pack'))
    await shop.run('report', { evidence: 'pack/' })
    await writeFile(shop.path('pack/old.csv'), 'left from an earlier version')
    await shop.run('report', { evidence: 'pack' })
    expect(await readdir(shop.path('pack'))).not.toContain('old.csv')
    await mkdir(shop.path('mine'))
    await writeFile(shop.path('mine/thesis.txt'), 'mine')
    await expect(shop.run('report', { evidence: 'mine' })).rejects.toMatchObject({ code: 'usage' })
    expect(await readdir(shop.path('mine'))).toEqual(['thesis.txt'])
    await expect(shop.run('report', { evidence: 'no/such/pack' })).rejects.toMatchObject({ code: 'usage' })
    expect(
      (await readdir(shop.path('.'))).filter((name) => name.startsWith('.pack') || name.startsWith('.mine')),
    ).toEqual([])
  })
})

describe('a restore that somebody asked for', () => {
  test('is in the health data, the page, the Markdown and the report of its week, and is no test', async () => {
    const options = { source: ['files'], into: 'restored' }
    await shop.run('restore', options, { origin: { actor: 'ida', host: 'desk' } })
    await shop.file('full/there', 'x')
    const origin = { actor: 'bob' }
    await expect(shop.run('restore', { ...options, into: 'full', only: ['*'] }, { origin })).rejects.toBeInstanceOf(
      Problem,
    )
    shop.world.advance(60_000)
    const { json } = await shop.run('report', { html: 'page.html', 'markdown-file': 'report.md' })
    expectValid(json)
    const [source] = json.sources
    const { recent = [], ...more } = source?.restores ?? {}
    expect(more).toEqual({})
    expect(recent.map(({ state, by, into, backup }) => [state, by?.actor, into, backup])).toEqual([
      ...(recent.length > 1 ? [['failed', 'bob', shop.path('full'), id]] : []),
      ['completed', 'ida', shop.path('restored'), id],
    ])
    expect(recent.at(-1)).toMatchObject({ scope: 'everything', store: 'a', durationMs: expect.any(Number) })
    // The one test restore stays the only one.
    expect(source?.history.proofs.filter(({ level }) => level === 'restore')).toHaveLength(1)
    for (const name of ['page.html', 'report.md']) expect(await readFile(shop.path(name), 'utf8')).toContain('ida')
    shop.world.advance(8 * 86_400_000)
    const { json: period, markdown = '' } = await shop.run('report', { period: 'week' })
    expectValidPeriod(period)
    expect(period.totals).toMatchObject({ restoresMade: 1, restoresPassed: 1 })
    expect(period.sources[0]?.restores).toMatchObject({ completed: 1, inProgress: 0 })
    expect(markdown).toContain('ida')
  })
})

describe('an evidence pack that is not whole', () => {
  const index = async () => JSON.parse(await text('index.json')) as { complete: boolean; incompleteBecause: string[] }

  test('says so, and why: a store that cannot be listed, and sources that were not asked for', async () => {
    await shop.run('report', { evidence: 'pack' })
    expect(await index()).toMatchObject({ complete: true, incompleteBecause: [] })
    const problem = new Problem('store-unavailable', 'list: connection refused')
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'list', does: 'fail', problem }]) : store))
    await shop.run('report', { evidence: 'pack' })
    const { complete, incompleteBecause } = await index()
    expect(complete).toBe(false)
    expect(incompleteBecause.join()).toContain('files: b could not be read')
  })
})

describe('report --period', () => {
  const day = 86_400_000

  test('counts the backups made of those that were due, and names those that were not', async () => {
    // Backups at every hour of 2 March from 13 to 17; none until the next day.
    for (const hour of ['13', '14', '15', '16', '17']) {
      shop.at(`2026-03-02T${hour}:00:10Z`)
      await shop.run('run')
    }
    shop.at('2026-03-02T22:00:05Z')
    await shop.run('run')
    shop.at('2026-03-10T09:00:00Z')
    const { json, markdown = '' } = await shop.run('report', { period: 'week', of: '2026-W10', pdf: 'week.pdf' })
    expectValidPeriod(json)
    const report = json
    // From the first record on: 13 to 17 o'clock and 22; missed 18 to 21 and all after.
    const [source] = report.sources
    expect(report.totals).toMatchObject({ kept: 6, backups: 7, restoresPassed: 1, failed: 0 })
    const due = Math.floor((Date.parse('2026-03-09T00:00:00Z') - Date.parse('2026-03-02T13:00:00Z')) / (day / 24))
    expect(report.totals.expected).toBe(due)
    expect(source?.adherence?.missed.slice(0, 5)).toEqual([
      ...['18', '19', '20', '21', '23'].map((hour) => `2026-03-02T${hour}:00:00.000Z`),
    ])
    expect(markdown).toContain(`6 of ${due}`)
    const { solid } = await pdfText(await readFile(shop.path('week.pdf')))
    expect(solid).toContain(`6of${due}`)
    expect(solid).toContain('Backupsofshop:2026-W10')
  })

  test('says nothing of a week before there was anything, and refuses one to come', async () => {
    const { json } = await shop.run('report', { period: 'week' })
    const { sources, totals } = json as { sources: object[]; totals: object }
    expect(sources[0]).not.toHaveProperty('adherence')
    expect(totals).toMatchObject({ expected: 0, backups: 0 })
    expect(totals).not.toHaveProperty('rate')
    for (const options of [{ period: 'week', of: '2030-W01' }, { period: 'year' }, { period: 'month', of: '2026-W09' }])
      await expect(shop.run('report', options)).rejects.toMatchObject({ code: 'usage' })
  })
})
