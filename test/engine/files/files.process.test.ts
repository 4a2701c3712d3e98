import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { FilesTarget } from '../../../src/engine/files/target.ts'
import type { Expectation } from '../../../src/policy/policy.ts'
import { engineContract, type Fixture } from '../contract.ts'
import { cutAt, damagedAt, hold, plainBackup } from '../memory.ts'
import { filesSource, noRuntime } from '../source.ts'
import { bench, files, type Place } from '../step.ts'
import { directory, dumpOf, live, never, plain, portrait, workshop } from './fixture.ts'

async function fixture(): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'files-test-'))
  const source = join(folder, 'uploads')
  mkdirSync(join(source, 'deep'), { recursive: true })
  for (let index = 0; index < 300; index += 1)
    writeFileSync(join(source, 'deep', `${index}.txt`), `${index}`.repeat(300))
  let targets = 0
  return {
    source: filesSource([source]),
    bench: { ...bench, temporaryDirectory: folder },
    seeded: { rows: { [source]: 300, [`${source} (directories)`]: 2 }, objects: { root: [source] } },
    contents: [join(source, 'deep', '299.txt')],
    write: async () => {
      let writes = 0
      let over = false
      const writing = (async () => {
        for (; !over; writes += 1) {
          writeFileSync(join(source, 'deep', `written-${writes}`), 'x')
          await turn()
        }
      })()
      const stop = () => {
        over = true
        return writing
      }
      return { writes: async () => writes, stop }
    },
    target: async () => new FilesTarget(join(folder, `target-${++targets}`), never),
    isEmpty: async ({ name }) => !existsSync(name) || readdirSync(name).length === 0,
    locked: undefined,
    powerless: undefined,
    traces: undefined,
    self: '/',
    some: '*9.txt',
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

engineContract('files', await engineOf('files'), fixture)

describe('a sparse file', () => {
  test('comes back with its holes, and whole through GNU tar', async () => {
    using shop = workshop()
    const size = 300 * 2 ** 20
    const handle = openSync(shop.at('src/sparse'), 'w')
    writeSync(handle, 'at the start', 0)
    writeSync(handle, 'in the middle', 123_456_789)
    closeSync(handle)
    truncateSync(shop.at('src/sparse'), size)
    const dump = dumpOf([shop.at('src')])
    for await (const part of dump.parts) for await (const _ of part.body);
    await files.restore(live([shop.at('src')], dump.result().facts), directory(shop.at('out')), noRuntime, plain)
    const restored = statSync(join(shop.at('out'), shop.at('src/sparse')))
    expect(restored.size).toBe(size)
    expect(restored.blocks * 512).toBeLessThan(2 ** 20)
    expect(await files.facts(directory(shop.at('out')), dump.result().facts, noRuntime, never)).toEqual(
      dump.result().facts,
    )
  })

  test('is read and written in little memory at 2 GiB', async () => {
    using shop = workshop()
    closeSync(openSync(shop.at('src/hole'), 'w'))
    truncateSync(shop.at('src/hole'), 2 ** 31)
    const program = `
      import { dumpOf, live, directory, never, plain } from ${JSON.stringify(join(import.meta.dirname, 'fixture.ts'))}
      import { files } from ${JSON.stringify(join(import.meta.dirname, '../step.ts'))}
      const dump = dumpOf([${JSON.stringify(shop.at('src'))}])
      for await (const part of dump.parts) for await (const _ of part.body);
      await files.restore(live([${JSON.stringify(shop.at('src'))}], dump.result().facts), directory(${JSON.stringify(shop.at('out'))}), undefined, plain)
      console.log(process.resourceUsage().maxRSS * 1024)`
    const peak = Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }))
    console.log(`peak of ${Math.round(peak / 1e6)} MB`)
    expect(peak).toBeGreaterThan(0)
    expect(peak).toBeLessThan(300e6)
    expect(statSync(join(shop.at('out'), shop.at('src/hole')))).toMatchObject({ size: 2 ** 31, blocks: 0 })
  }, 240_000)
})

describe('assertions', () => {
  test('find the files that must exist', async () => {
    using shop = workshop()
    mkdirSync(shop.at('src/a'))
    writeFileSync(shop.at('src/a/x.jpg'), '')
    const check = (...wanted: string[]) =>
      files.check({ kind: 'required', name: 'there', names: wanted }, directory(shop.at('src')), noRuntime, never)
    expect(await check('*.jpg', '/a/x.jpg', 'a/')).toBeUndefined()
    const count = (ask: string, expect: Expectation) =>
      files.check({ kind: 'count-of', name: 'n', ask, expect }, directory(shop.at('src')), noRuntime, never)
    expect(await count('*.jpg', { equals: 1 })).toBeUndefined()
    expect(await count('*.png', { min: 1 })).toMatchObject({
      message: expect.stringContaining('it returned 0, below 1'),
    })
    expect(await check('*.jpg', '*.png')).toMatchObject({
      level: 'failure',
      blame: 'data',
      message: expect.stringContaining('*.png'),
    })
  })

  test('about databases are a mistake in the policy', async () => {
    const asked = Promise.resolve().then(() =>
      files.check(
        { kind: 'sql', name: 'x', ask: 'select 1', expect: { equals: 1 } },
        directory('/nowhere'),
        noRuntime,
        never,
      ),
    )
    await expect(asked).rejects.toMatchObject({ code: 'policy-invalid' })
  })
})

