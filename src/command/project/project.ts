import { readCatalog, unreadOf } from '../../catalog/catalog.ts'
import type { Bench } from '../../engine/engine.ts'
import { inShard, parseShard, scheduleChecks } from '../../plan/plan.ts'
import { type Policy, type PolicyChecks, parsePolicy, policyFindings, secretNames } from '../../policy/policy.ts'
import { narrowMissing, storeRules } from '../../retain/retain.ts'
import { recipientFault, signerFault } from '../../seal/seal.ts'
import type { PolicyFile } from '../../trust/trust.ts'
import { baseEnv, type World } from '../../world.ts'
import { Seats, widthOf } from '../each-source/seat.ts'
import type { Options } from '../option.ts'
import type { Project } from './contract.ts'
import { type Asked, requireNames, selectSources, withDatabases } from './databases/open.ts'
import { readPolicy } from './policy-file.ts'
import { maskSecrets, readSecretKeys, readSigningKey, variablesOf } from './secret.ts'
import { OpenStores, type Patience, requireStore } from './stores/open-stores.ts'

export type { Project, SourceStores } from './contract.ts'

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

/** How a command opens its project. */
interface Opening {
  readonly patience?: Patience
  /** Who is asked which databases a source has. Default: the stores. */
  readonly databases?: Asked
  /** Whether a database may be named that is not there any more. */
  readonly gone?: 'too' | 'refused'
}

/** Reads and checks the policy; every secret that it names is masked before anything else can print it. */
export async function openProject(
  world: World,
  options: Options,
  { patience, databases = 'stores', gone = 'refused' }: Opening = {},
): Promise<Project> {
  const names = options.source ?? []
  const written = makeProject(world, await followed(world, options), [], patience)
  // Before anything is read, or said, of any source.
  if (options.store !== undefined) requireStore(written.policy, options.store)
  const shard = options.shard === undefined ? undefined : parseShard(options.shard)
  requireNames(written.policy, names)
  const project = await withDatabases(written, names, databases)
  const sources = selectSources(project, names, gone)
  return { ...project, sources: shard ? sources.filter(({ name }) => inShard(name, shard)) : sources }
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
  const checks = { recipient: recipientFault, signer: signerFault, ...scheduleChecks }
  const policy = parseAloud(world, text, path, checks)
  maskSecrets(world, variablesOf(policy))
  const stores = new OpenStores(world, policy, patience)
  const seats = new Seats(widthOf(policy.concurrency))
  const project = assemble({ world, policy, stores, seats, openedAt: world.now(), expansions: [] })
  return { ...project, sources: selectSources(project, names, 'refused') }
}

interface Material extends Pick<Project, 'world' | 'policy' | 'seats' | 'openedAt' | 'expansions'> {
  readonly stores: OpenStores
}

function assemble(material: Material): Project {
  const { world, policy, stores } = material
  return {
    ...{ world, policy, openedAt: material.openedAt, seats: material.seats, expansions: material.expansions },
    sources: Object.values(policy.sources),
    expanded: (policy, expansions) => assemble({ ...material, policy, expansions }),
    place: (name) => stores.place(name),
    places: (source) => stores.places(source),
    async catalog(source, fresh) {
      using _ = world.log.progress({ what: `${source.name}: reading the stores` })
      const { places: found, failed } = await stores.places(source)
      const { signers } = policy.encryption
      const unopened = failed.map(({ store, problem }) => unreadOf(store, problem))
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
