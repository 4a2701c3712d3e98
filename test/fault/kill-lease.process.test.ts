import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli.ts'
import { run } from '../../src/command/run.ts'
import { openProgram } from '../command/program.ts'
import { codesOf } from '../command/shop.ts'
import { makeTestWorld } from '../world.ts'

const minute = 60_000

describe('kill -9 of a run', () => {
  test('leaves a lease that the next runs respect for two minutes, and then report as abandoned until it expires', async () => {
    await using project = await openProgram({ stores: ['a'], source: '    schedule: "* * * * *"\n' })
    await project.write('data/large', randomBytes(96 << 20))
    const killed = project.start(['run'])
    const isThere = () => stat(project.path('a/files/lease.json')).then(Boolean, () => false)
    await expect.poll(isThere, { timeout: 60_000, interval: 2 }).toBe(true)
    process.kill(-(killed.pid ?? Number.NaN), 'SIGKILL')
    expect((await killed.ended).killedBy).toBe('SIGKILL')

    const soon = await project.run(['run'])
    expect(soon, soon.stderr).toMatchObject({ code: 0 })
    expect(soon.stderr).toMatch(/files: files in .* is being written by .*, until /)

    await using world = await makeTestWorld({ cwd: project.folder })
    world.advance(3 * minute)
    const failed = await run(world, {})
    expect([codesOf(failed), exitCodeOf(failed.problems)]).toEqual([['lease-abandoned'], 1])
    expect(failed.problems).toMatchObject([
      {
        message: expect.stringMatching(
          /has not renewed its lease since 20\S+ \S+ UTC: that run has ended; the lease is free at 20\S+ \S+ UTC/,
        ),
      },
    ])
    expect((await project.catalog()).entries).toEqual([])

    world.advance(13 * minute)
    expect(codesOf(await run(world, {}))).toEqual([])
    expect((await project.catalog()).entries).toHaveLength(1)
  })
})
