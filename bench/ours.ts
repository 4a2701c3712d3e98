import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../src/report/report.ts'
import { generateKeys } from '../src/seal/seal.ts'
import type { Database } from './database.ts'
import { type Measured, measure } from './measure.ts'
import type { Server } from './server.ts'
import { smallFolder } from './small.ts'

/** This program, built from the sources of today and run as users run it. */
export interface Ours {
  readonly recipient: string
  /** Any command, in a folder of its own with its policy. */
  run(args: readonly string[], env: Readonly<Record<string, string>>, folder: string): Promise<Measured>
  backup(source: Source): Promise<Backup>
  /** Opens the newest backup of `shop` or `pgbench` into this database. */
  restore(source: Source, url: string): Promise<Restored>
  /** Of the section `small`, to a directory. */
  backupSmall(): Promise<Measured & { readonly storedSeconds: number }>
  restoreSmall(into: string): Promise<Measured & { readonly storedSeconds: number }>
  /** `list`, where the only store is an empty directory. */
  list(): Promise<Measured>
}

export type Source = 'file' | 'file-3' | 'shop' | 'shop-3' | 'pgbench'

export interface Backup extends Measured {
  /** Until the last byte was stored and committed: without the reading back. */
  readonly storedSeconds: number
  readonly sealedBytes: number
  readonly plainBytes: number
}

export interface Restored extends Measured {
  /** Without the comparison that follows. */
  readonly restoredSeconds: number
}

export function build(home: string): string {
  const dist = join(home, 'dist')
  execFileSync('script/build', [dist], { stdio: ['ignore', 'ignore', 'inherit'] })
  return join(dist, 'cli.js')
}

export function ours(home: string, cli: string, file: string, server: Server, database: Database | undefined): Ours {
  const folder = join(home, 'ours')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const keys = generateKeys()
  writeFileSync(join(folder, 'backup-policy.yml'), policy(keys.recipient, file, server.endpoint))
  writeFileSync(join(folder, 'empty.yml'), directoryPolicy(keys.recipient, 'empty', '.'))
  writeFileSync(join(folder, 'small.yml'), directoryPolicy(keys.recipient, 'small', smallFolder(home)))
  const env = {
    ...server.env,
    HOME: folder,
    BACKPROOF_SECRET_KEY: keys.secret,
    BACKPROOF_SERVICES: database?.services ?? '',
    SHOP_URL: database?.url('shop') ?? '',
    PGBENCH_URL: database?.url('pgbench') ?? '',
  }
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}, cwd = folder) =>
    measure({
      command: [process.execPath, cli, ...args, '--json'],
      cwd,
      env: { ...env, ...more },
      alsoPid: server.pid,
    })
  return {
    recipient: keys.recipient,
    run,
    async backup(source) {
      const measured = await run(['backup', '--source', source])
      const report = (JSON.parse(measured.stdout) as Report).sources.find((one) => one.source === source)?.backup
      if (!report) throw new Error(`no backup of ${source}: ${measured.stdout}`)
      const storedSeconds = measured.seconds - (report.durations['readBack'] ?? 0) / 1000
      return { ...measured, storedSeconds, sealedBytes: report.sealedBytes, plainBytes: report.plainBytes }
    },
    async restore(source, url) {
      const measured = await run(['restore', '--source', source, '--into', '${TARGET_URL}'], { TARGET_URL: url })
      const { durations } = JSON.parse(measured.stdout) as { durations: Record<string, number> }
      return { ...measured, restoredSeconds: measured.seconds - (durations['compare'] ?? 0) / 1000 }
    },
    async backupSmall() {
      const measured = await run(['backup', '--policy', 'small.yml'])
      const { durations } = (JSON.parse(measured.stdout) as Report).sources[0]?.backup ?? {}
      return { ...measured, storedSeconds: measured.seconds - (durations?.['readBack'] ?? 0) / 1000 }
    },
    async restoreSmall(into) {
      const measured = await run(['restore', '--policy', 'small.yml', '--source', 'files', '--into', into])
      const { durations } = JSON.parse(measured.stdout) as { durations: Record<string, number> }
      return { ...measured, storedSeconds: measured.seconds - (durations['compare'] ?? 0) / 1000 }
    },
    list: () => run(['list', '--policy', 'empty.yml']),
  }
}

function policy(recipient: string, file: string, endpoint: string): string {
  const store = (name: string) => `{ s3: { bucket: ${name}, region: us-east-1, endpoint: "${endpoint}" } }`
  const database = (name: string) =>
    `engine: postgres\n    url: \${${name}}\n    tools: { service: postgres }\n    globals: none`
  return `version: 1
project: bench
stores:
  one: ${store('ours-1')}
  two: ${store('ours-2')}
  three: ${store('ours-3')}
encryption: { recipients: [${recipient}] }
defaults: { stores: [one], schedule: never }
sources:
  file:
    engine: files
    paths: ["${file}"]
  file-3:
    engine: files
    paths: ["${file}"]
    stores: [one, two, three]
  shop:
    ${database('SHOP_URL')}
  shop-3:
    ${database('SHOP_URL')}
    stores: [one, two, three]
  pgbench:
    ${database('PGBENCH_URL')}
`
}

function directoryPolicy(recipient: string, store: string, path: string): string {
  return `version: 1
project: bench
stores:
  disk: { directory: { path: ./${store} } }
encryption: { recipients: [${recipient}] }
defaults: { stores: [disk], schedule: never }
sources:
  files: { engine: files, paths: ["${path}"] }
`
}
