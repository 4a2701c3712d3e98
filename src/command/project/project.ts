import { join } from 'node:path'
import {
  type CacheFile,
  type Fresh,
  openCache,
  type Place,
  readCatalog,
  rememberedManifests,
  type SourceCatalog,
  samePlace,
} from '../../catalog/catalog.ts'
import type { Bench } from '../../engine/engine.ts'
import { cronFault, inShard, parseShard } from '../../plan/plan.ts'
import {
  type Policy,
  type PolicyChecks,
  parsePolicy,
  plainHttpFault,
  policyFindings,
  requireSet,
  type Secret,
  type Source,
  type StoreConfig,
  secretNames,
} from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { narrowMissing, storeRules } from '../../retain/retain.ts'
import { recipientFault, type SecretKey, type SigningKey, signerFault } from '../../seal/seal.ts'
import { type Limit, limitStore, openStore, type Store, type Stored, type StoreOptions } from '../../store/store.ts'
import type { PolicyFile } from '../../trust/trust.ts'
import { namesSome, nearest } from '../../words/words.ts'
import { baseEnv, type World } from '../../world.ts'
import { refuseOwnCheckout } from '../admit/own-checkout.ts'
import { Seats, widthOf } from '../each-source/seat.ts'
import type { Options } from '../option.ts'
import { locationOf } from './location.ts'
import { pathFrom, readPolicy } from './policy-file.ts'
import { maskSecrets, readSecretKeys, readSigningKey, variablesOf } from './secret.ts'

/** A policy in the world: what every command starts from. */
export interface Project {
  readonly world: World
  readonly policy: Policy
  /** When the command began. */
  readonly openedAt: Date
  /** The sources that the options name, or all. */
  readonly sources: readonly Source[]
  /** A store of the policy by name, opened once. */
  place(name: string): Promise<Place>
  /** The source's stores that open, and those that do not. */
  places(source: SourceStores): Promise<{ readonly places: readonly Place[]; readonly failed: readonly StoreFailure[] }>
  /**
   * Of the newest backups, of every mark and of every failed proof it says what the stores themselves say; of the others
   * what a cache may say. `fresh` asks for more.
   */
  catalog(source: SourceStores, fresh?: Fresh): Promise<SourceCatalog>
  /** Keeps what was just written for the next reading of the catalog. */
  remember(store: Store, stored: Stored, bytes: Uint8Array): Promise<void>
  /** Of this machine, for engines. */
  readonly bench: Bench
  /** Throws `key-missing` where none is given. */
  secretKeys(): Promise<readonly SecretKey[]>
  /** For what sources that are worked on at once take in turns. */
  readonly seats: Seats
  /** undefined: none is given, and none is needed. Throws where the backups that it signs would not count. */
  signingKey(): SigningKey | undefined
}

/** How long stores are waited for: commands that only show what there is answer within seconds. */
export type Patience = 'full' | 'short'

/** A source's name and where its backups are: also of one that has left the policy. */
export interface SourceStores {
  readonly name: string
  readonly stores: readonly string[]
}

export interface StoreFailure {
  readonly store: string
  readonly problem: Problem
}

/** Every mistake is shown at its place before the one Problem that stands for all is thrown. */
function parseAloud(world: World, text: string, path: string, checks: PolicyChecks): Policy {
  try {
    return parsePolicy(text, { path, env: world.env, checks })
  } catch (error) {
    maskSecrets(world, secretNames(text))
    for (const finding of policyFindings(error)) world.log.fault({ file: path, text, finding })
    throw error
  }
}

/** Reads and checks the policy; every secret that it names is masked before anything else can print it. */
export async function openProject(world: World, options: Options, patience?: Patience): Promise<Project> {
  const project = makeProject(world, await followed(world, options), options.source ?? [], patience)
  // Before anything is read, or said, of any source.
  if (options.store !== undefined) requireStore(project.policy, options.store)
  if (options.shard === undefined) return project
  const shard = parseShard(options.shard)
  return { ...project, sources: project.sources.filter(({ name }) => inShard(name, shard)) }
}

