import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'
import { type Measured, measure, median } from './measure.ts'
import type { Ours } from './ours.ts'
import { buckets, type Server } from './server.ts'

/** Everything that a section of the benchmark needs. */
export interface Bench {
  readonly home: string
  readonly rounds: number
  readonly file: string
  readonly server: Server
  readonly database: Database | undefined
  readonly ours: Ours
  say(text: string): void
}

export interface Competitor {
  readonly name: string
  /** `storedMiB`: what it has stored, where that is not on the S3 server. */
  run(): Promise<Measured & { readonly storedSeconds?: number; readonly storedMiB?: number }>
}

/** Medians of one competitor. */
export interface Row extends Omit<Measured, 'stdout'> {
  readonly name: string
  /** Without what only we do after the last byte was stored; equal to `seconds` for the others. */
  readonly storedSeconds: number
  /** What the server holds afterwards. */
  readonly storedMiB: number
  /** Of every round, in order. */
  readonly rounds: readonly number[]
}

/** Runs the competitors in turn, several rounds, after one that is not counted, and gives the medians. */
export async function contest(bench: Bench, name: string, competitors: readonly Competitor[]): Promise<readonly Row[]> {
  const results = competitors.map(() => [] as (Measured & { storedSeconds: number; storedMiB: number })[])
  for (let round = bench.rounds > 1 ? 0 : 1; round <= bench.rounds; round++) {
    for (const [i, competitor] of competitors.entries()) {
      empty(bench.server)
      const measured = await competitor.run()
      bench.say(`${name}, round ${round}: ${competitor.name}: ${measured.seconds.toFixed(2)} s`)
      if (round > 0) results[i]?.push({ storedSeconds: measured.seconds, storedMiB: held(bench.server), ...measured })
    }
  }
  empty(bench.server)
  return competitors.map((competitor, i) => {
    const all = results[i] ?? []
    const of = (key: 'seconds' | 'storedSeconds' | 'storedMiB' | 'peakMiB' | 'cpuSeconds' | 'serverSeconds') =>
      median(all.map((one) => one[key]))
    return {
      name: competitor.name,
      seconds: of('seconds'),
      storedSeconds: of('storedSeconds'),
      storedMiB: of('storedMiB'),
      // A peak is a peak.
      peakMiB: Math.max(...all.map((one) => one.peakMiB)),
      cpuSeconds: of('cpuSeconds'),
      serverSeconds: of('serverSeconds'),
      rounds: all.map((one) => one.storedSeconds),
    }
  })
}

function empty(server: Server): void {
  const env = { ...process.env, ...server.env }
  for (const bucket of buckets)
    execFileSync('rclone', ['delete', `s3:${bucket}`], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

function held(server: Server): number {
  const env = { ...process.env, ...server.env }
  const bytes = buckets.map((bucket) => {
    const said = execFileSync('rclone', ['size', '--json', `s3:${bucket}`], { env, encoding: 'utf8' })
    return (JSON.parse(said) as { bytes: number }).bytes
  })
  return bytes.reduce((sum, one) => sum + one, 0) / 2 ** 20
}

/** `producer | age | rclone rcat`: the pipe that is in everybody's cron. */
export function pipe(bench: Bench, name: string, producer: string): Competitor {
  const line = `${producer} | age -r ${ageRecipient(bench.home)} | rclone rcat s3:bench/dump`
  return { name, run: () => measure({ command: line, env: bench.server.env, alsoPid: bench.server.pid }) }
}

/** restic with a fresh repository, so that nothing is there already; made beforehand. */
export function restic(bench: Bench, producer: string): Competitor {
  const env = {
    ...bench.server.env,
    RESTIC_REPOSITORY: `s3:${bench.server.endpoint}/bench/restic`,
    RESTIC_PASSWORD: 'bench',
    RESTIC_CACHE_DIR: join(bench.home, 'restic-cache'),
  }
  const version = execFileSync('restic', ['version'], { encoding: 'utf8' }).split(' ')[1] ?? ''
  const fromCommand = Number(version.split('.')[1]) >= 17
  const command = fromCommand
    ? `restic backup --quiet --stdin-filename dump --stdin-from-command -- ${producer}`
    : `${producer} | restic backup --quiet --stdin --stdin-filename dump`
  const name = `restic ${version} \`--stdin${fromCommand ? '-from-command' : ''}\``
  return {
    name,
    run() {
      rmSync(env.RESTIC_CACHE_DIR, { recursive: true, force: true })
      execFileSync('restic', ['init', '--quiet'], {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      return measure({ command, env, alsoPid: bench.server.pid })
    },
  }
}

export function ageIdentity(home: string): string {
  const path = join(home, 'age.txt')
  try {
    readFileSync(path)
  } catch {
    mkdirSync(home, { recursive: true })
    writeFileSync(path, execFileSync('age-keygen', { stdio: ['ignore', 'pipe', 'ignore'] }), { mode: 0o600 })
  }
  return path
}

function ageRecipient(home: string): string {
  return execFileSync('age-keygen', ['-y', ageIdentity(home)], { encoding: 'utf8' }).trim()
}
