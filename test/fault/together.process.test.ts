import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProgram, type Project } from '../command/program.ts'
import { codesOf, openShop } from '../command/shop.ts'
import { openCopies } from './whole.ts'

const defaults = '  retention: { keep: { last: 1 }, manual: rules, min-keep: 1, grace: 1d }'

describe('several runs at once', () => {
  let project: Project
  beforeAll(async () => {
    project = await openProgram({ defaults })
  })
  afterAll(() => project[Symbol.asyncDispose]())

  test('write one at a time as processes, the others name the writer, and every backup is whole', async () => {
    const commands = [['backup'], ['backup'], ['prune', '--apply'], ['backup'], ['run']]
    const ended = await Promise.all(commands.map((args) => project.run(args)))
    for (const { code, stderr } of ended) {
      if (code === 0) continue
      expect({ code }, stderr).toEqual({ code: 1 })
      expect(stderr).toMatch(/is being written by/)
    }
    const { entries, damaged, runs } = await project.catalog()
    expect(damaged).toEqual([])
    // How many got the lease is a matter of luck; those, and no others, made a backup, and nobody has it any more.
    const made = ended.filter(({ code }, i) => code === 0 && commands[i]?.[0] === 'backup').length
    expect(entries).toHaveLength(made)
    expect(runs.filter(({ outcome }) => outcome === 'succeeded').length).toBeGreaterThanOrEqual(made)
    expect((await project.run(['backup'])).code).toBe(0)
    // Whoever wrote had the lease alone: no two backups overlap.
    const spans = entries.map(({ manifest }) => [manifest.startedAt, manifest.finishedAt] as const).reverse()
    for (const [i, [start]] of spans.entries()) {
      const before = spans[i - 1]
      if (before) expect(start > before[1], `${start} is before the end of ${before[1]}`).toBe(true)
    }
    for (const entry of entries) {
      const { copies, foreign } = entry
      expect({ copies, foreign }).toEqual({ copies: ['a', 'b'], foreign: undefined })
      await openCopies(entry, project.store)
    }
  })

  test('never do more than the lease allows, and damage nothing, in many interleavings of one process', async () => {
    await using shop = await openShop({ defaults })
    let backups = 0
    for (let round = 0; round < 8; round++) {
      const results = await Promise.all([
        shop.run('backup'),
        shop.run('prune', { apply: true }),
        shop.run('backup'),
        shop.run('run', { apply: true }),
        shop.run('verify', { level: 'check' }),
      ])
      for (const [i, result] of results.entries()) {
        for (const code of codesOf(result))
          expect(i === 4 ? ['unknown-id', 'lease-held'] : ['lease-held']).toContain(code)
      }
      backups += [results[0], results[2]].filter((result) => result && codesOf(result).length === 0).length
      shop.world.advance(13 * 3600_000)
    }
    expect(backups).toBeGreaterThan(0)
    const { entries, damaged } = await shop.catalog()
    expect(damaged).toEqual([])
    expect(entries[0]?.trashed).toBeUndefined()
    for (const { id } of entries) expect((await shop.run('verify', { id: [id] })).problems).toEqual([])
    expect((await shop.run('backup')).problems).toEqual([])
    expect((await shop.run('prune', { apply: true })).problems).toEqual([])
    // The newest, and the newest that was proven.
    expect((await shop.catalog()).entries.filter(({ trashed }) => !trashed).length).toBeLessThanOrEqual(2)
  })
})