/** What the judgement of this run says to follow, or the file that lies here. */
async function followed(world: World, { policy }: Options): Promise<PolicyFile> {
  return world.footing.policy ?? (await readPolicy(world, policy))
}

/** The same of a policy's file that was read already, here or from another branch. */
export function makeProject(
  world: World,
  { path, text }: PolicyFile,
  names: readonly string[],
  patience: Patience = 'full',
): Project {
  const checks = { recipient: recipientFault, signer: signerFault, cron: cronFault }
  const policy = parseAloud(world, text, path, checks)
  maskSecrets(world, variablesOf(policy))
  const sources = selectSources(policy, names)
  const opened = new Map<string, Promise<Place>>()
  const locations = new Map<string, string>()
  const caches = new Map<Store, Promise<CacheFile>>()

  const configOf = (name: string) => requireStore(policy, name)
  const open = async (name: string): Promise<Place> => {
    const config = configOf(name)
    requireSet(config)
    if (!world.openStore) await refuseOwnCheckout(world, config)
    const options = storeOptions(config, world.cwd)
    const limit = limitOf(world, config, patience)
    const store = limitStore(await (world.openStore?.(name, options) ?? openStore(options, limit.idleMs)), limit)
    await refuseUnmounted(world, store)
    return { name, store }
  }
  const openOnce = (name: string): Promise<Place> => {
    const opening = opened.get(name) ?? open(name)
    opened.set(name, opening)
    return opening
  }
  /** After it has answered: a look at a path of a file system that hangs would hang all of this. */
  const claim = (name: string) => {
    const location = locationOf(storeOptions(configOf(name), world.cwd))
    const other = locations.get(location) ?? name
    if (other !== name) throw samePlace(name, other)
    locations.set(location, name)
  }
  const place = async (name: string): Promise<Place> => {
    const found = await openOnce(name)
    claim(name)
    return found
  }
  const places = async (source: SourceStores) => {
    const failed: StoreFailure[] = []
    const found: Place[] = []
    // Side by side: one that hangs costs its own time limit, and not that of the others as well.
    await Promise.allSettled(source.stores.map(openOnce))
    for (const name of source.stores) {
      try {
        found.push(await place(name))
      } catch (error) {
        if (!isProblem(error)) throw error
        failed.push({ store: name, problem: error })
      }
    }
    return { places: found, failed }
  }
  const cache = (store: Store): Promise<CacheFile> => {
    const opening = caches.get(store) ?? openCache(world.cacheDirectory, store)
    caches.set(store, opening)
    return opening
  }
  return {
    world,
    policy,
    openedAt: world.now(),
    sources,
    seats: new Seats(widthOf(policy.concurrency)),
    place,
    places,
    async catalog(source, fresh) {
      using _ = world.log.progress({ what: `${source.name}: reading the stores` })
      const { places: found, failed } = await places(source)
      const { signers } = policy.encryption
      const unopened = failed.map(({ store, problem: { message, hint } }) => ({
        store,
        message,
        ...(hint ? { hint } : {}),
      }))
      const catalog = await readCatalog(source.name, found, {
        expected: source.stores,
        signers,
        unopened,
        cache,
        fresh: fresh ?? { since: world.now() },
        now: world.now(),
        signal: world.signal,
      })
      const own = policy.sources[source.name]
      const options = { now: world.now(), timezone: policy.timezone }
      const known = catalog.entries
      const entries = own ? narrowMissing(known, own.retention, storeRules(policy, own), options) : known
      return { ...catalog, entries }
    },
    async remember(store, { key, etag }, bytes) {
      const file = await cache(store)
      file.set(key, etag, bytes)
      await file.save()
    },
    bench: benchOf(world),
    secretKeys: () => readSecretKeys(world),
    signingKey: () => readSigningKey(world, policy),
  }
}

function benchOf(world: World): Bench {
  const { services, runId: label, cwd, temporaryDirectory } = world
  return { services, baseEnv: baseEnv(world), label, cwd, temporaryDirectory }
}

