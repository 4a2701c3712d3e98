import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeys } from '../../src/seal/seal.ts'
import type { Postgres } from '../server/postgres.ts'
import type { S3 } from '../server/s3.ts'

/** A folder with a policy that backs a database up. `await using` removes it. */
export interface DatabaseShop extends AsyncDisposable {
  readonly folder: string
  /** What a job has that may do everything; a test takes from it, or adds to it. */
  readonly env: Readonly<Record<string, string>>
  /** Writes the policy: lines below `stores:` and below the source `orders`. */
  policy(stores: string, source?: string): Promise<void>
}

export async function makeDatabaseShop(pg: Postgres, s3?: S3): Promise<DatabaseShop> {
  const folder = await mkdtemp(join(tmpdir(), 'backproof-database-'))
  const keys = generateKeys()
  return {
    folder,
    env: {
      ORDERS_URL: pg.url,
      BACKPROOF_SECRET_KEY: keys.secret,
      BACKPROOF_SERVICES: JSON.stringify(servicesOf({ postgres: pg })),
      ...(s3 ? { S3_KEY_ID: s3.accessKeyId, S3_KEY: s3.secretAccessKey } : {}),
    },
    policy: (stores, source = '') =>
      writeFile(
        join(folder, 'backup-policy.yml'),
        `version: 1
project: shop
stores:
${stores}
encryption: { recipients: [${keys.recipient}] }
sources:
  orders:
    engine: postgres
    url: \${ORDERS_URL}
${source}`,
      ),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** As `${{ toJSON(job.services) }}` says it on a runner. */
export function servicesOf(containers: Readonly<Record<string, Postgres>>): unknown {
  return Object.fromEntries(
    Object.entries(containers).map(([name, { id, port }]) => [
      name,
      { id, network: 'bridge', ports: { '5432': String(port) } },
    ]),
  )
}

/** One line of a policy for a bucket of this server. */
export function bucketOf(s3: S3, bucket: string, more: Readonly<Record<string, string>> = {}): string {
  const settings = {
    bucket,
    region: s3.region,
    endpoint: s3.endpoint,
    'access-key-id': '"${S3_KEY_ID}"',
    'secret-access-key': '"${S3_KEY}"',
    ...more,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${value}`)
  return `{ s3: { ${lines.join(', ')} } }`
}
