import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Report } from '../src/report/report.ts'
import { type Bench, type Competitor, contest } from './contest.ts'
import { sqlFile } from './data.ts'
import { type Measured, measure } from './measure.ts'
import type { Table } from './section.ts'

const perFolder = 200
const sourceBytes = 8 << 20
/** Of so many files, one is changed. */
const oneIn = 100

/** Files of 0.5 to 5.5 KB, two hundred in each folder. Made once. */
function tree(home: string, files: number): string {
  const folder = join(home, `tree-${files}`)
  if (existsSync(folder)) return folder
  const text = readFileSync(sqlFile(home, sourceBytes))
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  for (let i = 0; i < files; i++) {
    if (i % perFolder === 0) mkdirSync(join(fileOf(making, i), '..'), { recursive: true })
    const at = (i * 7919) % (text.length - 8192)
    writeFileSync(fileOf(making, i), text.subarray(at, at + 500 + ((i * 31) % 5000)))
  }
  renameSync(making, folder)
  return folder
}

const fileOf = (folder: string, file: number) => join(folder, String(Math.floor(file / perFolder)), `${file}.txt`)

/**
 * One tree: first all of it, then unchanged, then with a hundredth of its files changed. Both to a directory of the same disk, each
 * after its own earlier backup; restic takes as many threads as there are cores, as it does by itself.
 */
export async function incrementSection(bench: Bench, files: number): Promise<readonly Table[]> {
  const folder = tree(bench.home, files)
  const our = prepared(bench, folder)
  const repository = join(bench.home, 'increment-restic')
  const env = { RESTIC_REPOSITORY: repository, RESTIC_PASSWORD: 'bench' }
  const restic = () =>
    storing(repository, () => measure({ command: ['restic', 'backup', '--quiet', '--no-cache', folder], env }))
  let round = 0
  const name = 'restic backup'
  const increment: Competitor = { name: 'backproof run', run: our.increment }
  const contests: readonly (readonly [string, readonly Competitor[]])[] = [
    [
      'all of them',
      [
        {
          name,
          run() {
            rmSync(repository, { recursive: true, force: true })
            execFileSync('restic', ['init', '--quiet'], { env: { ...process.env, ...env } })
            return restic()
          },
        },
        { name: 'backproof backup', run: our.full },
      ],
    ],
    ['unchanged', [{ name, run: restic }, increment]],
    [
      'one in a hundred changed',
      [
        {
          name,
          run() {
            round += 1
            for (let i = round % oneIn; i < files; i += oneIn) appendFileSync(fileOf(folder, i), `changed ${round}\n`)
            return restic()
          },
        },
        increment,
      ],
    ],
  ]
  const tables: Table[] = []
  for (const [what, competitors] of contests)
    tables.push({
      title: `${files.toLocaleString('en')} files, ${what}`,
      rows: await contest(bench, what, competitors),
      yardstick: name,
    })
  for (const path of [repository, our.folder]) rmSync(path, { recursive: true, force: true })
  return tables
}

function prepared(bench: Bench, tree: string) {
  const folder = join(bench.home, 'increment')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  writeFileSync(
    join(folder, 'backup-policy.yml'),
    `version: 1
project: bench
stores: { disk: { directory: { path: ./store } } }
encryption: { recipients: [${bench.ours.recipient}] }
sources:
  files:
    engine: files
    paths: ["${tree}"]
    stores: [disk]
    schedule: "0 0 1 1 *"
    incremental: "* * * * *"
    max-chain: 100
`,
  )
  const run = (command: string) =>
    storing(join(folder, 'store'), async () => {
      const measured = await bench.ours.run([command], { XDG_STATE_HOME: folder }, folder)
      const backup = (JSON.parse(measured.stdout) as Report).sources[0]?.backup
      if (!backup) throw new Error(`no backup: ${measured.stdout}`)
      return { ...measured, storedSeconds: measured.seconds - (backup.durations['readBack'] ?? 0) / 1000 }
    })
  return {
    folder,
    full: () => run('backup'),
    async increment() {
      await nextMinute()
      return run('run')
    },
  }
}

/** One is due in each. */
export async function nextMinute(): Promise<void> {
  await pause(60_500 - (Date.now() % 60_000))
}

/** With what the folder has more in its files afterwards: of both, with all that they keep beside the content. */
export async function storing<T extends Measured>(
  folder: string,
  run: () => Promise<T>,
): Promise<T & { readonly storedMiB: number }> {
  const before = bytesIn(folder)
  const measured = await run()
  return { ...measured, storedMiB: (bytesIn(folder) - before) / 2 ** 20 }
}

function bytesIn(folder: string): number {
  if (!existsSync(folder)) return 0
  const all = ['-type', 'f', '-printf', '%s\\n']
  const sizes = execFileSync('find', [folder, ...all], { encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n')
  return sizes.reduce((sum, size) => sum + Number(size), 0)
}