describe('a target', () => {
  test('keeps its files if it is not empty, and receives the backup over them', async () => {
    using shop = workshop()
    writeFileSync(shop.at('src/file'), 'new')
    const held = await hold(dumpOf([shop.at('src')]))
    const inside = join(shop.at('out'), shop.at('src'))
    mkdirSync(inside, { recursive: true })
    writeFileSync(join(inside, 'file'), 'old')
    writeFileSync(join(inside, 'mine'), 'mine')
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, { ...plain, overwrite: true })
    expect([readFileSync(join(inside, 'file'), 'utf8'), readFileSync(join(inside, 'mine'), 'utf8')]).toEqual([
      'new',
      'mine',
    ])
    rmSync(join(inside, 'file'))
    mkdirSync(join(inside, 'file'))
    const again = files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, { ...plain, overwrite: true })
    await expect(again).rejects.toMatchObject({ code: 'target-refused' })
  })

  test('stays unchanged if any part of the backup that replaces it is damaged', async () => {
    using shop = workshop()
    for (const name of ['a', 'b', 'c']) writeFileSync(shop.at(`src/${name}`), name.repeat(200_000))
    symlinkSync('new', shop.at('src/d'))
    linkSync(shop.at('src/a'), shop.at('src/e'))
    const held = await hold(dumpOf([shop.at('src')]))
    const inside = join(shop.at('out'), shop.at('src'))
    mkdirSync(inside, { recursive: true })
    for (const name of ['a', 'b', 'c', 'd', 'e']) writeFileSync(join(inside, name), 'old')
    const before = portrait(shop.at('out'))
    const overwrite = { ...plain, overwrite: true }
    for (const part of [0.2, 0.5, 0.99]) {
      for (const change of [cutAt(part), damagedAt(part)]) {
        const restoring = files.restore(plainBackup(held, change), directory(shop.at('out')), noRuntime, overwrite)
        await expect(restoring).rejects.toMatchObject({ code: 'object-damaged' })
        expect(portrait(shop.at('out'))).toEqual(before)
      }
    }
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, overwrite)
    // A second time over itself: names of one file are left as such.
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, overwrite)
    expect(portrait(inside)).toEqual(portrait(shop.at('src')))
  })

  test('keeps each file until its replacement is whole, even if the store fails on the way', async () => {
    using shop = workshop()
    for (const name of ['a', 'b', 'c']) writeFileSync(shop.at(`src/${name}`), name.repeat(200_000))
    const held = await hold(dumpOf([shop.at('src')]))
    const inside = join(shop.at('out'), shop.at('src'))
    mkdirSync(inside, { recursive: true })
    for (const name of ['a', 'b', 'c']) writeFileSync(join(inside, name), 'old')
    let opened = 0
    const failing = plainBackup(held, (name, body) =>
      opened++ === 0 ? Readable.from([body]) : damagedAt(0.5)(name, body),
    )
    const restoring = files.restore(failing, directory(shop.at('out')), noRuntime, { ...plain, overwrite: true })
    await expect(restoring).rejects.toMatchObject({ code: 'object-damaged' })
    expect(readdirSync(inside)).toEqual(['a', 'b', 'c'])
    expect(['a', 'b', 'c'].map((name) => readFileSync(join(inside, name), 'utf8').slice(0, 3))).toEqual([
      'aaa',
      'old',
      'old',
    ])
  })

  test('is refused if it is a file, or of another type', async () => {
    using shop = workshop()
    writeFileSync(shop.at('src/file'), 'new')
    const held = await hold(dumpOf([shop.at('src')]))
    const into = async (target: Place) => files.restore(plainBackup(held), target, noRuntime, plain)
    await expect(into(directory(shop.at('src/file')))).rejects.toMatchObject({ code: 'target-refused' })
  })

  test('is recognised as the source if a restore would write into it', () => {
    using shop = workshop()
    mkdirSync(shop.at('src/sub'))
    symlinkSync('src', shop.at('link'))
    symlinkSync('/', shop.at('slash'))
    const is = (path: string) => files.overlap(filesSource([shop.at('src')]), directory(path)) !== 'none'
    expect([
      is('/'),
      is(shop.at('slash')),
      is(shop.at('src')),
      is(shop.at('src/sub/new')),
      is(shop.at('link/new')),
    ]).toEqual([true, true, true, true, true])
    expect([is(shop.folder), is(shop.at('out')), is('/srv')]).toEqual([false, false, false])
  })

  test('refuses tools in a container', async () => {
    const source = filesSource(['/tmp'], { tools: { kind: 'image', image: 'x' } })
    await expect(hold(files.dump(source, noRuntime, never))).rejects.toMatchObject({ code: 'policy-invalid' })
  })
})
