import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseObjectName } from '../../src/catalog/catalog.ts'
import { backup } from '../../src/command/backup/backup.ts'
import { prune } from '../../src/command/prune/prune.ts'
import { type Ended, openProgram, type Project, secretEnv } from '../command/program.ts'
import { codesOf, treeOf } from '../command/shop.ts'
import { makeTestWorld } from '../world.ts'
import { openCopies } from './whole.ts'

const { signal } = new AbortController()
const fileBytes = 3 << 20
const files = 4

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backproof-kill-'))
  for (let i = 0; i < files; i++) await writeFile(join(folder, `${i}`), randomBytes(fileBytes))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Names of what is below a folder now, and the bytes of the largest; nothing where there is none. */
async function look(path: string): Promise<{ readonly names: readonly string[]; readonly largest: number }> {
  const names = await readdir(path, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(path, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return { names, largest: Math.max(0, ...sizes) }
}

type Moment = (project: Project) => Promise<boolean>
const has =
  (store: string, pattern: RegExp): Moment =>
  async (project) =>
    (await look(project.path(store))).names.some((name) => pattern.test(name))
const written =
  (store: string, share: number): Moment =>
  async (project) =>
    (await look(join(project.path(store), '.backproof'))).largest >= share * files * fileBytes
const later = (ms: number): Moment => {
  const at = performance.now() + ms
  return async () => performance.now() >= at
}

/** Moments of a backup, in their order: the first that is seen gets the kill. */
const moments: readonly [string, Moment][] = [
  ['the first lease is there', has('a', /lease\.json$/)],
  ['both leases are there', has('b', /lease\.json$/)],
  ...[0.01, 0.3, 0.6, 0.9].map((share): [string, Moment] => [`${share * 100} % are written`, written('b', share)]),
  ['all is written in a', written('a', 1)],
  ['the data is in one store', has('a', /files\.tar$/)],
  ['the data is in the other', has('b', /files\.tar$/)],
  ['the facts are there', has('a', /facts\.json$/)],
  ['the facts are everywhere', has('b', /facts\.json$/)],
  ['a key object is there', has('a', /keys\/.*\.json$/)],
  ['the other key object is there', has('b', /keys\/.*\.json$/)],
  ['a manifest is there', has('a', /manifests\/.*\.json$/)],
  ['the other manifest is there', has('b', /manifests\/.*\.json$/)],
  ['the proof is there', has('a', /proofs\/.*\.json$/)],
  ['the run is recorded', has('b', /runs\/.*\.json$/)],
]

/** Kills a backup, with all that it started, when the moment has come; by SIGKILL if that was in time. */
async function killAt(project: Project, moment: Moment): Promise<Ended> {
  const running = project.start(['backup'])
  // Who watches goes first: on a busy machine the backup would be over before anybody has looked.
  if (running.pid !== undefined) setPriority(running.pid, 4)
  let over = false
  void running.ended.then(() => {
    over = true
  })
  while (!over && !(await moment(project))) await new Promise((resolve) => setTimeout(resolve, 1))
  if (!over && running.pid !== undefined) process.kill(-running.pid, 'SIGKILL')
  return running.ended
}

/** As at first: the stores, and what is remembered of them. */
async function empty(project: Project): Promise<void> {
  for (const name of ['a', 'b', '.cache']) await rm(project.path(name), { recursive: true, force: true })
}

/** As often as it takes to be in time, from empty stores each time; gives up after some. */
async function killInTime(project: Project, moment: Moment): Promise<Ended> {
  for (let tries = 1; ; tries++) {
    await empty(project)
    const ended = await killAt(project, moment)
    if (ended.killedBy === 'SIGKILL' || tries === 5) return ended
    await expectWhole(project)
  }
}

/** A whole backup in each store that shows one, or nothing; no file counts that is not an object. */
async function expectWhole(project: Project): Promise<string> {
  const { entries, damaged, unread } = await project.catalog()
  expect({ damaged, unread }).toEqual({ damaged: [], unread: [] })
  expect(entries.length).toBeLessThanOrEqual(1)
  for (const name of ['a', 'b']) {
    const store = await project.store(name)
    for await (const { key } of store.list('', signal)) expect(parseObjectName('files', key), key).toBeDefined()
  }
  for (const entry of entries) {
    expect(entry.foreign).toBeUndefined()
    for (const { rows } of await openCopies(entry, project.store)) expect(rows[folder]).toBe(files)
  }
  return entries.map(({ copies }) => copies.join()).join() || 'nothing'
}

/** Once the killed run's lease is over, the next run works; after the grace period nothing of the killed one is left. */
async function expectHealed(project: Project): Promise<void> {
  await using world = await makeTestWorld({ cwd: project.folder })
  const before = (await project.catalog()).entries.length
  world.advance(16 * 60_000)
  expect(codesOf(await backup(world, {}))).toEqual([])
  world.advance(8 * 24 * 3600_000)
  expect(codesOf(await prune(world, { apply: true }))).toEqual([])
  const { entries } = await project.catalog()
  expect(entries).toHaveLength(before + 1)
  const ids = entries.map(({ id }) => id)
  for (const name of ['a', 'b']) {
    const store = await project.store(name)
    for await (const { key } of store.list('', signal)) {
      if (!/\/(runs|lease)/.test(key))
        expect(
          ids.some((id) => key.includes(id)),
          key,
        ).toBe(true)
    }
  }
}

describe('kill -9 of a command', () => {
  const seen = new Map<string, string>()

  test.each(moments)('leaves nothing that counts when %s', async (name, moment) => {
    await using project = await openProgram({ data: folder })
    const { killedBy } = await killInTime(project, moment)
    const left = await expectWhole(project)
    if (killedBy === 'SIGKILL') seen.set(name, left)
    if (seen.size % 6 === 1) await expectHealed(project)
  })

  test('leaves only whole backups at eight moments by the clock', async () => {
    await using project = await openProgram({ data: folder })
    const began = performance.now()
    await project.run(['backup'])
    const whole = performance.now() - began
    let killed = 0
    for (let i = 0; i < 8; i++) {
      await empty(project)
      const { code, stderr } = await killAt(project, later((whole * (i + 0.5)) / 8))
      if (code === null) killed += 1
      else expect({ code }, stderr).toEqual({ code: 0 })
      await expectWhole(project)
    }
    expect(killed).toBeGreaterThan(0)
    // The lease of a killed run keeps others out until it is over, and says whose it is.
    const { killedBy, stderr } = await killInTime(project, has('b', /lease\.json$/))
    expect({ killedBy }, stderr).toEqual({ killedBy: 'SIGKILL' })
    const next = await project.run(['backup'])
    expect(next).toMatchObject({ code: 1 })
    expect(next.stderr).toMatch(/files in directory .*\/a is being written by .*, until /)
  })

  test('comes in time at twelve moments or more, and leaves both empty and complete stores', () => {
    expect(seen.size).toBeGreaterThanOrEqual(12)
    expect(new Set(seen.values())).toContain('nothing')
    expect(new Set(seen.values())).toContain('a,b')
  })

  test('leaves the target of a restore not mistaken for an empty one', async () => {
    await using project = await openProgram({ data: folder })
    await project.run(['backup'])
    const running = project.start(['restore', '--into', 'out'], secretEnv)
    let over = false
    void running.ended.then(() => {
      over = true
    })
    while (!over && (await look(project.path('out'))).largest < 4096 * 2) {
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    if (!over && running.pid !== undefined) process.kill(-running.pid, 'SIGKILL')
    const { killedBy } = await running.ended
    const again = await project.run(['restore', '--into', 'out'], secretEnv)
    expect(again, again.stderr).toMatchObject({ code: 2 })
    expect(again.stderr).toMatch(/is not empty/)
    if (killedBy === 'SIGKILL') {
      const forced = await project.run(['restore', '--into', 'out', '--overwrite', 'out'], secretEnv)
      expect(forced, forced.stderr).toMatchObject({ code: 0 })
    }
    expect(await treeOf(project.path(`out${folder}`))).toEqual(await treeOf(folder))
  })
})
