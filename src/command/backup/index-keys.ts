import { createHash, randomUUID } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { readJson } from '../../bytes/bytes.ts'
import type { Manifest, Place } from '../../catalog/catalog.ts'
import { isProblem } from '../../problem.ts'
import { type DataKey, type IndexKey, indexKeyOf, type SecretKey, unboxIndexKey } from '../../seal/seal.ts'
import { readKeys } from '../../verify/verify.ts'
import { reasonOf } from '../../words/words.ts'
import type { World } from '../../world.ts'
import type { Project } from '../project/project.ts'
import { readIndexKey } from '../project/secret.ts'

const schema = z.object({
  version: z.literal(1),
  keys: z.record(
    z.string().max(200),
    z.base64().refine((text) => Buffer.from(text, 'base64').length === 32),
  ),
})

// A chain is shorter by far.
const most = 1000

/**
 * What opens the indexes of earlier backups, and nothing else of them: the index key that was given, or the keys that this machine
 * has kept of the backups it made itself.
 */
export class IndexKeys {
  readonly #secret: SecretKey | undefined
  readonly #path: string | undefined
  readonly #kept: Readonly<Record<string, string>>
  readonly #isMistyped: boolean

  private constructor(given: GivenKey, path: string | undefined, kept: Readonly<Record<string, string>>) {
    this.#secret = given === 'mistyped' ? undefined : given
    this.#isMistyped = given === 'mistyped'
    this.#path = path
    this.#kept = kept
  }

  static async open({ world, policy }: Project, source: string): Promise<IndexKeys> {
    const name = createHash('sha256').update(`${policy.project}\n${source}`).digest('hex').slice(0, 32)
    const path = world.stateDirectory && join(world.stateDirectory, 'index-keys', `${name}.json`)
    return new IndexKeys(givenKey(world), path, path === undefined ? {} : await readKept(path))
  }

  /** The one whose public half indexes are sealed to; undefined: none was given. */
  get secret(): SecretKey | undefined {
    return this.#secret
  }

  /** Why there is none for any index; undefined: there may be. */
  get lacking(): string | undefined {
    if (this.#secret || Object.keys(this.#kept).length > 0) return undefined
    const because = this.#isMistyped ? 'cannot be used' : 'is not set'
    return `this job cannot open its index: BACKPROOF_INDEX_KEY ${because}, and this machine has kept no key of it`
  }

  /** The key of one backup's index; undefined: none fits. Throws `object-damaged` for a box that does not open. */
  async keyOf(place: Place, manifest: Manifest, signal: AbortSignal): Promise<IndexKey | undefined> {
    const own = this.#secret && unboxIndexKey(await readKeys(place, manifest, signal), this.#secret)
    if (own) return own
    const kept = Object.hasOwn(this.#kept, manifest.id) ? this.#kept[manifest.id] : undefined
    return kept === undefined ? undefined : { index: Buffer.from(kept, 'base64') }
  }

  /**
   * Keeps the key of a backup that was just committed, beside those of the chain that it ends; what else was kept is of no use any
   * more. With an index key nothing is kept. Gives why it could not: then the next backup is a full one.
   */
  async keep(id: string, key: DataKey, chain: readonly string[]): Promise<string | undefined> {
    const path = this.#path
    if (this.#secret || path === undefined) return undefined
    const before = Object.entries(this.#kept).filter(([one]) => chain.includes(one))
    const keys = Object.fromEntries([...before, [id, Buffer.from(indexKeyOf(key, id).index).toString('base64')]])
    const temporary = `${path}.${randomUUID()}.tmp`
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await chmod(dirname(path), 0o700)
      await writeFile(temporary, `${JSON.stringify({ version: 1, keys })}\n`, { mode: 0o600, flush: true })
      await rename(temporary, path)
      return undefined
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {})
      return reasonOf(error)
    }
  }
}

type GivenKey = SecretKey | 'mistyped' | undefined

/** One that is mistyped fails the command by itself (given-keys.ts); a backup that is not made is worse than a full one. */
function givenKey(world: World): GivenKey {
  try {
    return readIndexKey(world)
  } catch (error) {
    if (!isProblem(error, 'key-invalid', 'key-missing')) throw error
    return 'mistyped'
  }
}

/** Nothing where there is no file, or one that cannot be read or parsed: the next backup is a full one then. */
async function readKept(path: string): Promise<Readonly<Record<string, string>>> {
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined) return {}
  const read = readJson(bytes, schema, { maxBytes: most * 400 })
  return 'misread' in read ? {} : read.value.keys
}
