import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readCatalog, type SourceCatalog } from '../../src/catalog/catalog.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { compiledOnce } from '../compiled.ts'
import { keys, policyOf, type ShopOptions } from './shop.ts'

export const cliPath = resolve(import.meta.dirname, '../../src/cli.ts')
const { signal } = new AbortController()

export interface Ended {
  readonly code: number | null
  readonly killedBy: string | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder with a policy, a source `files` and stores as directories, for the program as a process. */
export interface Project extends AsyncDisposable {
  readonly folder: string
  path(name: string): string
  write(name: string, content: string | Buffer): Promise<void>
  /** Starts the command line in a process group of its own. */
  start(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): ChildProcess & { readonly ended: Promise<Ended> }
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>
  /** A store as it is, by its folder. */
  store(name: string): Promise<Store>
  catalog(source?: string): Promise<SourceCatalog>
}

export async function openProgram(options: ShopOptions & { readonly data?: string } = {}): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), 'backproof-cli-'))
  const path = (name: string) => join(folder, name)
  const { stores = ['a', 'b'] } = options
  const store = (name: string) => openStore({ kind: 'directory', path: path(name) })
  const start: Project['start'] = (args, env = {}) => {
    const { PATH = '' } = process.env
    const child = spawn(process.execPath, [cliPath, ...args], {
      cwd: folder,
      env: { PATH, HOME: folder, ...compiledOnce, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk) => out.push(chunk))
    child.stderr.on('data', (chunk) => err.push(chunk))
    const ended = new Promise<Ended>((done, fail) => {
      child.once('error', fail)
      child.once('close', (code, killedBy) => {
        done({ code, killedBy, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() })
      })
    })
    return Object.assign(child, { ended })
  }
  const project: Project = {
    folder,
    path,
    async write(name, content) {
      await mkdir(join(path(name), '..'), { recursive: true })
      await writeFile(path(name), content)
    },
    start,
    run: (args, env) => start(args, env).ended,
    store,
    async catalog(source = 'files') {
      const places = await Promise.all(stores.map(async (name) => ({ name, store: await store(name) })))
      return readCatalog(source, places, {
        expected: stores,
        signers: options.signers ? [keys.signer] : [],
        cache: async () => ({ get: () => undefined, set: () => {}, save: async () => {} }),
        now: new Date(),
        signal,
      })
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
  if (options.data === undefined) {
    await project.write('data/one.txt', 'one\n'.repeat(100))
    await project.write('data/deep/two.txt', 'two\n')
  }
  await project.write('backup-policy.yml', policyOf(options.data ?? path('data'), options))
  return project
}

export const secretEnv = { BACKPROOF_SECRET_KEY: keys.secret }

/** Every file below a folder, with its bytes. */
export async function filesBelow(
  folder: string,
): Promise<readonly { readonly path: string; readonly bytes: Buffer }[]> {
  const found = []
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry)
    if ((await stat(path)).isFile()) found.push({ path, bytes: await readFile(path) })
  }
  return found
}
