import { link, mkdir, symlink } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Options } from '../../src/command/option.ts'
import { Problem } from '../../src/problem.ts'
import { type Fault, faultyStore } from '../fault/faulty-store.ts'
import { codesOf, keys, openShop, otherKeys, policyOf, type Shop, treeOf } from './shop.ts'

let shop: Shop
const ids: string[] = []
beforeEach(async () => {
  shop = await openShop()
  ids.length = 0
  for (const [time, content] of [
    ['2026-03-02T12:00:00Z', 'first'],
    ['2026-03-03T12:00:00Z', 'second'],
    ['2026-03-04T12:00:00Z', 'third'],
  ] as const) {
    shop.at(time)
    await shop.file('data/version.txt', content)
    ids.push(...((await shop.run('backup')).ids ?? []))
  }
})
afterEach(() => shop[Symbol.asyncDispose]())

const restored = (into: string) => treeOf(shop.path(`${into}${shop.path('data')}`))

describe('restore', () => {
  test('restores the newest backup of the only source, byte by byte, and compares it', async () => {
    const result = await shop.run('restore', { into: 'out' })
    expect(result.problems).toEqual([])
    expect(result.json).toMatchObject({ version: 1, id: ids[2], store: 'a', into: shop.path('out'), findings: [] })
    expect((result.json as { compared: string }).compared).toMatch(/^3 files, .* equal$/)
    expect(result.text({ colour: false, width: 80 })).toContain(`restored ${ids[2]} from a into`)
    expect(await restored('out')).toEqual(await treeOf(shop.path('data')))
    expect(result.ids).toEqual([ids[2]])
  })

  test('skips backups dated in the future and says so, unless one is asked for', async () => {
    shop.world.advance(365 * 24 * 3600_000)
    const [future = ''] = (await shop.run('backup')).ids ?? []
    shop.world.advance(-365 * 24 * 3600_000)
    expect((await shop.run('restore', { into: 'out' })).ids).toEqual([ids[2]])
    expect(shop.world.lines.join('\n')).toContain(`restore it with --id ${future}`)
    expect((await shop.run('restore', { into: 'future', id: [future] })).ids).toEqual([future])
  })

  test.each<[Options & { number?: number }, string]>([
    [{ number: 0 }, 'first'],
    [{ at: '2026-03-03T12:00:01Z' }, 'second'],
    [{ at: '2026-03-03' }, 'first'],
    [{ at: '2026-03-03T13:01+01:00' }, 'second'],
    [{ at: '2026-03-03 13:01+01:00' }, 'second'],
    [{ at: '2027-01-01', store: 'b' }, 'third'],
    [{ source: ['files'] }, 'third'],
  ])('restores the backup that %j names', async (options: Options & { number?: number }, content) => {
    const { number, ...rest } = options
    await shop.run('restore', { ...rest, ...(number === undefined ? {} : { id: [ids[number] ?? ''] }), into: 'out' })
    expect((await restored('out'))['version.txt']).toBe(content)
  })

  test('restores only what matches', async () => {
    const result = await shop.run('restore', { only: ['**/two.txt'], into: 'out' })
    expect(result.problems).toEqual([])
    expect(await restored('out')).toEqual({ 'deep/two.txt': 'two\n' })
    expect((result.json as { compared: string }).compared).toBe('1 file, 4 bytes equal')
    expect(result.text({ colour: false, width: 100 })).toMatch(/^4 B restored in .*; 1 file, 4 bytes equal$/m)
    // Beside what was there before, and with a second name of a file that was not asked for.
    shop.at('2026-03-05T12:00:00Z')
    await link(shop.path('data/one.txt'), shop.path('data/deep/second.txt'))
    await shop.run('backup')
    const into = shop.path('out')
    const again = await shop.run('restore', { only: ['**/deep'], into, overwrite: [into] })
    expect([again.problems, (again.json as { compared: string }).compared]).toEqual([
      [],
      '2 files, 1 directory, 404 bytes equal',
    ])
    // Each byte is there: what is lost on the way is a failure.
    shop.at('2026-03-06T12:00:00Z')
    await symlink('one.txt', shop.path('data/link'))
    await shop.run('backup')
    const linked = await shop.run('restore', { only: ['link', 'one.txt'], into: 'out3' })
    expect((linked.json as { compared: string }).compared).toBe('1 file, 1 symbolic link, 400 bytes equal')
    await expect(shop.run('restore', { only: ['absent'], into: 'out2' })).rejects.toMatchObject({ code: 'usage' })
  })

  test.each([
    ['no target', {}, 'usage'],
    ['a time that is none', { into: 'out', at: 'yesterday' }, 'usage'],
    ['a day that there is not', { into: 'out', at: '2026-02-30T00:00Z' }, 'usage'],
    ['an empty id', { into: 'out', id: [''] }, 'unknown-id'],
    ['an empty time', { into: 'out', at: '' }, 'usage'],
    ['a time before all', { into: 'out', at: '2020-01-01' }, 'unknown-id'],
    ['an id and a time', { into: 'out', at: '2027-01-01', id: ['x'] }, 'usage'],
    ['two ids', { into: 'out', id: ['x', 'y'] }, 'usage'],
    ['an unknown id', { into: 'out', id: ['files-2020-01-01T00-00-00.000000Z'] }, 'unknown-id'],
    ['an unknown store', { into: 'out', store: 'c' }, 'usage'],
    ['a variable that is not set', { into: '${' + 'NOWHERE}' }, 'secret-missing'],
    ['a folder of a store', { into: 'a/files' }, 'target-refused'],
    ['a store itself', { into: 'b' }, 'target-refused'],
    ['the wrong name to overwrite', { into: 'out', overwrite: ['data'] }, 'target-refused'],
  ] as const)('refuses %s', async (_, options, code) => {
    await expect(shop.run('restore', options)).rejects.toMatchObject({ code, hint: expect.any(String) })
    await expect(treeOf(shop.path('out'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('reads a time without an offset in the time zone of the policy, wherever it runs', async () => {
    const policy = policyOf(shop.path('data'))
    await shop.policy(policy.replace('project: shop', 'project: shop\ntimezone: Asia/Tokyo'))
    await shop.run('restore', { at: '2026-03-03T21:00:01', into: 'out' })
    expect((await restored('out'))['version.txt']).toBe('second')
    await shop.run('restore', { at: '2026-03-03T20:59', into: 'out2' })
    expect((await restored('out2'))['version.txt']).toBe('first')
  })

  test('refuses an id that does not belong to the named source', async () => {
    const policy = policyOf(shop.path('data'))
    await shop.policy(`${policy}  other: { engine: files, paths: [${shop.path('data')}] }\n`)
    const [id = ''] = ids
    for (const command of ['restore', 'verify'] as const) {
      await expect(shop.run(command, { id: [id], source: ['other'], into: 'out' })).rejects.toMatchObject({
        code: 'usage',
        message: `${id} is a backup of files, not of other`,
        hint: expect.stringContaining('--source'),
      })
      expect((await shop.run(command, { id: [id], source: ['files'], into: `out-${command}` })).problems).toEqual([])
    }
  })

  test.each([
    ['a cut one', (id: string) => id.slice(0, -2)],
    ['one of a misspelt source', (id: string) => id.replace('files', 'fiels')],
    ['a mistyped one', (id: string) => id.replace('12-00', '12-01')],
  ])('suggests the id nearest to an unknown one: %s', async (_, wrong) => {
    const [, id = ''] = ids
    await expect(shop.run('restore', { id: [wrong(id)], into: 'out' })).rejects.toMatchObject({
      code: 'unknown-id',
      hint: `Did you mean ${id}?`,
    })
  })

  test('says what a non-empty target contains, and what to type to replace it', async () => {
    for (let i = 0; i < 7; i++) await shop.file(`full/${i}.txt`, 'x')
    await expect(shop.run('restore', { into: 'full' })).rejects.toMatchObject({
      code: 'target-refused',
      message: `${shop.path('full')} is not empty: it has 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more`,
      hint: expect.stringContaining(`--overwrite ${shop.path('full')}`),
    })
  })

  test('finds no source under a name that every object has', async () => {
    const id = ['constructor-2026-03-02T12-00-00.000000Z']
    await expect(shop.run('restore', { id, into: 'out' })).rejects.toMatchObject({ code: 'unknown-id' })
  })

  test('never writes into its own source, however it is named', async () => {
    const before = await treeOf(shop.path('data'))
    await symlink('/', shop.path('root'))
    for (const into of ['/', shop.path('root'), '///']) {
      await expect(shop.run('restore', { into })).rejects.toMatchObject({
        code: 'target-refused',
        message: expect.stringContaining('is the source files itself'),
      })
    }
    expect(await treeOf(shop.path('data'))).toEqual(before)
  })

  test('never puts a copy of its source into that source, whatever --overwrite says, and says what would restore it', async () => {
    const before = await treeOf(shop.path('data'))
    await symlink(shop.path('data'), shop.path('link'))
    for (const into of ['data', 'data/new', 'link']) {
      for (const overwrite of [{}, { overwrite: [shop.path(into)] }]) {
        await expect(shop.run('restore', { into, ...overwrite })).rejects.toMatchObject({
          code: 'target-refused',
          message: expect.stringContaining(`would land in ${shop.path(into)}${shop.path('data')}`),
          hint: expect.stringContaining('--into / --overwrite /'),
        })
      }
    }
    expect(await treeOf(shop.path('data'))).toEqual(before)
    await shop.file('data/version.txt', 'damaged')
    const result = await shop.run('restore', { into: '/', overwrite: ['/'] })
    expect([result.problems, await treeOf(shop.path('data'))]).toEqual([[], before])
  })

  test('never writes among the backups, even through a link', async () => {
    await mkdir(shop.path('a'))
    await symlink(shop.path('a'), shop.path('link'))
    for (const into of ['link', 'link/new/folder']) {
      await expect(shop.run('restore', { into })).rejects.toMatchObject({
        code: 'target-refused',
        message: `${shop.path(into)} is in the store a`,
      })
    }
  })

  test('overwrites its source, or a target that is not empty, only if it is named once more', async () => {
    await shop.file('out/mine.txt', 'mine')
    await expect(shop.run('restore', { into: 'out' })).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('not empty'),
    })
    expect(await treeOf(shop.path('out'))).toEqual({ 'mine.txt': 'mine' })
    await shop.run('restore', { into: 'out', overwrite: ['out'] })
    expect(await restored('out')).toEqual(await treeOf(shop.path('data')))
    // What was there besides stays, and is no failure.
    await shop.file(`out${shop.path('data')}/mine.txt`, 'mine')
    const again = await shop.run('restore', { into: 'out', overwrite: ['out'] })
    expect(again.problems).toEqual([])
    expect(again.text({ colour: false, width: 100 })).toMatch(/note: .* holds \d+, the dump had \d+/)

    await shop.run('restore', { id: [ids[0] ?? ''], into: '/', overwrite: ['/'] })
    expect((await treeOf(shop.path('data')))['version.txt']).toBe('first')
  })

  test('says which key is missing or wrong', async () => {
    const env = (env: Record<string, string>) => ({ env })
    const into = { into: 'out' }
    await expect(shop.run('restore', into, env({}))).rejects.toMatchObject({ code: 'key-missing' })
    const wrong = env({ BACKPROOF_SECRET_KEY: otherKeys.secret })
    await expect(shop.run('restore', into, wrong)).rejects.toMatchObject({ code: 'key-wrong' })
    const swapped = env({ BACKPROOF_SECRET_KEY: keys.recipient })
    await expect(shop.run('restore', into, swapped)).rejects.toMatchObject({ code: 'key-invalid' })
    await expect(treeOf(shop.path('out'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('accepts a backup whose source has left the policy', async () => {
    await shop.policy(policyOf(shop.path('data')).replace('  files:\n', '  others:\n'))
    const result = await shop.run('restore', { id: [ids[1] ?? ''], into: 'out' })
    expect(result.problems).toEqual([])
    expect((await restored('out'))['version.txt']).toBe('second')
  })

  test('reports what would stay hidden: a damaged manifest, or a store that fails', async () => {
    for (const store of Object.values(shop.stores)) store.objects.get(`files/manifests/${ids[2]}.json`)?.fill(0)
    await shop.run('restore', { into: 'out' })
    expect((await restored('out'))['version.txt']).toBe('second')
    expect(shop.world.lines.join('\n')).toMatch(new RegExp(`warning: the manifest .*${ids[2]}`))
    await expect(shop.run('restore', { into: 'out2', id: [ids[2] ?? ''] })).rejects.toMatchObject({
      code: 'manifest-damaged',
    })
    const fault: Fault = { call: 'list', does: 'fail' }
    shop.wrap((store) => faultyStore(store, [fault]))
    await expect(shop.run('restore', { into: 'out3' })).rejects.toMatchObject({ code: 'store-failed' })
    await expect(shop.run('restore', { into: 'out3', id: [ids[1] ?? ''] })).rejects.toMatchObject({
      code: 'store-failed',
    })
  })

  test('fails with an error when it cannot write', async () => {
    await shop.file('plain', 'a file')
    await expect(shop.run('restore', { into: 'plain' })).rejects.toMatchObject({ code: 'target-refused' })
  })

  test('refuses a password in an argument, and masks it', async () => {
    await shop.policy(`${policyOf(shop.path('data'))}  orders: { engine: postgres, url: '${'${'}URL}' }\n`)
    const { makeManifest } = await import('./plant.ts')
    const id = await makeManifest(shop, 'orders', 'postgres')
    const url = 'postgres://u:hun%74er2-long@127.0.0.1:1/orders2'
    for (const said of [['--into', url], [`--into=${url}`]]) {
      const over = { arguments: ['restore', '--id', id, ...said], env: { URL: url } }
      await expect(shop.run('restore', { id: [id], into: url }, over)).rejects.toMatchObject({
        code: 'usage',
        hint: expect.stringContaining('${' + 'RESTORE_URL}'),
      })
    }
    const parameter = 'postgres://127.0.0.1:1/orders2?user=u&password=hunter2-long'
    const over = { arguments: [`--into=${parameter}`], env: { URL: url } }
    await expect(shop.run('restore', { id: [id], into: parameter }, over)).rejects.toMatchObject({ code: 'usage' })
    // From the environment it is taken, and the restore gets as far as the key object that was not planted.
    const into = '${' + 'TARGET}'
    const allowed = {
      arguments: ['--into', into],
      env: { URL: `${url}-source`, TARGET: url, BACKPROOF_SECRET_KEY: keys.secret },
    }
    await expect(shop.run('restore', { id: [id], into }, allowed)).rejects.toMatchObject({ code: 'object-damaged' })
    expect(shop.world.redact('hunter2-long, hun%74er2-long')).toBe('***, ***')
    await expect(shop.run('restore', { id: [id], into: 'nonsense' }, allowed)).rejects.toMatchObject({ code: 'usage' })
  })

  test('says that all data is restored if it is ended while it compares the target', async () => {
    const ended = new AbortController()
    const log = {
      ...shop.world.log,
      async group<T>(_: string, body: () => Promise<T>): Promise<T> {
        const done = await body()
        ended.abort(new Problem('cancelled', 'cancelled by SIGTERM'))
        return done
      },
    }
    await expect(shop.run('restore', { into: 'out' }, { log, signal: ended.signal })).rejects.toMatchObject({
      code: 'cancelled',
      message: `cancelled by SIGTERM; everything was restored into ${shop.path('out')}, but not compared with what was backed up`,
    })
  })

  test('fails if the target differs afterwards', async () => {
    const { monotonicMs } = shop.world
    let calls = 0
    const meddling = {
      log: {
        ...shop.world.log,
        async group<T>(_: string, body: () => Promise<T>): Promise<T> {
          const done = await body()
          await shop.file(`out${shop.path('data')}/added.txt`, 'not of the backup')
          return done
        },
      },
      monotonicMs: () => monotonicMs() + calls++,
    }
    const result = await shop.run('restore', { into: 'out' }, meddling)
    expect(new Set(codesOf(result))).toEqual(new Set(['restore-failed']))
    expect((result.problems[0] as Problem).message).toMatch(/differs from its dump/)
  })
})
