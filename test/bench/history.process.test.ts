import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeHistory } from '../../bench/history.ts'
import { perform } from '../../src/command/admit/admit.ts'
import { expectValid } from '../judge/health/valid.ts'
import { makeTestWorld } from '../world.ts'

test('the history that the bench makes is one that this program takes for its own, in every number', async () => {
  const home = await mkdtemp(join(tmpdir(), 'backproof-history-'))
  try {
    const until = new Date('2026-11-28T12:00:00Z')
    const made = makeHistory(join(home, 'made'), { sources: 3, stores: 2, days: 120, until })
    await using world = await makeTestWorld({ cwd: made.folder, now: () => until })
    const { json, problems } = await perform(world, 'report', {})
    expect(problems).toEqual([])
    expectValid(json)
    expect(json.sources.map(({ source }) => source)).toEqual(made.sources)
    for (const source of json.sources) {
      const { triggers, history, objectives, encryption } = source
      expect(source.findings.filter(({ code }) => code !== 'proof-failed')).toEqual([])
      expect(history.backups.length).toBeGreaterThan(110)
      const { succeeded, failed } = triggers.success.days90
      expect(succeeded + failed).toBe(90)
      expect(triggers.totals.total).toBeGreaterThan(2000)
      expect(triggers.recent).toHaveLength(40)
      expect(objectives.rpo.days).toHaveLength(90)
      expect(objectives.rto.measuredMs).toBeGreaterThan(60_000)
      expect(encryption.recipients).toMatchObject([
        { inPolicy: true, sealsNewest: true, inUseSince: history.backups[0]?.at },
      ])
    }
    // Those of directories have a file system, and all that a store has is counted.
    for (const store of json.stores)
      expect(store).toMatchObject({
        room: { met: true, minFreeBytes: 2 ** 20 },
        lock: { state: 'impossible' },
        backups: { count: json.totals.backups, bytes: json.totals.bytes, partial: false },
        cost: { currency: 'EUR' },
      })
    expect(json.totals.storedBytes).toBe(2 * json.totals.bytes)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})
