import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const exec = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const home = join(root, 'build/end-to-end')
const sources = ['script/build', 'action.yml', 'package-lock.json', 'tsconfig.json']

/** Building on a machine that is busy with other tests. */
export const bundleTimeoutMs = 300_000

let built: Promise<string> | undefined

/**
 * A folder with action.yml and the dist/ that the sources say now: built by script/build once for each state of them, and
 * shared by every test file that asks.
 */
export function bundle(): Promise<string> {
  built ??= build()
  return built
}

async function build(): Promise<string> {
  const folder = join(home, await fingerprint())
  await mkdir(home, { recursive: true })
  const lock = `${folder}.lock`
  const until = Date.now() + bundleTimeoutMs
  for (;;) {
    if (await exists(folder)) return folder
    if (await take(lock)) break
    if (Date.now() > until) throw new Error(`somebody else's build does not end: ${lock}`)
    await pause(200)
  }
  const work = join(home, randomUUID())
  try {
    await forgetOld()
    await exec('bash', ['script/build', join(work, 'dist')], { cwd: root }).catch(
      (error: { stdout: string; stderr: string }) => {
        throw new Error(`script/build failed:\n${error.stdout}${error.stderr}`)
      },
    )
    await copyFile(join(root, 'action.yml'), join(work, 'action.yml'))
    await rename(work, folder)
  } finally {
    await rm(work, { recursive: true, force: true })
    await rm(lock)
  }
  return folder
}

async function fingerprint(): Promise<string> {
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter((path) => path.endsWith('.ts')).sort()
  const hash = createHash('sha256')
  for (const path of [...sources, ...files.map((file) => join('src', file))]) {
    const bytes = await readFile(join(root, path))
    hash.update(`${path} ${bytes.length}\n`).update(bytes)
  }
  return hash.digest('hex').slice(0, 16)
}

/** False where another process, which is still alive, has it. */
async function take(lock: string): Promise<boolean> {
  try {
    await using file = await open(lock, 'wx')
    await file.write(String(process.pid))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
  if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true })
  return false
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Of sources that have changed since: an hour later nobody runs them any more. */
async function forgetOld(): Promise<void> {
  for (const name of await readdir(home)) {
    const path = join(home, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
