import type { z } from 'zod'
import type { S3Config, StoreConfig } from '../model.ts'
import { buildRules, keepsNothing } from '../retention/build.ts'
import type { Shapes } from '../schema.ts'
import { type Findings, type Path, rangeAt } from '../text/position.ts'
import { showPath } from '../text/show.ts'
import type { Tree } from '../text/tree.ts'
import type { Secret } from '../value/secret.ts'

type StoreInput = z.output<Shapes['store']>
/** The secret of a template at a path below the store. */
type MakeSecret = (template: string, ...path: string[]) => Secret

/** A store with its defaults filled in. */
export function buildStore(input: StoreInput, makeSecret: MakeSecret): StoreConfig {
  const { grace } = input.retention ?? {}
  const retention = input.retention
    ? { retention: { ...buildRules(input.retention), ...(grace === undefined ? {} : { grace }) } }
    : {}
  const common = { timeoutMs: input.timeout?.ms ?? 120_000, ...retention }
  if (input.s3) return { ...buildS3(input.s3, makeSecret), ...common }
  const { path = '', 'min-free': minFreeBytes = 0 } = input.directory ?? {}
  return { kind: 'directory', path, minFreeBytes, ...common }
}

/** Rules that keep no copy would empty the store. */
export function checkStoreRetention(input: StoreInput, path: Path, root: Tree, findings: Findings): void {
  if (!input.retention || !keepsNothing(input.retention)) return
  const at = [...path, 'retention']
  findings.add({
    message: `${showPath(at)} has no rule that keeps a backup: it would delete every copy in the store`,
    hint: `Add keep, such as keep: { last: ${input.retention.max?.count ?? 2} }, or take retention out: copies stay as long as the backup.`,
    range: rangeAt(root, at, 'key'),
    path: at,
  })
}

function buildS3(s3: NonNullable<StoreInput['s3']>, makeSecret: MakeSecret): Omit<S3Config, 'timeoutMs'> {
  const secretOf = <K extends string>(name: K, key: keyof typeof s3) => {
    const template = s3[key]
    return typeof template === 'string' ? { [name]: makeSecret(template, 's3', key) } : {}
  }
  return {
    kind: 's3',
    bucket: s3.bucket,
    region: s3.region,
    prefix: (s3.prefix ?? '').replace(/^\/|\/$/g, ''),
    ...secretOf('endpoint', 'endpoint'),
    ...(s3.insecure ? { insecure: true } : {}),
    ...secretOf('accessKeyId', 'access-key-id'),
    ...secretOf('secretAccessKey', 'secret-access-key'),
    ...secretOf('sessionToken', 'session-token'),
    ...(s3['path-style'] === undefined ? {} : { pathStyle: s3['path-style'] }),
    ...(s3['storage-class'] === undefined ? {} : { storageClass: s3['storage-class'] }),
    ...(s3.encryption ? { encryption: encryptionOf(s3.encryption) } : {}),
    maxParts: s3['max-parts'] ?? 10_000,
    checksums: s3.checksums ?? 'auto',
  }
}

function encryptionOf(input: {
  type: 'AES256' | 'aws:kms'
  'key-id'?: string | undefined
}): NonNullable<S3Config['encryption']> {
  if (input.type === 'AES256') return { type: 'AES256' }
  return input['key-id'] === undefined ? { type: 'aws:kms' } : { type: 'aws:kms', keyId: input['key-id'] }
}

/** Two names for one place would count its backups twice, as if there were two copies. */
export function checkStoresDiffer(stores: ReadonlyMap<string, StoreConfig>, root: Tree, findings: Findings): void {
  const seen = new Map<string, string>()
  for (const [name, store] of stores) {
    const place =
      store.kind === 's3'
        ? `s3 ${(store.endpoint?.template ?? '').replace(/\/$/, '')} ${store.bucket}/${store.prefix}`
        : `directory ${normal(store.path)}`
    const other = seen.get(place)
    const path = ['stores', name]
    if (other !== undefined) {
      findings.add({
        message: `stores.${name} is the same place as stores.${other}: two copies in one place are one copy`,
        hint: store.kind === 's3' ? 'Give one of them another bucket or prefix.' : 'Give one of them another path.',
        range: rangeAt(root, path, 'key'),
        path,
      })
    }
    seen.set(place, name)
  }
}

/** A path without `.`, doubled and trailing slashes, and with `a/..` taken out. */
function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/')
}
