import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hold, plainBackup } from '../memory.ts'
import { filesSource, noRuntime } from '../source.ts'
import { files } from '../step.ts'
import { directory, dumpOf, factsIn, never, plain, portrait, workshop } from './fixture.ts'

describe('selection', () => {
  const seed = (source: string) => {
    for (const path of ['a/one.jpg', 'a/one.tmp', 'a/deep/two.jpg', 'b/three.txt', 'cache/x', 'c/d/e.txt']) {
      mkdirSync(join(source, path, '..'), { recursive: true })
      writeFileSync(join(source, path), path)
    }
  }
  const names = async (source: string, select: Parameters<typeof dumpOf>[1]) => {
    const held = await hold(dumpOf([source], select))
    const { names: listed } = await files.contents(plainBackup(held), noRuntime, never)
    return listed.map((path) => path.slice(source.length)).filter((path) => path !== '')
  }

  test('excludes files and whole directories', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    expect(await names(shop.at('src'), { exclude: ['*.tmp', 'cache', `${shop.at('src')}/c`] })).toEqual([
      '/a',
      '/a/deep',
      '/a/deep/two.jpg',
      '/a/one.jpg',
      '/b',
      '/b/three.txt',
    ])
  })

  test('includes files with their parent directories, and no others', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    expect(await names(shop.at('src'), { include: ['*.jpg', 'e.txt'], exclude: ['one.*'] })).toEqual([
      '/a',
      '/a/deep',
      '/a/deep/two.jpg',
      '/c',
      '/c/d',
      '/c/d/e.txt',
    ])
  })

  test('takes several roots: a file, a link to a directory, a directory inside another', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    symlinkSync('src/a', shop.at('linked'))
    const roots = [shop.at('src/b'), shop.at('src/c/d/e.txt'), shop.at('linked'), shop.at('src/b/three.txt')]
    const held = await hold(dumpOf(roots))
    expect(held.facts.rows).toMatchObject({
      [shop.at('linked')]: 3,
      [shop.at('src/b')]: 1,
      [shop.at('src/c/d/e.txt')]: 1,
    })
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, plain)
    expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
    expect(lstatSync(join(shop.at('out'), shop.at('linked'))).isDirectory()).toBe(true)
  })

  test('stores a root inside another, but behind a symbolic link, under its given name', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    for (const place of ['far/deep', 'farther']) {
      mkdirSync(shop.at(place), { recursive: true })
      writeFileSync(shop.at(`${place}/file`), place)
    }
    symlinkSync(shop.at('far'), shop.at('src/link'))
    symlinkSync(shop.at('farther'), shop.at('far/next'))
    symlinkSync('a', shop.at('src/near'))
    const named = ['src', 'src/link', 'src/link/deep', 'src/link/next', 'src/near', 'src/b']
    const held = await hold(dumpOf(named.map(shop.at)))
    expect(held.facts.objects['root']).toEqual([shop.at('far'), shop.at('farther'), shop.at('src')])
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, plain)
    expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
    const restored = (path: string) => join(shop.at('out'), shop.at(path))
    expect(readFileSync(restored('far/deep/file'), 'utf8')).toBe('far/deep')
    expect(readFileSync(restored('farther/file'), 'utf8')).toBe('farther')
    expect(readlinkSync(restored('src/link'))).toBe(shop.at('far'))
  })

  test('can restore the root of the file system', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    // What is not on the way there is not even looked at.
    const components = shop.folder.slice(1).split('/')
    const exclude = components.flatMap((component, depth) => {
      const above = `/${components.slice(0, depth).join('/')}`
      return readdirSync(above).flatMap((name) => (name === component ? [] : [join(above, name)]))
    })
    const held = await hold(dumpOf(['/'], { include: [shop.at('src')], exclude }))
    expect(held.facts.rows['/']).toBe(6)
    await files.restore(plainBackup(held), directory(shop.at('out')), noRuntime, plain)
    expect(await factsIn(shop.at('out'), held)).toEqual(held.facts)
    expect(readFileSync(join(shop.at('out'), shop.at('src/b/three.txt')), 'utf8')).toBe('b/three.txt')
  })

  test('fails if there is nothing to back up', async () => {
    using shop = workshop()
    mkdirSync(shop.at('src/empty'))
    await expect(hold(dumpOf([shop.at('src')]))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining('no file'),
    })
    writeFileSync(shop.at('src/a.tmp'), '')
    await expect(hold(dumpOf([shop.at('src')], { exclude: ['*.tmp'] }))).rejects.toMatchObject({
      code: 'source-failed',
    })
    await expect(hold(dumpOf([shop.at('gone')]))).rejects.toMatchObject({
      code: 'source-failed',
      message: expect.stringContaining(shop.at('gone')),
    })
    const inspected = files.inspect(filesSource([shop.at('gone')]), noRuntime, never)
    await expect(inspected).rejects.toMatchObject({ code: 'source-failed' })
  })

  test('restores only some files, with their parent directories', async () => {
    using shop = workshop()
    seed(shop.at('src'))
    linkSync(shop.at('src/a/one.jpg'), shop.at('src/z.jpg'))
    linkSync(shop.at('src/a/one.jpg'), shop.at('src/zz.jpg'))
    utimesSync(shop.at('src/a'), 1, 2)
    const held = await hold(dumpOf([shop.at('src')]))
    const restored = async (into: string, only: string[]) => {
      await files.restore(plainBackup(held), directory(shop.at(into)), noRuntime, { ...plain, only })
      return Object.keys(portrait(join(shop.at(into), shop.at('src')))).filter((path) => path !== '')
    }
    expect(await restored('1', ['two.jpg'])).toEqual(['/a', '/a/deep', '/a/deep/two.jpg'])
    expect(statSync(join(shop.at('1'), shop.at('src/a'))).mtimeMs).toBe(2000)
    expect(await restored('2', [shop.at('src/c'), 'three.*'])).toEqual([
      '/b',
      '/b/three.txt',
      '/c',
      '/c/d',
      '/c/d/e.txt',
    ])
    // Second names of a file whose first name is not wanted.
    expect(await restored('3', ['z*.jpg'])).toEqual(['/z.jpg', '/zz.jpg'])
    expect(readFileSync(join(shop.at('3'), shop.at('src/z.jpg')), 'utf8')).toBe('a/one.jpg')
    expect(statSync(join(shop.at('3'), shop.at('src/zz.jpg'))).nlink).toBe(2)
    const single = await hold(dumpOf([shop.at('src/a/one.jpg'), shop.at('src/b')]))
    await files.restore(plainBackup(single), directory(shop.at('5')), noRuntime, { ...plain, only: ['one.jpg'] })
    expect(readdirSync(join(shop.at('5'), shop.at('src')), { recursive: true })).toEqual(['a', 'a/one.jpg'])
    await expect(restored('4', ['nothing'])).rejects.toMatchObject({ code: 'usage' })
    // What a failed restore made and left empty goes, the folders above it too; what was there before stays.
    expect(existsSync(shop.at('4'))).toBe(false)
    await expect(restored('6/deep/er', ['nothing'])).rejects.toMatchObject({ code: 'usage' })
    expect(existsSync(shop.at('6'))).toBe(false)
    mkdirSync(shop.at('7'))
    await expect(restored('7/er', ['nothing'])).rejects.toMatchObject({ code: 'usage' })
    expect(readdirSync(shop.at('7'))).toEqual([])
    await expect(restored('7', ['nothing'])).rejects.toMatchObject({ code: 'usage' })
    expect(existsSync(shop.at('7'))).toBe(true)
  })
})
