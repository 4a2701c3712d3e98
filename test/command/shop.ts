import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { readCatalog, type SourceCatalog } from '../../src/catalog/catalog.ts'
import { perform } from '../../src/command/admit/admit.ts'
import type { CommandName } from '../../src/command/name.ts'
import type { Options } from '../../src/command/option.ts'
import type { Result } from '../../src/command/result.ts'
import type { Report, SourceReport } from '../../src/report/report.ts'
import { generateKeys, type KeyPairTexts } from '../../src/seal/seal.ts'
import { type MemoryStore, memoryStore, type Store } from '../../src/store/store.ts'
import type { World } from '../../src/world.ts'
import { makeTestWorld, type TestWorld } from '../world.ts'

/** Made once: it is the slowest part of a shop. */
export const keys: KeyPairTexts = generateKeys()
export const otherKeys: KeyPairTexts = generateKeys()

export interface Shop extends AsyncDisposable {
  readonly world: TestWorld
  /** The variables of every command. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Kept in memory, by their names in the policy: `a` and `b`, unless others are asked for. */
  readonly stores: Readonly<Record<string, MemoryStore>>
  /** Puts something around a store from now on; undefined: nothing any more. */
  wrap(around: ((store: Store, name: string) => Store) | undefined): void
  /** Runs a command as the edges do: in a fresh world, with what was set in `env`. */
  run(command: CommandName, options?: Options, over?: Partial<World>): Promise<Result>
  /** Lets time pass until then. */
  at(time: string): void
  file(path: string, content: string | Buffer): Promise<void>
  policy(lines: string): Promise<void>
  path(name: string): string
  /** What the stores say, read without any wrapping or cache. */
  catalog(source?: string): Promise<SourceCatalog>
  /** Keys in one store, without runs, the lease and the page for strangers. */
  objects(store: string): readonly string[]
}

export interface ShopOptions {
  readonly stores?: readonly string[]
  /** Lines of the policy below `defaults`. */
  readonly defaults?: string
  /** Lines below the source `files`, indented by four. */
  readonly source?: string
  readonly signers?: boolean
  readonly secret?: boolean
}

/** A project with one source of small files and stores in memory, at 2026-03-02T12:00:00Z. */
export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const { stores: names = ['a', 'b'], defaults = '', source = '', signers = false, secret = true } = options
  const world = await makeTestWorld()
  const stores = Object.fromEntries(names.map((name) => [name, memoryStore(name)]))
  let around: ((store: Store, name: string) => Store) | undefined
  const env: Record<string, string | undefined> = {
    ...world.env,
    ...(secret ? { BACKPROOF_SECRET_KEY: keys.secret } : {}),
    ...(signers ? { BACKPROOF_SIGNING_KEY: keys.signing } : {}),
  }
  const openStore = async (name: string): Promise<Store> => {
    const store = stores[name]
    if (!store) throw new Error(`no store ${name}`)
    return around ? around(store, name) : store
  }
  const path = (name: string) => join(world.cwd, name)
  let runs = 0
  const shop: Shop = {
    world,
    env,
    stores,
    wrap: (given) => {
      around = given
    },
    async run(command, said = {}, over = {}) {
      runs += 1
      return perform({ ...world, env, openStore, runId: `run${runs}`, ...over }, command, said)
    },
    at: (time) => world.advance(Date.parse(time) - world.now().getTime()),
    async file(name, content) {
      await mkdir(join(path(name), '..'), { recursive: true })
      await writeFile(path(name), content)
    },
    policy: (lines) => writeFile(path('backup-policy.yml'), lines),
    path,
    catalog: (name = 'files') =>
      readCatalog(
        name,
        Object.entries(stores).map(([name, store]) => ({ name, store })),
        {
          expected: names,
          signers: signers ? [keys.signer] : [],
          cache: async () => ({ get: () => undefined, set: () => {}, save: async () => {} }),
          now: world.now(),
          signal: new AbortController().signal,
        },
      ),
    objects: (name) =>
      [...(stores[name]?.objects.keys() ?? [])].filter((key) => !/\/runs\/|\/lease\.json$|^RECOVERY/.test(key)).sort(),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
  shop.at('2026-03-02T12:00:00Z')
  await shop.file('data/one.txt', 'one\n'.repeat(100))
  await shop.file('data/deep/two.txt', 'two\n')
  await shop.policy(policyOf(path('data'), { ...options, stores: names, defaults, source }))
  return shop
}

/** A policy of directory stores and the source `files`. */
export function policyOf(data: string, options: ShopOptions & { readonly root?: string } = {}): string {
  const { stores = ['a', 'b'], defaults = '', source = '', signers, root = '.' } = options
  return `version: 1
project: shop
stores:
${stores.map((name) => `  ${name}: { directory: { path: ${root}/${name} } }`).join('\n')}
encryption:
  recipients: [${keys.recipient}]
${signers ? `  signers: [${keys.signer}]\n` : ''}defaults:
  stores: [${stores.join(', ')}]
${defaults || '  retention: { keep: { last: 100 } }'}
sources:
  files:
    engine: files
    paths: [${data}]
${source}`
}

/** The report of one source; fails where there is none. */
export function reportOf(result: Result, source = 'files'): SourceReport {
  const report = (result.report as Report).sources.find((one) => one.source === source)
  if (!report) throw new Error(`no report of ${source}`)
  return report
}

export function codesOf(result: Result): readonly string[] {
  return result.problems.map((problem) => (problem as { code?: string }).code ?? String(problem))
}

/** Every file below a folder, by its path relative to it. */
export async function treeOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const found: [string, string][] = []
  for (const entry of await readdir(folder, { recursive: true })) {
    const path = join(folder, entry)
    if ((await stat(path)).isFile()) found.push([relative(folder, path), await readFile(path, 'latin1')])
  }
  return Object.fromEntries(found.sort())
}
