import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../src/problem.ts'
import { faultyStore } from '../fault/faulty-store.ts'
import { codesOf, openShop, type Shop } from './shop.ts'

const hour = 3_600_000
const plain = { colour: false, width: 100 }

let shop: Shop
beforeEach(async () => {
  const defaults = '  schedule: "0 * * * *"\n  retention: { keep: { last: 9 } }\n'
  shop = await openShop({ defaults, source: '    objectives: { rpo: 2h, rto: 15m }\n' })
})
afterEach(() => shop[Symbol.asyncDispose]())

const healthOf = async () => {
  const result = await shop.run('report')
  const { state, sources } = result.json as {
    state: string
    sources: {
      state: string
      objectives: { rto: { measuredMs?: number } }
      findings: { level: string; message: string }[]
    }[]
  }
  const findings = (sources[0]?.findings ?? []).map(({ level, message }) => `${level}: ${message}`)
  return { result, state, source: sources[0], findings }
}

describe('report', () => {
  test('shows a source as good if it is backed up and proven', async () => {
    const [id] = (await shop.run('run')).ids ?? []
    await shop.run('verify', { level: 'restore' })
    const { result, state, source, findings } = await healthOf()
    expect({ state, findings, problems: result.problems }).toEqual({ state: 'good', findings: [], problems: [] })
    expect(source).toMatchObject({
      source: 'files',
      backups: { count: 1, degraded: 0, newest: { id, stores: ['a', 'b'], missing: [] } },
      objectives: { rpo: { targetMs: 2 * hour, met: true }, rto: { targetMs: hour / 4, met: true } },
      proofs: [
        { level: 'check', outcome: 'passed', id },
        { level: 'restore', outcome: 'passed', id },
      ],
      retention: { frozen: false },
      schedule: { state: 'alive' },
    })
    expect(source?.objectives.rto.measuredMs).toBeGreaterThan(0)
    expect(result.text(plain)).toMatch(
      /^shop: 1 source, all well\n\n✓ files \(files\) age .* of 2 h; check passed [^\n]*; 1 backup, [^\n]*$/,
    )
    expect(result.text({ ...plain, detail: 'verbose' })).toMatch(/\n✓ files \(files\)\n/)
    expect(result.markdown).toContain('## ✅ shop: 1 source, all well')
  })

  test('does not fail because of a stale source or a silent schedule', async () => {
    await shop.run('run')
    shop.world.advance(7 * hour)
    const { result, state, findings } = await healthOf()
    expect({ state, problems: result.problems }).toEqual({ state: 'bad', problems: [] })
    expect(findings).toEqual([
      expect.stringMatching(/^failure: stale: the newest backup, files-.*, is 7 h old; asked for: 2 h at most$/),
      expect.stringMatching(/^warning: no tick for 7 h, though the schedule is "0 \* \* \* \*" \(6 missed\)$/),
    ])
    expect(result.markdown).toContain('1 needs attention')
  })

  test('says that there is no backup and that the last attempt failed', async () => {
    const denied = new Problem('store-denied', 'put: denied')
    shop.wrap((store) => faultyStore(store, [{ call: 'put', does: 'fail', problem: denied, key: '/data/' }]))
    await shop.run('run')
    shop.wrap(undefined)
    const { findings } = await healthOf()
    expect(findings[0]).toBe('failure: missing: no backup counts')
    expect(findings[1]).toMatch(/^failure: the last backup, of .*, failed: /)
  })

  test('fails when a store cannot be read, and reports on the rest', async () => {
    await shop.run('run')
    const down = new Problem('store-unavailable', 'list: connection refused')
    shop.wrap((store, name) =>
      name === 'b' ? faultyStore(store, [{ call: 'list', does: 'fail', problem: down }]) : store,
    )
    const { result, findings } = await healthOf()
    expect(codesOf(result)).toEqual(['store-failed'])
    expect(findings).toEqual(['warning: b could not be read, so its copies do not count: list: connection refused'])
  })

  test('writes a page that needs no other files, and prints Markdown when asked', async () => {
    await shop.run('run')
    const result = await shop.run('report', { html: 'health.html', markdown: true })
    expect(result.text(plain)).toBe(result.markdown)
    const page = await readFile(shop.path('health.html'), 'utf8')
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).toContain('<title>shop: 1 source, all well</title>')
    expect(page).toContain('<h1 id="verdict">Everything can be restored</h1>')
    expect(page).not.toMatch(/https?:|src=|@import|url\(/)
    expect(
      [...page.matchAll(/href="([^"]*)"/g)].filter(([, to]) => to !== 'data:,' && !/^#[a-z0-9]+$/.test(to ?? '')),
    ).toEqual([])
    expect(page.match(/<script/g)).toHaveLength(1)
    await expect(shop.run('report', { html: 'no/such/folder.html' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('shows no secret that a store repeats, in any encoding', async () => {
    await shop.run('run')
    const secret = 'to_k"en<x'
    shop.world.mask(secret)
    const problem = new Problem('store-denied', `list: denied ${secret} in b`)
    shop.wrap((store, name) => (name === 'b' ? faultyStore(store, [{ call: 'list', does: 'fail', problem }]) : store))
    const { markdown = '' } = await shop.run('report', { html: 'page.html' })
    const page = await readFile(shop.path('page.html'), 'utf8')
    expect(page).toContain('denied *** in b')
    expect(markdown).toContain('denied &#42;&#42;&#42; in b')
    for (const said of [page, markdown]) {
      for (const way of [secret, 'to_k&#34;en&#60;x', 'to&#95;k&#34;en&#60;x']) expect(said).not.toContain(way)
    }
  })
})
