import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { startS3 } from '../test/server/s3.ts'

/** An S3 server, and how every competitor is told of it. */
export interface Server extends AsyncDisposable {
  readonly name: string
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Its process, where it is ours. */
  readonly pid: number | undefined
  /** For rclone (as remote "s3"), restic and our own policy. */
  readonly env: Readonly<Record<string, string>>
}

const region = 'us-east-1'

/** MinIO with its objects in memory, so that no disk is measured; where it could not be compiled, the tests' server. */
export async function startServer(home: string): Promise<Server> {
  const minio = join(home, 'bin', 'minio')
  if (existsSync(minio)) return startMinio(minio, home)
  const moto = await startS3()
  return server(
    'moto (slow: Python; MinIO could not be compiled)',
    moto,
    undefined,
    () => moto[Symbol.asyncDispose]() as Promise<void>,
  )
}

async function startMinio(program: string, home: string): Promise<Server> {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : home
  const folder = mkdtempSync(join(memory, 'backproof-bench-'))
  const port = await freePort()
  const [accessKeyId, secretAccessKey] = ['bench', 'bench-bench-bench']
  const env = {
    ...process.env,
    MINIO_ROOT_USER: accessKeyId,
    MINIO_ROOT_PASSWORD: secretAccessKey,
    MINIO_UPDATE: 'off',
  }
  const child = spawn(program, ['server', '--quiet', '--address', `127.0.0.1:${port}`, folder], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const endpoint = `http://127.0.0.1:${port}`
  await until(child, async () => (await fetch(`${endpoint}/minio/health/ready`)).ok)
  return server('MinIO, its objects in memory', { endpoint, accessKeyId, secretAccessKey }, child.pid, async () => {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await new Promise((done) => child.once('exit', done))
    rmSync(folder, { recursive: true, force: true })
  })
}

async function until(child: ChildProcess, ready: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000
  while (!(await ready().catch(() => false))) {
    if (child.exitCode !== null || performance.now() > end) throw new Error('the S3 server does not start')
    await pause(50)
  }
}

async function server(
  name: string,
  at: { readonly endpoint: string; readonly accessKeyId: string; readonly secretAccessKey: string },
  pid: number | undefined,
  stop: () => Promise<void>,
): Promise<Server> {
  const { endpoint, accessKeyId, secretAccessKey } = at
  const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
  for (const Bucket of buckets) await client.send(new CreateBucketCommand({ Bucket }))
  client.destroy()
  return {
    name,
    endpoint,
    accessKeyId,
    secretAccessKey,
    pid,
    env: {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: region,
      // A certificate bundle of the machine's is nothing for a local server, and rclone fails on it.
      AWS_CA_BUNDLE: '',
      RCLONE_CONFIG: '/dev/null',
      RCLONE_CONFIG_S3_TYPE: 's3',
      RCLONE_CONFIG_S3_PROVIDER: 'Minio',
      RCLONE_CONFIG_S3_ENV_AUTH: 'true',
      RCLONE_CONFIG_S3_ENDPOINT: endpoint,
      RCLONE_CONFIG_S3_NO_CHECK_BUCKET: 'true',
    },
    [Symbol.asyncDispose]: stop,
  }
}

/** Ours has three, for copies; the others' is "bench". */
export const buckets = ['ours-1', 'ours-2', 'ours-3', 'bench'] as const

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
