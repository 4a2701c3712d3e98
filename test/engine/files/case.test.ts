import { chmodSync, chownSync, linkSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hold, plainBackup } from '../memory.ts'
import { noRuntime } from '../source.ts'
import { files } from '../step.ts'
import { directory, dumpOf, factsIn, plain, portrait, workshop } from './fixture.ts'

/* Cases that users of other tools have met. */

const isRoot = process.geteuid?.() === 0

async function asNobody<T>(body: () => Promise<T>): Promise<T> {
  process.setegid?.(65534)
  process.seteuid?.(65534)
  try {
    return await body()
  } finally {
    process.seteuid?.(0)
    process.setegid?.(0)
  }
}

test.runIf(process.platform === 'linux')('files with a reported size of 0 are read to their end', async () => {
  using shop = workshop()
  const dump = dumpOf(['/proc/sys/kernel/random'])
  const held = await hold(dump)
  await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, plain)
  const restored = readFileSync(join(shop.at('out'), '/proc/sys/kernel/random/boot_id'), 'utf8')
  expect(statSync('/proc/sys/kernel/random/boot_id').size).toBe(0)
  expect(restored).toBe(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))
  expect(held.facts.sizeBytes).toBeGreaterThan(36)
  expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
})

describe('a hard link that is restored alone', () => {
  const seed = (at: (path: string) => string) => {
    mkdirSync(at('src/a'))
    mkdirSync(at('src/private/deep'), { recursive: true })
    writeFileSync(at('src/a/first'), 'secret')
    linkSync(at('src/a/first'), at('src/private/deep/second'))
    linkSync(at('src/a/first'), at('src/private/third'))
    if (isRoot) for (const name of ['src/private', 'src/private/deep']) chownSync(at(name), 1000, 1000)
    chmodSync(at('src/private/deep'), 0o500)
    chmodSync(at('src/private'), 0o700)
    for (const name of ['src/private/deep', 'src/private']) utimesSync(at(name), 1_000_000, 1_000_000)
  }

  test.each([false, true])('has its directories restored as they were, with overwrite %s', async (overwrite) => {
    using shop = workshop()
    seed(shop.at)
    const held = await hold(dumpOf([shop.at('src')]))
    const only = ['**/second', '**/third']
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, { ...plain, overwrite, only })
    const restored = join(shop.at('out'), shop.at('src'))
    const [was, is] = [portrait(shop.at('src/private')), portrait(join(restored, 'private'))]
    // The first name was not asked for, so that there are two and not three.
    for (const entry of Object.values(was) as { names: bigint }[]) if (entry.names === 3n) entry.names = 2n
    expect(is).toEqual(was)
    expect(readFileSync(join(restored, 'private/deep/second'), 'utf8')).toBe('secret')
  })
})

test.runIf(isRoot)('directories that are read-only for their owner are restored over themselves', async () => {
  using shop = workshop()
  mkdirSync(shop.at('src/locked/deep'), { recursive: true })
  writeFileSync(shop.at('src/locked/deep/file'), 'content')
  writeFileSync(shop.at('src/locked/file'), 'content')
  chmodSync(shop.at('src/locked/deep'), 0o000)
  chmodSync(shop.at('src/locked'), 0o555)
  const held = await hold(dumpOf([shop.at('src')]))
  chmodSync(shop.folder, 0o755)
  mkdirSync(shop.at('out'))
  chownSync(shop.at('out'), 65534, 65534)
  const again = { ...plain, overwrite: true }
  const into = directory(shop.at('out'))
  await asNobody(async () => {
    for (let time = 0; time < 3; time += 1) await files.restore(plainBackup(held), into, noRuntime, again)
  })
  expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
  const restored = join(shop.at('out'), shop.at('src'))
  expect(statSync(join(restored, 'locked')).mode & 0o7777).toBe(0o555)
  expect(statSync(join(restored, 'locked/deep')).mode & 0o7777).toBe(0)
})