/**
 * A directory that has nothing at all, where backups are known to have been, is one whose disk is not mounted: it must
 * neither pass for an empty store nor be filled.
 */
async function refuseUnmounted({ cacheDirectory, signal }: World, store: Store): Promise<void> {
  if (!(await store.blank?.(signal))) return
  const known = await rememberedManifests(cacheDirectory, store)
  if (known === 0) return
  const path = store.where.replace(/^directory /, '')
  throw new Problem(
    'store-missing',
    `${store.where} is empty, although ${known} ${known === 1 ? 'backup is' : 'backups are'} known to be there`,
    {
      hint: `Mount its disk. If it was emptied on purpose, run \`mkdir -p ${join(path, '.backproof')}\`.`,
    },
  )
}

const shortIdleMs = 10_000

/** Of one store in one run; a twelfth of its time limit, and ten seconds at least, where a person waits for an answer. */
function limitOf({ monotonicMs, signal }: World, { kind, timeoutMs }: StoreConfig, patience: Patience): Limit {
  const idleMs = patience === 'full' ? timeoutMs : Math.min(timeoutMs, Math.max(shortIdleMs, timeoutMs / 12))
  // Node has a few threads for all file systems, and one that hangs keeps those that wait for it.
  return { idleMs, monotonicMs, cancel: signal, ...(kind === 'directory' ? { atOnce: 4 } : {}) }
}

function selectSources(policy: Policy, names: readonly string[]): readonly Source[] {
  const known = Object.keys(policy.sources)
  for (const name of names) {
    if (!known.includes(name)) {
      throw new Problem('usage', `${policy.path} has no source ${name}`, { hint: suggest(name, known) })
    }
  }
  return Object.values(policy.sources).filter(({ name }) => names.length === 0 || names.includes(name))
}

function requireStore({ path, stores }: Policy, name: string): StoreConfig {
  const config = Object.hasOwn(stores, name) ? stores[name] : undefined
  if (config) return config
  throw new Problem('usage', `${path} has no store ${name}`, { hint: suggest(name, Object.keys(stores)) })
}

/** "Did you mean orders?", or what there is. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known)
  return near ? `Did you mean ${near}?` : `There is ${namesSome(known, 10) || 'nothing'}.`
}

function storeOptions(config: StoreConfig, cwd: string): StoreOptions {
  if (config.kind === 'directory') {
    return { kind: 'directory', path: pathFrom(cwd, config.path), minFreeBytes: config.minFreeBytes }
  }
  const { endpoint, insecure = false, accessKeyId, secretAccessKey, sessionToken, ...plain } = config
  const address = endpoint?.reveal()
  if (endpoint !== undefined && address !== undefined) {
    const fault = URL.canParse(address) ? plainHttpFault(address, insecure) : noAddress
    if (fault)
      throw badValue(`the endpoint of bucket ${config.bucket}, by ${endpoint.origin()}, ${fault.message}`, fault.hint)
  }
  return {
    ...plain,
    ...(address === undefined ? {} : { endpoint: address }),
    ...(accessKeyId ? { accessKeyId: credential(accessKeyId) } : {}),
    ...(secretAccessKey ? { secretAccessKey: credential(secretAccessKey, edged) } : {}),
    ...(sessionToken ? { sessionToken: credential(sessionToken) } : {}),
  }
}

const noAddress = { message: 'is not an address', hint: 'Give it an address such as https://s3.example.com.' } as const

const badValue = (message: string, hint?: string) => new Problem('policy-invalid', message, { hint })

/** What goes into a header, whose own error would show it; and what is only signed with, where a space may be meant. */
const [plainText, edged] = [/^[\u0021-\u007e]+$/, /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u]

function credential(secret: Secret, form = plainText): string {
  const value = secret.reveal()
  if (form.test(value)) return value
  throw badValue(
    `the credential by ${secret.origin()} has a space, a line break or a character that no key contains`,
    'Set the secret again, without a space or a line break before, in or after it.',
  )
}
