import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const module = 'github.com/minio/minio'
const version = 'v0.0.0-20260212201848-7aac2a2c5b7c'
const cache = join(homedir(), '.cache', 'backproof-test', version)
const binary = join(cache, 'minio')
const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/go/bin', '/usr/lib/go/bin']
const go = places.map((place) => join(place, 'go')).find((place) => existsSync(place))

/** Why MinIO cannot be started here; undefined if it can, perhaps after it was compiled (minutes, once). */
export const minioMissing =
  existsSync(binary) || go ? undefined : 'MinIO is compiled from its source, and there is no Go here'

export interface Minio extends AsyncDisposable {
  readonly endpoint: string
  readonly host: string
  readonly port: number
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Compiles MinIO with Go, unless that was done before. */
export async function buildMinio(): Promise<void> {
  if (existsSync(binary)) return
  if (!go) throw new Error(minioMissing)
  await mkdir(cache, { recursive: true })
  const child = spawn('nice', [go, 'install', `${module}@${version}`], {
    env: { ...process.env, GOBIN: cache, GOFLAGS: '-p=2' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2_000)
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`MinIO could not be compiled: ${said}`)
}

/** A MinIO server on a free port, in a directory of its own, which goes with it. */
export async function startMinio(): Promise<Minio> {
  // Another process may take the port in between.
  for (let tries = 1; ; tries++) {
    try {
      return await tryMinio()
    } catch (error) {
      if (tries >= 3 || !/address already in use/.test(String(error))) throw error
    }
  }
}

async function tryMinio(): Promise<Minio> {
  const port = await freePort()
  const directory = await mkdtemp(join(tmpdir(), 'minio-'))
  const [accessKeyId, secretAccessKey, region] = ['owner', 'owner/secret+of=the tests', 'eu-north-1']
  const child = spawn(binary, ['server', directory, '--address', `127.0.0.1:${port}`, '--quiet'], {
    env: {
      PATH: process.env['PATH'],
      HOME: directory,
      MINIO_ROOT_USER: accessKeyId,
      MINIO_ROOT_PASSWORD: secretAccessKey,
      MINIO_SITE_REGION: region,
      MINIO_BROWSER: 'off',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2_000)
  })
  const ended = new Promise((resolve) => child.on('close', resolve))
  const stop = async () => {
    child.kill()
    await ended
    await rm(directory, { recursive: true, force: true })
  }
  const endpoint = `http://127.0.0.1:${port}`
  const ready = () =>
    fetch(`${endpoint}/minio/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  for (let tries = 0; !(await ready()); tries++) {
    if (tries > 300 || child.exitCode !== null) {
      await stop()
      throw new Error(`MinIO did not start: ${said}`)
    }
    await pause(100)
  }
  return { endpoint, host: '127.0.0.1', port, region, accessKeyId, secretAccessKey, [Symbol.asyncDispose]: stop }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
