import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { redigested } from '../catalog/redigested.ts'
import { alter } from './alter.ts'
import type { Random } from './random.ts'

/**
 * What a command finds in its cache. `shared`: what the others left. `none`: nothing. `stale`: what was there some time ago.
 * `altered`: what somebody has changed, digests included. `greedy`: the same, by somebody who wants all to be deleted.
 * `foreign`: that of another project. `broken`: half of its bytes.
 */
export const cacheStates = ['shared', 'none', 'stale', 'altered', 'greedy', 'foreign', 'broken'] as const
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
      writeFileSync(join(own, name), state === 'stale' ? bytes : changes[state](bytes, random))
    }
    return own
  }
}

const changes = {
  broken,
  altered: (bytes: Buffer, random: Random) =>
    // The same of every store's: two that differ would not be believed.
    withValues(bytes, (key, value) => {
      const own = random.fork(key)
      return own.chance(0.5) ? value : alter(key, value, own)
    }),
  greedy: (bytes: Buffer) => withValues(bytes, (_, value) => Buffer.from(greedy(value.toString('latin1')), 'latin1')),
  foreign: (bytes: Buffer) => {
    let before: Buffer = Buffer.from('{}')
    return withValues(bytes, (_, value) => {
      const other = before
      before = value
      return other
    })
  },
} as const

function broken(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(random.below(bytes.length + 1))
}

/** What keeps a backup from being deleted is gone. */
function greedy(text: string): string {
  return redigested(
    text
      .replace('"retain": true', '"retain": false')
      .replaceAll('"release-', '"another-')
      .replace('"trigger": "manual"', '"trigger": "schedule"'),
  )
}

/** Lines of [key, etag, base64, digest]: whoever may write the file may compute the digest. */
function withValues(bytes: Buffer, change: (key: string, value: Buffer) => Buffer): Buffer {
  const lines = bytes.toString().split('\n')
  const changed = lines.map((line) => {
    if (line === '') return line
    const [key = '', etag = '', value = ''] = JSON.parse(line) as string[]
    const other = change(key, Buffer.from(value, 'base64')).toString('base64')
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
