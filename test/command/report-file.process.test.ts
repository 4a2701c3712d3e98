import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseExposition } from '../report/prometheus/parser.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ source: '    objectives: { rpo: 2h }\n' })
  await shop.run('backup')
  await mkdir(shop.path('out'))
})
afterEach(() => shop[Symbol.asyncDispose]())

describe('report --prometheus', () => {
  test('writes metrics of the shop that a strict parser reads', async () => {
    shop.world.advance(3_600_000)
    await shop.run('report', { prometheus: 'out/backproof.prom' })
    const { series } = parseExposition(await readFile(shop.path('out/backproof.prom'), 'utf8'))
    const of = (name: string) => series.find((one) => one.name === `backproof_${name}`)
    expect(of('last_success_age_seconds')).toMatchObject({
      labels: { project: 'shop', source: 'files' },
      value: expect.any(Number),
    })
    expect(Math.round((of('last_success_age_seconds')?.value ?? 0) / 60)).toBe(60)
    expect(of('rpo_objective_seconds')?.value).toBe(7200)
    expect(of('store_reachable')?.value).toBe(1)
  })

  test('replaces the file as a whole and leaves nothing beside it', async () => {
    const path = shop.path('out/backproof.prom')
    await writeFile(path, 'old\n')
    const { ino } = await stat(path)
    await shop.run('report', { prometheus: path })
    // Another file under the same name: a collector that reads the old one meanwhile reads all of it.
    expect((await stat(path)).ino).not.toBe(ino)
    expect(await readdir(shop.path('out'))).toEqual(['backproof.prom'])
  })

  test('fails with what to type, and keeps the old file, where the folder cannot be written to', async () => {
    await expect(shop.run('report', { prometheus: 'no/such/a.prom' })).rejects.toMatchObject({
      code: 'usage',
      hint: 'Give --prometheus a file in a folder that exists and may be written to.',
    })
    if (process.getuid?.() === 0) return
    await writeFile(shop.path('out/a.prom'), 'old\n')
    await chmod(shop.path('out'), 0o500)
    await expect(shop.run('report', { prometheus: 'out/a.prom' })).rejects.toMatchObject({ code: 'usage' })
    await chmod(shop.path('out'), 0o700)
    expect(await readFile(shop.path('out/a.prom'), 'utf8')).toBe('old\n')
  })

  test('writes into a pipe, and leaves it a pipe', async () => {
    const pipe = shop.path('out/pipe')
    execFileSync('mkfifo', [pipe])
    const [text] = await Promise.all([readFile(pipe, 'utf8'), shop.run('report', { prometheus: pipe })])
    expect(parseExposition(text).series.length).toBeGreaterThan(10)
    expect(await readdir(shop.path('out'))).toEqual(['pipe'])
  })
})
