import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MongoClient } from 'mongodb'
import { goMissing } from './go.ts'

/*
 * FerretDB 1 over SQLite: no container, and the one server of MongoDB's protocol to be had here that writes an oplog, once there is
 * a capped collection for it. It logs inserts, updates (whole, without what they take away) and deletes, and no more.
 */
const version = 'v1.24.2'
const program = join(homedir(), '.cache', 'backproof-test', version, 'ferretdb')

export const ferretMissing: string | undefined = existsSync(program) ? undefined : goMissing

export interface Ferret extends AsyncDisposable {
  readonly port: number
  readonly client: MongoClient
  urlOf(database: string): string
  /** An oplog, empty, of so many bytes. */
  makeOplog(bytes?: number): Promise<void>
  /** The process ends, and another one begins with the same data. */
  restart(): Promise<void>
}

export async function startFerret(): Promise<Ferret> {
  await compile()
  const folder = await mkdtemp(join(tmpdir(), 'backproof-ferretdb-'))
  const port = await freePort()
  let running = await run(folder, port)
  const urlOf = (database: string) => `mongodb://127.0.0.1:${port}/${database}`
  const client = new MongoClient(urlOf('shop'), { retryWrites: false, directConnection: true })
  return {
    ...{ port, client, urlOf },
    async makeOplog(bytes = 50_000_000) {
      const local = client.db('local')
      await local.dropCollection('oplog.rs')
      await local.createCollection('oplog.rs', { capped: true, size: bytes })
    },
    async restart() {
      await running.end()
      running = await run(folder, port)
    },
    async [Symbol.asyncDispose]() {
      await client.close()
      await running.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function compile(): Promise<void> {
  if (existsSync(program)) return
  const script = fileURLToPath(new URL('../../script/image/ferretdb', import.meta.url))
  const child = spawn('nice', [script, version, program], {
    env: { ...process.env, PATH: `${process.env['PATH']}:/usr/local/go/bin:/usr/lib/go/bin` },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2_000)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`FerretDB ${version} could not be compiled: ${said}`)
}

async function run(folder: string, port: number): Promise<{ end(): Promise<void> }> {
  const child = spawn(
    program,
    [
      ...['--handler=sqlite', `--sqlite-url=file:${folder}/`, '--repl-set-name=rs0'],
      ...[`--listen-addr=127.0.0.1:${port}`, '--debug-addr=-', '--telemetry=disable', '--log-level=ERROR'],
      `--state-dir=${folder}`,
    ],
    { stdio: 'ignore' },
  )
  const ended = once(child, 'close')
  const probe = new MongoClient(`mongodb://127.0.0.1:${port}`, {
    directConnection: true,
    serverSelectionTimeoutMS: 60_000,
  })
  try {
    await probe.db('admin').command({ ping: 1 })
  } finally {
    await probe.close()
  }
  return {
    async end() {
      child.kill()
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
