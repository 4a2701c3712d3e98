import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Entry, SourceCatalog } from '../src/catalog/catalog.ts'
import { plan, proofOverdue, scheduleChecks, type Task } from '../src/plan/plan.ts'
import { parsePolicy } from '../src/policy/policy.ts'
import { Problem } from '../src/problem.ts'
import { decided } from './retain/decided.ts'
import { entry, proof } from './retain/entry.ts'
import { dayMs, live, shipped, start, ticksOf, type Workflow } from './shipped.ts'

/**
 * A year of ticks by the decisions alone (what is due, what is overdue, what the rules delete), on backups that are only said
 * to exist. Gives the times of red ticks, and the ids of what is left.
 */
function decideFor(days: number, workflows: readonly Workflow[]) {
  const path = 'workflows-examples/backup-policy.yml'
  const checks = { recipient: () => undefined, signer: () => undefined, ...scheduleChecks }
  const policy = parsePolicy(readFileSync(path, 'utf8'), {
    path,
    env: { ORDERS_DATABASE_URL: 'postgres://h/d' },
    checks,
  })
  const { timezone } = policy
  const source = policy.sources['orders']
  if (!source) throw new Error('no source')
  let entries: readonly Entry[] = []
  const reds: Date[] = []
  let [next, idle] = [0, 0]
  for (const { at, of } of ticksOf(workflows, days)) {
    const now = new Date(at)
    const catalog: SourceCatalog = { source: source.name, entries, runs: [], unread: [], damaged: [] }
    const tasks = () => plan(policy, new Map([[source.name, catalog]]), now)
    const due = (all: readonly Task[], kind: Task['kind']) => all.find((task) => task.kind === kind)?.due === true
    if (of.command === 'prune') {
      if (entries.length === 0) continue
      const { decisions } = decided(entries, source.retention, { now, timezone })
      entries = decisions.filter(({ keep }) => keep).map((one) => one.entry)
      continue
    }
    // Between two times at which something is due, one tick in ten is looked at.
    idle += 1
    if (of.command === 'run' && at < next && idle % 10 !== 0) continue
    const planned = tasks()
    if (of.command === 'run') {
      const task = planned.find(({ kind }) => kind === 'backup')
      next = task && 'next' in task && task.next ? task.next.getTime() : 0
      if (task?.due) entries = [entry(now, { bytes: 1000 }), ...entries]
      const late = (['read', 'restore'] as const).some(
        (kind) => due(planned, kind) && proofOverdue(kind, source, catalog, { now, timezone }),
      )
      if (late) reds.push(now)
      continue
    }
    const level = due(planned, 'restore') ? 'restore' : due(planned, 'read') ? 'read' : undefined
    const [newest, ...older] = entries
    if (level && newest) {
      const passed = proof(level, now.toISOString().slice(0, 19).replace('T', ' '))
      entries = [{ ...newest, proofs: [passed, ...newest.proofs] }, ...older]
    }
  }
  return { reds, entries }
}

test('a year of the shipped policy and workflows has no red tick', { timeout: 300_000 }, () => {
  const { reds, entries } = decideFor(365, shipped)
  expect(reds.slice(0, 5)).toEqual([])
  expect(entries.length).toBeGreaterThanOrEqual(7 + 1 + 11)
  expect(entries.length).toBeLessThanOrEqual(7 + 4 + 12 + 2)
})

test('a year without the workflow that proves is red every day except the first', { timeout: 300_000 }, () => {
  const { reds } = decideFor(
    60,
    shipped.filter(({ hasKey }) => !hasKey),
  )
  expect(new Set(reds.map((at) => Math.floor((at.getTime() - start) / dayMs))).size).toBeGreaterThan(55)
})

test('weeks of the shipped policy and workflows, by their own commands, have no red tick', {
  timeout: 300_000,
}, async () => {
  // The clock changes, a month ends, and what was deleted is purged.
  const { reds, ran, store } = await live(24)
  expect(reds.slice(0, 5)).toEqual([])
  expect(ran).toBeGreaterThan(150)
  // What the rules keep and what waits out its grace period, and nothing that piles up.
  const manifests = [...store.objects.keys()].filter((key) => key.includes('/manifests/'))
  expect(manifests.length).toBeGreaterThanOrEqual(7)
  expect(manifests.length).toBeLessThanOrEqual(7 + 4 + 2 + 8)
})

test('ticks without the workflow that has the key are red from the day after the first missed proof', async () => {
  const { reds } = await live(6, { workflows: shipped.filter(({ hasKey }) => !hasKey) })
  expect(reds.every(({ codes }) => codes.every((code) => code === 'proof-overdue'))).toBe(true)
  expect([reds[0]?.day, reds.at(-1)?.day]).toEqual([1, 5])
})

test('a store that is down for some hours makes only the ticks of those hours red', async () => {
  const out = (at: number) => at > start + 2.5 * dayMs && at < start + 2.7 * dayMs
  const { reds } = await live(6, {
    before: ({ at }) => (out(at) ? new Problem('store-unavailable', 'the store does not answer') : undefined),
  })
  expect(reds.length).toBeGreaterThan(0)
  expect(reds.every(({ day, codes }) => day === 2 && codes.includes('store-unavailable'))).toBe(true)
})

test('a flipped byte in the newest backup makes the proof red', async () => {
  let done = false
  const { reds } = await live(5, {
    before: ({ at, of }, store) => {
      // Between the backup of the night and its proof.
      if (done || of.command !== 'verify' || at < start + 3 * dayMs || new Date(at).getUTCHours() !== 7)
        return undefined
      const key =
        [...store.objects.keys()]
          .filter((one) => one.includes('/data/'))
          .sort()
          .at(-1) ?? ''
      const bytes = store.objects.get(key)
      if (bytes) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      done = true
      return undefined
    },
  })
  expect(reds.filter(({ file }) => file === 'prove.yml')).toEqual([
    { day: expect.any(Number), file: 'prove.yml', codes: expect.arrayContaining(['proof-failed']) },
  ])
})
