import type { Problem } from '../../../problem.ts'
import { Problem as Failure } from '../../../problem.ts'
import type { ServerFacts } from '../../contract.ts'
import type { Answer } from '../../hosts/choose.ts'
import type { UrlRules } from '../../server-url.ts'
import { standingOf } from './standing.ts'

/** The two products of one protocol. */
export type Product = 'valkey' | 'redis'

interface ProductFacts {
  readonly noun: string
  /** Image of a throw-away server of this version: "valkey/valkey:9.1". */
  readonly image: string
  /** The oldest major and minor that was tried. */
  readonly oldest: readonly [major: number, minor: number]
  readonly url: UrlRules
}

const redisSchemes = { redis: 'plain', rediss: 'tls' } as const

const url = (noun: string, schemes: UrlRules['schemes'], scheme: string): UrlRules => ({
  noun,
  schemes,
  port: 6379,
  example: `${scheme}://user:password@host:6379`,
  parameters: [],
})

export const products: Readonly<Record<Product, ProductFacts>> = {
  valkey: {
    noun: 'Valkey',
    image: 'valkey/valkey',
    oldest: [7, 2],
    // Clients of Redis reach it as they always did.
    url: url('a Valkey server', { valkey: 'plain', valkeys: 'tls', ...redisSchemes }, 'valkey'),
  },
  redis: { noun: 'Redis', image: 'redis', oldest: [7, 0], url: url('a Redis server', redisSchemes, 'redis') },
}

export interface Info {
  readonly server: ServerFacts
  readonly cluster: boolean
  /** By database: how many keys, and how many of them have a time to live. */
  readonly keyspace: ReadonlyMap<number, { readonly keys: number; readonly expires: number }>
  readonly usedBytes: number
  /** Its place among several servers. */
  readonly standing: Answer
}

/** What INFO says. @throws Problem `policy-invalid` for another product, `tool-version` for one that is too old. */
export function readInfo(text: string, product: Product, place: string): Info {
  const fields = new Map(
    text.split(/\r?\n/).flatMap((line) => {
      const at = line.indexOf(':')
      return at === -1 || line.startsWith('#') ? [] : [[line.slice(0, at), line.slice(at + 1)] as const]
    }),
  )
  const found: Product = fields.has('valkey_version') || fields.get('server_name') === 'valkey' ? 'valkey' : 'redis'
  const version = fields.get(`${found}_version`) ?? fields.get('redis_version') ?? ''
  const { noun, oldest } = products[found]
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (!/^\d+\.\d+[\w.+-]{0,60}$/.test(version))
    throw new Failure('source-failed', `${place} says no version of itself`, {
      hint: `Check that the URL names a ${products[product].noun} server; services that only speak its protocol are not supported.`,
    })
  if (found !== product) throw otherProduct(place, found, version, product)
  const [oldMajor, oldMinor] = oldest
  if (major < oldMajor || (major === oldMajor && minor < oldMinor))
    throw new Failure('tool-version', `${place} is ${noun} ${version}, older than ${oldest.join('.')}`, {
      hint: `Upgrade the server to ${noun} ${oldest.join('.')} or later.`,
    })
  return {
    server: { version, major, settings: { product: found, minor: String(minor) } },
    cluster: fields.get('cluster_enabled') === '1',
    keyspace: keyspaceOf(fields),
    standing: standingOf(fields),
    usedBytes: Number(fields.get('used_memory_dataset') ?? fields.get('used_memory') ?? 0) || 0,
  }
}

function otherProduct(place: string, found: Product, version: string, asked: Product): Problem {
  return new Failure('policy-invalid', `${place} is ${products[found].noun} ${version}, not ${products[asked].noun}`, {
    hint: `Set engine: ${found}.`,
  })
}

function keyspaceOf(fields: ReadonlyMap<string, string>): Info['keyspace'] {
  const databases = [...fields].flatMap(([name, text]) => {
    const database = /^db(\d+)$/.exec(name)?.[1]
    const [, keys, expires] = /^keys=(\d+),expires=(\d+)/.exec(text) ?? []
    return database === undefined || keys === undefined
      ? []
      : [[Number(database), { keys: Number(keys), expires: Number(expires) }] as const]
  })
  return new Map(databases)
}
