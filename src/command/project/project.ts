import { type Fresh, type Place, readCatalog, type SourceCatalog } from '../../catalog/catalog.ts'
import type { Bench } from '../../engine/engine.ts'
import { cronFault, inShard, parseShard } from '../../plan/plan.ts'
import {
  type Policy,
  type PolicyChecks,
  parsePolicy,
  policyFindings,
  type Source,
  secretNames,
} from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { narrowMissing, storeRules } from '../../retain/retain.ts'
import { recipientFault, type SecretKey, type SigningKey, signerFault } from '../../seal/seal.ts'
import type { Store, Stored } from '../../store/store.ts'
import type { PolicyFile } from '../../trust/trust.ts'
import { suggest } from '../../words/words.ts'
import { baseEnv, type World } from '../../world.ts'
import { Seats, widthOf } from '../each-source/seat.ts'
import type { Options } from '../option.ts'
import { readPolicy } from './policy-file.ts'
import { maskSecrets, readSecretKeys, readSigningKey, variablesOf } from './secret.ts'
import { type FoundPlaces, OpenStores, type Patience, requireStore } from './stores/open-stores.ts'

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
  places(source: SourceStores): Promise<FoundPlaces>
  /**
   * For the newest backups, every mark and every failed proof, the stores themselves are read; for the others, a cache
   * may answer. `fresh` reads more from the stores.
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

/** A source's name and where its backups are: also of one that has left the policy. */
export interface SourceStores {
  readonly name: string
  readonly stores: readonly string[]
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
  const stores = new OpenStores(world, policy, patience)
  return {
    world,
    policy,
    openedAt: world.now(),
    sources,
    seats: new Seats(widthOf(policy.concurrency)),
    place: (name) => stores.place(name),
    places: (source) => stores.places(source),
    async catalog(source, fresh) {
      using _ = world.log.progress({ what: `${source.name}: reading the stores` })
      const { places: found, failed } = await stores.places(source)
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
        cache: (store) => stores.cache(store),
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
      const file = await stores.cache(store)
      file.set(key, etag, bytes)
      await file.save()
    },
    bench: benchOf(world),
    secretKeys: () => readSecretKeys(world),
    signingKey: () => readSigningKey(world, policy),
  }
}

function benchOf(world: World): Bench {
  const { services, runId: label, cwd, temporaryDirectory, now } = world
  return { services, baseEnv: baseEnv(world), label, cwd, temporaryDirectory, now }
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
