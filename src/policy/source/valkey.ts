import { z } from 'zod'
import { expected, map, serverUrl } from '../value/leaf.ts'
import {
  buildCluster,
  type Clustered,
  clusterAddress,
  clusterKeys,
  clusterServer,
  describeCluster,
} from './kind/cluster.ts'
import type { SourceKind } from './kind/contract.ts'
import { variableName } from './kind/draft.ts'
import { withoutLog } from './kind/point-in-time.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

/**
 * For a server of either product: both speak the same protocol. Its URL: valkey://user:password@host:6379, redis:// too; valkeys://
 * and rediss:// are encrypted.
 */
interface KeyValueSource<P extends 'valkey' | 'redis'> extends SourceCommon, Clustered {
  readonly engine: P
  /** A server without a key and a function is no failure. */
  readonly allowEmpty: boolean
}

export type ValkeySource = KeyValueSource<'valkey'>
export type RedisSource = KeyValueSource<'redis'>

const products = {
  valkey: { noun: 'Valkey', schemes: ['valkey', 'valkeys', 'redis', 'rediss'], image: 'valkey/valkey:9.1' },
  redis: { noun: 'Redis', schemes: ['redis', 'rediss'], image: 'redis:8.0' },
} as const

const shape = (product: 'valkey' | 'redis') => (common: CommonShape) =>
  map(`a ${product} source`, {
    engine: z.literal(product).describe(`All databases of a ${products[product].noun} server.`),
    url: serverUrl({ schemes: [...products[product].schemes], example: 'user@host:6379' }).describe(
      `${product}://user:\${PASSWORD}@host:6379, or one \${NAME} for all of it.`,
    ),
    ...clusterKeys,
    ...common.own,
    'allow-empty': z
      .boolean(expected('true or false'))
      .optional()
      .describe('True: a server without a key and a function is backed up, too.')
      .meta({ default: false }),
    verify: common.verifyOnServer(product),
  })

/** Both products' sources are written alike. */
export function keyValueKind<P extends 'valkey' | 'redis'>(
  product: P,
): SourceKind<KeyValueSource<P>, z.output<ReturnType<ReturnType<typeof shape>>>> {
  return {
    reads: 'server',
    group: 'databases',
    forwards: true,
    lacking: withoutLog(
      `the log of a ${products[product].noun} server has no times, so a moment between two backups has no name`,
    ),
    into: "'${RESTORE_URL}'",
    asserts: ['key', 'count-of', 'required'],
    counts: { noun: 'keys', rule: 'within' },
    shape: shape(product),
    build: (input, around) => ({
      ...buildCommon(input, around),
      engine: product,
      url: around.secret(input.url, 'url'),
      ...buildCluster(input),
      allowEmpty: input['allow-empty'] ?? false,
    }),
    identity: (source) => ({ whole: clusterAddress(source), content: [clusterAddress(source)] }),
    server: clusterServer,
    describe: (source) => [source.url.template, ...describeCluster(source)].join(' '),
    draft: {
      example: product,
      draft(name, text) {
        if (text !== product) return undefined
        const variable = `${variableName(name)}_URL`
        return {
          lines: [`url: \${${variable}}`],
          variables: [{ name: variable, example: `${product}://USER:PASSWORD@HOST:6379` }],
        }
      },
    },
  }
}

export const valkey = keyValueKind('valkey')
