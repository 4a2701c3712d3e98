import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildProgram, goMissing } from './go.ts'
import { fetchJars, java, mavenMissing } from './maven.ts'

/** An S3 server of this machine; `s3` are options of a store in it, without a bucket. */
export interface OtherS3 extends AsyncDisposable {
  readonly s3: {
    readonly kind: 's3'
    readonly region: string
    readonly endpoint: string
    readonly accessKeyId: string
    readonly secretAccessKey: string
  }
}

export interface Other {
  readonly name: string
  /** Why it cannot be started here; undefined: it can, perhaps after it was compiled or fetched (minutes, once). */
  readonly missing: string | undefined
  start(): Promise<OtherS3>
}

const region = 'us-east-1'
const accessKeyId = 'owner'
const secretAccessKey = 'a-secret-of-the-tests'

/** Objects as files of a POSIX file system; in Go. */
export const versitygw: Other = {
  name: 'versitygw',
  missing: goMissing,
  async start() {
    const module = 'github.com/versity/versitygw'
    const binary = await buildProgram('versitygw', module, 'v1.8.0', `${module}/cmd/versitygw`)
    return startServer('versitygw', async (folder, port) => {
      await mkdir(join(folder, 'data'))
      const access = ['--access', accessKeyId, '--secret', secretAccessKey, '--region', region]
      return [binary, [...access, '--port', `127.0.0.1:${port}`, 'posix', join(folder, 'data')]]
    })
  },
}

/** A gateway whose etag of an upload in parts changes once it is complete, and which knows no condition on completing it; in Java. */
export const s3proxy: Other = {
  name: 'S3Proxy',
  missing: mavenMissing,
  async start() {
    const libraries = await fetchJars('org.gaul', 's3proxy', '2.9.0')
    return startServer('S3Proxy', async (folder, port) => {
      await mkdir(join(folder, 'data'))
      const settings = {
        's3proxy.authorization': 'aws-v2-or-v4',
        's3proxy.endpoint': `http://127.0.0.1:${port}`,
        's3proxy.identity': accessKeyId,
        's3proxy.credential': secretAccessKey,
        'jclouds.provider': 'filesystem-nio2',
        'jclouds.filesystem.basedir': join(folder, 'data'),
      }
      const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
      await writeFile(join(folder, 'properties'), lines.join(''))
      const main = ['org.gaul.s3proxy.Main', '--properties', join(folder, 'properties')]
      return [java ?? 'java', ['-Xmx384m', '-cp', join(libraries, '*'), ...main]]
    })
  },
}

type Prepare = (folder: string, port: number) => Promise<readonly [program: string, args: readonly string[]]>

async function startServer(name: string, prepare: Prepare): Promise<OtherS3> {
  const folder = await mkdtemp(join(tmpdir(), 'backproof-s3-'))
  const port = await freePort()
  const [program, args] = await prepare(folder, port)
  const child = spawn(program, args, {
    env: { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C.UTF-8', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-2_000)
    })
  const ended = new Promise((resolve) => child.on('close', resolve))
  const stop = async () => {
    child.kill()
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const endpoint = `http://127.0.0.1:${port}`
  const ready = () =>
    fetch(endpoint).then(
      () => true,
      () => false,
    )
  for (let tries = 0; !(await ready()); tries++) {
    if (tries > 600 || child.exitCode !== null) {
      await stop()
      throw new Error(`${name} did not start: ${said}`)
    }
    await pause(100)
  }
  const s3 = { kind: 's3', region, endpoint, accessKeyId, secretAccessKey } as const
  return { s3, [Symbol.asyncDispose]: stop }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
