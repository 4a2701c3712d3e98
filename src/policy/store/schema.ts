import { z } from 'zod'
import { storeRetention } from '../retention/schema.ts'
import { plainHttpFault } from '../value/address.ts'
import {
  address,
  count,
  duration,
  endpoint,
  expected,
  judged,
  keyId,
  line,
  map,
  oneOf,
  place,
  secretText,
  size,
} from '../value/leaf.ts'
import type { Environment } from '../value/template.ts'

/** What a variable makes of an address is known where the store is opened. */
const literalHttpFault = (endpoint: string | undefined, insecure: boolean) =>
  endpoint === undefined || endpoint.includes('${') ? undefined : plainHttpFault(endpoint, insecure)

/** A store: exactly one of its kinds. */
export function storeShape(env: Environment) {
  const s3 = judged(
    map('an s3 store', {
      bucket: address('a bucket name such as shop-backups', env, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
        .describe('Name of the bucket. May be or contain ${NAME}.')
        .meta({ pattern: '^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|.*\\$\\{.*)$' }),
      region: z
        .string(expected('a region such as eu-north-1, or auto'))
        .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, expected('a region such as eu-north-1, or auto'))
        .describe('Region of the bucket; auto for stores without regions.')
        .meta({ examples: ['eu-north-1', 'auto'] }),
      prefix: judged(z.string(expected('a folder such as prod or shop/prod')), (text) => {
        const right =
          text === '' ||
          /^\/?(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9!_.*'()-]+(?:\/[A-Za-z0-9!_.*'()-]+)*\/?$/.test(text)
        return right && text.length <= 300
          ? undefined
          : { message: 'a folder such as prod or shop/prod', kind: 'expected' }
      })
        .optional()
        .describe('Folder in the bucket that holds the backups.')
        .meta({ default: '', pattern: '^(?!(.*/)?\\.{1,2}(/|$))[^\\\\]*$' }),
      endpoint: endpoint
        .optional()
        .describe("Address of a store that is not Amazon's. May be or contain ${NAME}.")
        .meta({ examples: ['https://example.r2.cloudflarestorage.com'] }),
      'path-style': z
        .boolean(expected('true or false'))
        .optional()
        .describe("Bucket in the path instead of in the host name. Default: true where the endpoint is not Amazon's."),
      insecure: z
        .boolean(expected('true or false'))
        .optional()
        .describe('true: allow plain http to another machine than this one. Credentials are then sent in the clear.')
        .meta({ default: false }),
      'access-key-id': keyId
        .optional()
        .describe("Access key, as ${NAME}. Default: the environment's (AWS_ACCESS_KEY_ID, OpenID Connect, a role)."),
      'secret-access-key': secretText('AWS_SECRET_ACCESS_KEY')
        .optional()
        .describe('Its secret, as ${NAME}; never literal.'),
      'session-token': secretText('AWS_SESSION_TOKEN')
        .optional()
        .describe('Session token of temporary keys, as ${NAME}.'),
      'storage-class': z
        .string(expected('a storage class such as STANDARD_IA'))
        .regex(/^[A-Z][A-Z0-9_]{0,63}$/, expected('a storage class such as STANDARD_IA'))
        .optional()
        .describe("Storage class of the data; never of keys, manifests, proofs and the lease. Default: the bucket's.")
        .meta({ examples: ['STANDARD_IA', 'GLACIER_IR'] }),
      encryption: judged(
        map("a store's encryption", {
          type: z.enum(['AES256', 'aws:kms'], expected('AES256 or aws:kms')).describe('Whose key the store uses.'),
          'key-id': line('the id of a KMS key').optional().describe('Key of aws:kms; default: the one of the account.'),
        }),
        (value) =>
          value.type === 'AES256' && value['key-id'] !== undefined
            ? { message: 'has a key-id, which only type aws:kms takes' }
            : undefined,
      )
        .optional()
        .describe('Encryption by the store itself, on top of the sealing that is always done.'),
      'max-parts': count('a whole number from 1', 10_000)
        .optional()
        .describe('Parts of one upload at most; some stores take 1000.')
        .meta({ default: 10_000 }),
      checksums: z
        .enum(['auto', 'always', 'never'], expected('auto, always or never'))
        .optional()
        .describe(
          'Checksums of the S3 protocol: auto sends them to Amazon only, for others refuse them. Ours are always there.',
        )
        .meta({ default: 'auto' }),
    }),
    (value) =>
      (value['access-key-id'] === undefined) === (value['secret-access-key'] === undefined) &&
      (value['session-token'] === undefined || value['access-key-id'] !== undefined)
        ? literalHttpFault(value.endpoint, value.insecure ?? false)
        : { message: 'must have access-key-id and secret-access-key together' },
  ).meta({
    dependencies: {
      'access-key-id': ['secret-access-key'],
      'secret-access-key': ['access-key-id'],
      'session-token': ['access-key-id'],
    },
  })
  const directory = map('a directory store', {
    path: place(env).describe('Directory, relative to where the program runs. May be or contain ${NAME}.'),
    'min-free': size
      .optional()
      .describe('Space that must stay free on its file system; a backup does not start below it.')
      .meta({ default: '0B', examples: ['5GiB'] }),
  })
  return oneOf(
    map('a store', {
      s3: s3.optional().describe('A bucket of Amazon S3 or of a store that speaks its protocol.'),
      directory: directory.optional().describe('A directory of a disk or a mounted share.'),
      retention: storeRetention
        .optional()
        .describe('How long copies stay in this store. Default: as long as the backup is kept.'),
      timeout: judged(duration, ({ years, months, days, ms }) =>
        years + months + days === 0 && ms >= 1_000 && ms <= 12 * 3_600_000
          ? undefined
          : { message: 'a duration from 1s to 12h', kind: 'expected' },
      )
        .optional()
        .describe('How long one run waits for this store without progress; then it is given up for that run.')
        .meta({ default: '2m', examples: ['2m'] }),
    }),
    ['s3', 'directory'],
    'one place',
  ).meta({ oneOf: [{ required: ['s3'] }, { required: ['directory'] }] })
}
