import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ageIdentity, type Bench, type Competitor, contest } from './contest.ts'
import { sqlFile } from './data.ts'
import { measure } from './measure.ts'
import type { Table } from './section.ts'

const files = 100_000
const perFolder = 100
const sourceBytes = 8 << 20

export const smallFolder = (home: string): string => join(home, `small-${files}`)

/** 100,000 files of 0.5 to 5.5 KB, a hundred in each directory: 300 MB of text. Made once. */
function smallFiles(home: string): string {
  const folder = smallFolder(home)
  if (existsSync(folder)) return folder
  const text = readFileSync(sqlFile(home, sourceBytes))
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  for (let i = 0; i < files; i++) {
    const within = join(making, String(Math.floor(i / perFolder) % 10), String(Math.floor(i / perFolder)))
    if (i % perFolder === 0) mkdirSync(within, { recursive: true })
    const at = (i * 7919) % (text.length - 8192)
    writeFileSync(join(within, `${i}.txt`), text.subarray(at, at + 500 + ((i * 31) % 5000)))
  }
  renameSync(making, folder)
  return folder
}

/** Everybody to a directory of the same disk, the files in the page cache as the round before has left them. */
export async function smallSection(bench: Bench): Promise<readonly Table[]> {
  const { home, ours } = bench
  const folder = smallFiles(home)
  const identity = ageIdentity(home)
  const sealed = join(home, 'small.tar.age')
  const repository = join(home, 'small-restic')
  const restored = join(home, 'small-restored')
  const env = { RESTIC_REPOSITORY: repository, RESTIC_PASSWORD: 'bench' }
  const fresh = (path: string) => rmSync(path, { recursive: true, force: true })
  const tar = 'tar | zstd -3 | age'
  const backups: readonly Competitor[] = [
    {
      name: tar,
      run: () =>
        measure({ command: `tar -C ${folder} -c . | zstd -3 -q | age -r $(age-keygen -y ${identity}) >${sealed}` }),
    },
    { name: 'backproof backup', run: () => ours.backupSmall() },
    {
      name: 'restic backup',
      run() {
        fresh(repository)
        execFileSync('restic', ['init', '--quiet'], { env: { ...process.env, ...env } })
        return measure({ command: `restic backup --quiet --no-cache ${folder}`, env })
      },
    },
  ]
  // The last round of each has left what is restored here.
  const into = (run: Competitor['run']) => () => {
    fresh(restored)
    return run()
  }
  const restores: readonly Competitor[] = [
    {
      name: tar,
      run: into(() => {
        mkdirSync(restored)
        return measure({ command: `age -d -i ${identity} ${sealed} | zstd -dq | tar -C ${restored} -x` })
      }),
    },
    { name: 'backproof restore', run: into(() => ours.restoreSmall(restored)) },
    {
      name: 'restic restore',
      run: into(() => measure({ command: `restic restore latest --quiet --no-cache --target ${restored}`, env })),
    },
  ]
  const what = `${files.toLocaleString('en')} small files`
  const tables: Table[] = [
    { title: `Backup of ${what}`, rows: await contest(bench, 'small, backup', backups), yardstick: tar },
    { title: `Restore of ${what}`, rows: await contest(bench, 'small, restore', restores), yardstick: tar },
  ]
  for (const path of [sealed, repository, restored]) fresh(path)
  return tables
}
