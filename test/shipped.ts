import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { commands } from '../src/command/all.ts'
import { writes } from '../src/command/init/step.ts'
import type { environments } from '../src/command/init/workflow.ts'
import type { CommandName } from '../src/command/name.ts'
import type { Options } from '../src/command/option.ts'
import type { Result } from '../src/command/result.ts'
import { ticksBetween } from '../src/plan/plan.ts'
import { Problem } from '../src/problem.ts'
import type { Report } from '../src/report/report.ts'
import { generateKeys } from '../src/seal/seal.ts'
import { type MemoryStore, memoryStore, type Store } from '../src/store/store.ts'
import { makeTestWorld } from './world.ts'

/**
 * The policy and the workflows that are shipped, tick by tick: each with its key and its role, and with ticks as GitHub has
 * them, late and now and then dropped. The source alone is another: files in the place of a database.
 */
export const dayMs = 86_400_000
export const start = Date.parse('2026-03-10T12:00:00Z')
const keys = generateKeys()

interface Shape {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] }
  readonly jobs: Readonly<Record<string, { readonly environment: string; readonly steps: readonly Step[] }>>
}
interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, string | boolean>>
  readonly env?: Readonly<Record<string, string>>
}

export interface Workflow {
  readonly file: string
  readonly crons: readonly string[]
  readonly role: keyof typeof environments
  readonly command: CommandName
  readonly options: Options
  readonly hasKey: boolean
}

function workflow(file: string): Workflow {
  const { on, jobs } = parse(readFileSync(`workflows-examples/${file}`, 'utf8')) as Shape
  const [job] = Object.values(jobs)
  const step = job?.steps.find(({ uses }) => uses?.startsWith('backproof/'))
  if (!job || !step) throw new Error(`${file} has no step of ours`)
  const { command, services: _, ...options } = step.with ?? {}
  const hasKey = 'BACKPROOF_SECRET_KEY' in (step.env ?? {})
  const role = job.environment as Workflow['role']
  const crons = on.schedule.map(({ cron }) => cron)
  return { file, crons, role, command: command as CommandName, options, hasKey }
}

export const shipped = ['scheduled.yml', 'prove.yml', 'prune.yml'].map(workflow)

/** A seeded generator: a failure is the same at every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export interface Tick {
  readonly at: number
  readonly of: Workflow
}

/** All ticks of the workflows, up to 25 minutes late; one in fifty is dropped. */
export function ticksOf(workflows: readonly Workflow[], days: number): readonly Tick[] {
  const roll = dice(42)
  const until = new Date(start + days * dayMs)
  const planned = workflows.flatMap((of) =>
    of.crons.flatMap((cron) =>
      ticksBetween(cron, 'UTC', new Date(start), until).map((at) => ({ at: at.getTime(), of })),
    ),
  )
  return planned
    .filter(() => roll() >= 0.02)
    .map(({ at, of }) => ({ at: at + roll() * 25 * 60_000, of }))
    .sort((a, b) => a.at - b.at)
}

/** The role of a job: what it may write is what the printed AWS policies let it write. */
function inRole(store: Store, role: Workflow['role']): Store {
  const kinds = writes[role].map((kind) => new RegExp(`^[^/]+/${kind.replace('.', '\\.').replace('*', '.*')}$`))
  const denied = (what: string) => new Problem('store-denied', `${what} is denied to ${role}`)
  return {
    ...store,
    async put(key, body, options) {
      if (!kinds.some((kind) => kind.test(key))) throw denied(`put ${key}`)
      return store.put(key, body, options)
    },
    async remove(removed, signal) {
      if (role !== 'backup-prune') throw denied(`remove ${removed[0]}`)
      return store.remove(removed, signal)
    },
  }
}

export interface Red {
  readonly day: number
  readonly file: string
  readonly codes: readonly string[]
}

export interface Trouble {
  readonly workflows?: readonly Workflow[]
  /** What goes wrong before a tick. */
  readonly before?: (tick: Tick, store: MemoryStore) => Problem | undefined
}

/** Lives through so many days; gives the ticks that were red, and what is left. */
export async function live(days: number, { workflows = shipped, before = () => undefined }: Trouble = {}) {
  await using world = await makeTestWorld()
  const store = memoryStore('primary')
  const data = join(world.cwd, 'data')
  await mkdir(data)
  await writeFile(join(data, 'one.txt'), 'one\n'.repeat(50))
  const policy = readFileSync('workflows-examples/backup-policy.yml', 'utf8')
    .replace('rpub1...', keys.recipient)
    .replace(/engine: postgres\n.*url: .*\n/, `engine: files\n    paths: [${data}]\n`)
  expect(policy).toContain('engine: files')
  await mkdir(join(world.cwd, '.github'))
  await writeFile(join(world.cwd, '.github/backup-policy.yml'), policy)
  const reds: Red[] = []
  const known = new Map<Workflow, { readonly next: number; readonly idle: number }>()
  let ran = 0
  for (const tick of ticksOf(workflows, days)) {
    const { at, of } = tick
    const day = Math.floor((at - start) / dayMs)
    // Two days tick by tick. Then those at which something is due, which the report of the last one names; one a week at which
    // nothing is; and after a red one, whose next is not known, every eighth.
    const { next = 0, idle = 0 } = known.get(of) ?? {}
    const isRed = next === 0 && day >= 2
    known.set(of, { next, idle: idle + 1 })
    if (day >= 2 && at < next && idle % 300 !== 0) continue
    if (isRed && idle % 8 !== 0) continue
    world.advance(at - world.now().getTime())
    const trouble = before(tick, store)
    const opened = async () => {
      if (trouble) throw trouble
      return inRole(store, of.role)
    }
    const env = { ...world.env, ...(of.hasKey ? { BACKPROOF_SECRET_KEY: keys.secret } : {}) }
    const run = await commands[of.command].load()
    ran += 1
    const result: Result = await run({ ...world, env, openStore: opened, runId: `run${ran}` }, of.options)
    const codes = result.problems.map((problem) => (problem as { code?: string }).code ?? String(problem))
    if (codes.length > 0) reds.push({ day, file: of.file, codes })
    const source = (result.report as Report | undefined)?.sources[0]
    const due = of.command === 'run' ? source?.tasks.find(({ kind }) => kind === 'backup')?.next : undefined
    // What proves or prunes is asked at each of its ticks: they are few.
    const soon = codes.length > 0 ? 0 : due ? Date.parse(due) : of.command === 'run' ? 0 : at
    known.set(of, { next: soon, idle })
  }
  return { reds, ran, store }
}
