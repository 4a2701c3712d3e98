import { afterEach, describe, expect, test } from 'vitest'
import { makeId } from '../../src/catalog/catalog.ts'
import { sampleManifest, shelve } from '../catalog/sample.ts'
import { openProgram, type Project, secretEnv } from './program.ts'
import type { ShopOptions } from './shop.ts'

const minute = 60_000

let project: Project
afterEach(() => project[Symbol.asyncDispose]())

/** A backup of the source `files`, made that long ago, in these stores; gives its id. */
async function plant(agoMs: number, stores: readonly string[] = ['a', 'b']): Promise<string> {
  const at = new Date(Date.now() - agoMs)
  const manifest = sampleManifest(at.toISOString(), { id: makeId('files', at, 0), source: 'files', engine: 'files' })
  for (const name of stores) await shelve(await project.store(name), manifest)
  return manifest.id
}

describe('the program, on directories, exits with 3 and reports exactly once:', () => {
  test.each<[string, number, readonly string[], readonly string[], ShopOptions, (id: string) => readonly string[]]>([
    [
      'a stale backup',
      180 * minute,
      ['a', 'b'],
      [],
      {},
      (id) => [`stale: the newest backup, ${id}, is 3 h old; asked for: 1 h at most`],
    ],
    [
      'an unproven one',
      5 * minute,
      ['a', 'b'],
      ['--verified-within', '8d'],
      {},
      (id) => [`unproven: no restore of any backup has passed, the newest is ${id}; asked for: one within 8 d`],
    ],
    [
      'a degraded one',
      5 * minute,
      ['a'],
      ['--copies', '2'],
      {},
      (id) => [`degraded: ${id} is in 1 of 2 stores (a), not in b; asked for: 2`],
    ],
    [
      'a foreign-signed one',
      5 * minute,
      ['a', 'b'],
      [],
      { signers: true },
      (id) => [
        'missing: no backup counts',
        `foreign: ${id} does not count: its manifest is not signed, and the policy names signers`,
      ],
    ],
    [
      'a future-dated one',
      -120 * minute,
      ['a', 'b'],
      [],
      {},
      (id) => ['missing: no backup counts', `future-dated: ${id} is dated 2 h ahead of now: a clock is wrong`],
    ],
  ])('%s', async (_, agoMs, stores, args, options, lines) => {
    project = await openProgram(options)
    const id = await plant(agoMs, stores)
    const ended = await project.run(['gate', '--max-age', '1h', ...args])
    expect(ended, ended.stderr).toMatchObject({ code: 3, stderr: '' })
    const said = ended.stdout.split('\n')
    for (const line of lines(id)) {
      expect(said.filter((one) => one.includes(line))).toEqual([`  ${line}`])
      // What to do about it stands below it.
      expect(said[said.indexOf(`  ${line}`) + 1]).toMatch(/^ {4}→ .+/)
    }
    const json = await project.run(['gate', '--max-age', '1h', ...args, '--json'])
    expect(json, json.stderr).toMatchObject({ code: 3, stderr: '' })
    expect(JSON.parse(json.stdout)).toMatchObject({
      status: 'unmet',
      sources: [
        {
          source: 'files',
          met: false,
          unmet: lines(id).map((line) => ({ message: line.slice(line.indexOf(': ') + 2), hint: expect.any(String) })),
        },
      ],
    })
  })

  test('nothing, and passes, when there is a backup that is proven and in both stores', async () => {
    project = await openProgram()
    const stale = await plant(180 * minute)
    expect(await project.run(['backup'])).toMatchObject({ code: 0 })
    expect(await project.run(['verify', '--level', 'restore'], secretEnv)).toMatchObject({ code: 0 })
    const ended = await project.run(['gate', '--max-age', '1h', '--verified-within', '8d', '--copies', '2'])
    expect(ended, ended.stderr).toMatchObject({ code: 0, stderr: '' })
    expect(ended.stdout).toContain('shop: gate met')
    expect(ended.stdout).not.toContain(stale)
  })
})
