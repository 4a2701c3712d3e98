import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alter } from './alter.ts'
import type { Random } from './random.ts'

/**
 * What a command finds in its cache. `shared`: what the others left. `none`: nothing. `stale`: what was there some time ago.
 * `altered`: what somebody has changed, digests included. `broken`: half of its bytes.
 */
export const cacheStates = ['shared', 'none', 'stale', 'altered', 'broken'] as const
/** `own`: of the simulation's own commands. */
export type CacheState = (typeof cacheStates)[number] | 'own'

/** The caches of one world. */
export class Caches {
  readonly #home: string
  readonly #shared: string
  readonly #old: string
  #made = 0

  constructor(home: string) {
    this.#home = home
    this.#shared = join(home, 'cache')
    this.#old = join(home, 'cache-old')
  }

  directory(state: CacheState, random: Random): string {
    if (random.chance(0.1) && existsSync(this.#shared)) cpSync(this.#shared, this.#old, { recursive: true })
    if (state === 'own') return join(this.#home, 'cache-own')
    if (state === 'shared') return this.#shared
    const own = join(this.#home, `cache-${this.#made++}`)
    const from = state === 'stale' ? this.#old : this.#shared
    if (state === 'none' || !existsSync(from)) return own
    mkdirSync(own)
    for (const name of readdirSync(from)) {
      const bytes = readFileSync(join(from, name))
      writeFileSync(
        join(own, name),
        state === 'stale' ? bytes : state === 'broken' ? broken(bytes, random) : altered(bytes, random),
      )
    }
    return own
  }
}

function broken(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(random.below(bytes.length + 1))
}

/** Lines of [key, etag, base64, digest]: whoever may write the file may compute the digest. */
function altered(bytes: Buffer, random: Random): Buffer {
  const lines = bytes.toString().split('\n')
  const changed = lines.map((line) => {
    if (line === '') return line
    const [key = '', etag = '', value = ''] = JSON.parse(line) as string[]
    // The same of every store's: two that differ would not be believed.
    const own = random.fork(key)
    if (own.chance(0.5)) return line
    const other = alter(key, Buffer.from(value, 'base64'), own).toString('base64')
    const digest = createHash('sha256')
      .update(`${key}\n${etag}`)
      .update('\n')
      .update(other)
      .digest('base64')
      .slice(0, 22)
    return JSON.stringify([key, etag, other, digest])
  })
  return Buffer.from(changed.join('\n'))
}
