import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { type Container, startContainer } from './docker.ts'

export const s3Image = 'backproof-test/s3:moto'

/** One more user, with a policy of AWS's own language. Access keys are 20 upper-case letters and digits. */
export interface S3User {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly policy: object
}

export interface S3Options {
  readonly users?: readonly S3User[]
  /** More arguments of `docker run`: ['--name', 's3']. */
  readonly options?: readonly string[]
}

/** An S3 server over http that checks signatures and policies. `client` is the owner, who may do everything. */
export interface S3 extends Container {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly client: S3Client
  /** Makes a bucket of its own for a test and gives its name. */
  bucket(): Promise<string>
}

const accessKeyId = 'BACKPROOFTESTOWNER01'
const secretAccessKey = 'owner/secret+of=the tests'
const region = 'us-east-1'

/**
 * A real S3 server in a container: multipart uploads, conditional writes, versioning, paging, wrong keys refused. It
 * does not refuse a wrong checksum, list multipart uploads or lock objects.
 *
 *     await using s3 = await startS3()
 *     const bucket = await s3.bucket()
 */
export async function startS3(options: S3Options = {}): Promise<S3> {
  const container = await startContainer({
    image: s3Image,
    port: 9000,
    env: {
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
      S3_USERS: JSON.stringify(options.users ?? []),
    },
    ...(options.options ? { options: options.options } : {}),
    ready: async (c) =>
      fetch(`http://${c.host}:${c.port}/moto-api/`).then(
        (response) => response.ok,
        () => false,
      ),
  })
  const endpoint = `http://${container.host}:${container.port}`
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  })
  let buckets = 0
  return {
    ...container,
    endpoint,
    region,
    accessKeyId,
    secretAccessKey,
    client,
    async bucket() {
      const name = `test-${++buckets}-${container.id.slice(0, 8)}`
      await client.send(new CreateBucketCommand({ Bucket: name }))
      return name
    },
    async [Symbol.asyncDispose]() {
      client.destroy()
      await container[Symbol.asyncDispose]()
    },
  }
}
