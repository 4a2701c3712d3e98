import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readCatalog, type SourceCatalog } from '../../src/catalog/catalog.ts'
import { perform } from '../../src/command/admit/admit.ts'
import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import type { Result } from '../../src/command/result.ts'
import { openStore } from '../../src/store/store.ts'
import { makeTestWorld, type TestWorld } from '../world.ts'
import { keys } from './shop.ts'

/** A project whose stores are folders, as a workflow sees it. */
export interface Office extends AsyncDisposable {
  readonly world: TestWorld
  path(name: string): string
  write(name: string, text: string): Promise<void>
  read(name: string): Promise<string>
  run(command: CommandName, options?: Options): Promise<Result>
  /** The same, and the Problem that it throws. */
  refused(command: CommandName, options?: Options): Promise<{ readonly code: string; readonly message: string }>
  catalog(source?: string): Promise<SourceCatalog>
  /** Makes backups an hour apart; gives their ids, newest first. */
  backups(count: number): Promise<readonly string[]>
  /** What a runner has in its environment, from now on. */
  env(values: Readonly<Record<string, string>>): void
}

const stores = ['a', 'b']

/** The policy of the office: one source of files in two folders. */
export function officePolicy(retention: string, { source = 'files', rest = '' } = {}): string {
  return `version: 1
project: shop
stores:
  a: { directory: { path: ./a } }
  b: { directory: { path: ./b } }
encryption: { recipients: [${keys.recipient}] }
${rest}sources:
  ${source}:
    engine: files
    paths: [./data]
    stores: [a, b]
    schedule: "0 * * * *"
    retention: ${retention}
`
}

export async function openOffice(): Promise<Office> {
  let env: Readonly<Record<string, string>> = { BACKPROOF_SECRET_KEY: keys.secret }
  const world = await makeTestWorld()
  let runs = 0
  const path = (name: string) => join(world.cwd, name)
  const office: Office = {
    world,
    path,
    async write(name, text) {
      await mkdir(dirname(path(name)), { recursive: true })
      // A source is read from where the program was started, which is not the office.
      await writeFile(path(name), text.replaceAll('./data', path('data')))
    },
    read: (name) => readFile(path(name), 'utf8'),
    async run(command, options = {}) {
      runs += 1
      return perform({ ...world, env: { ...world.env, ...env }, runId: `run${runs}` }, command, options)
    },
    async refused(command, options) {
      const ended = await office.run(command, options).catch((error: unknown) => error)
      if (ended instanceof Error && 'code' in ended) return { code: String(ended.code), message: ended.message }
      throw new Error(`${command} was not refused`, { cause: ended })
    },
    async catalog(source = 'files') {
      const places = stores.map(async (name) => ({
        name,
        store: await openStore({ kind: 'directory', path: path(name) }),
      }))
      return readCatalog(source, await Promise.all(places), {
        expected: stores,
        signers: [],
        cache: async () => ({ get: () => undefined, set: () => {}, save: async () => {} }),
        now: world.now(),
        signal: world.signal,
      })
    },
    async backups(count) {
      const ids: string[] = []
      for (let i = 0; i < count; i++) {
        world.advance(3_600_000)
        const { ids: made = [], problems } = await office.run('run')
        if (problems.length > 0) throw problems[0]
        ids.unshift(...made)
      }
      return ids
    },
    env(values) {
      env = { ...env, ...values }
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
  world.advance(Date.parse('2026-03-02T12:10:00Z') - world.now().getTime())
  await office.write('data/one.txt', 'one\n')
  await office.write('backup-policy.yml', officePolicy('{ keep: { last: 100 } }'))
  return office
}
