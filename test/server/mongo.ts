import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { MongoClient } from 'mongodb'
import { type Container, dockerMissing, startContainer } from './docker.ts'
import { goMissing } from './go.ts'

/*
 * No package has MongoDB's server. Under its image's name stands FerretDB 2 over PostgreSQL with DocumentDB, which speaks
 * its protocol: it has no snapshots, no options of collections, no views, and every user may do everything.
 */
export const image = 'mongo:7.0'
const build = fileURLToPath(new URL('../../script/image/build', import.meta.url))

/** Why no server can be started here; undefined: it can, perhaps after it was built (minutes, once). */
export async function mongoMissing(): Promise<string | undefined> {
  const noDocker = await dockerMissing()
  if (noDocker !== undefined) return noDocker
  if ((await dockerMissing(image)) === undefined) return undefined
  if (goMissing !== undefined) return `the image ${image} is built with Go, and ${goMissing}`
  const { code, said } = await run('nice', [build, image])
  if (code === 3) return said.trim().split('\n').at(-1)
  if (code !== 0) throw new Error(`${image} could not be built: ${said}`)
  return undefined
}

async function run(
  program: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly said: string }> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2_000)
  })
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)))
  return { code, said }
}

export interface Mongo extends Container {
  /** From the host. */
  urlOf(database: string): string
  readonly client: MongoClient
  /** How many there are to the server now. */
  connections(): Promise<number>
}

// Characters that break a URL that was not careful.
export const password = "p@ss:w/o rd'$%"

export async function startMongo(): Promise<Mongo> {
  const container = await startContainer({
    image,
    env: { MONGO_INITDB_ROOT_USERNAME: 'root', MONGO_INITDB_ROOT_PASSWORD: password },
    port: 27_017,
    ready: async (c) => {
      const client = new MongoClient(urlAt(c, 'test'), { serverSelectionTimeoutMS: 500 })
      try {
        await client.db('test').command({ ping: 1 })
        return true
      } catch {
        return false
      } finally {
        await client.close()
      }
    },
  })
  const client = new MongoClient(urlAt(container, 'test'), { retryWrites: false, maxPoolSize: 1 })
  return {
    ...container,
    client,
    urlOf: (database) => urlAt(container, database),
    async connections() {
      // Established, to port 27017.
      const awk = '$2 ~ /:6989$/ && $4 == "01" { count++ } END { print count + 0 }'
      return Number(await container.exec(['awk', awk, '/proc/net/tcp', '/proc/net/tcp6']))
    },
    async [Symbol.asyncDispose]() {
      await client.close()
      await container[Symbol.asyncDispose]()
    },
  }
}

function urlAt({ host, port }: Pick<Container, 'host' | 'port'>, database: string): string {
  return `mongodb://root:${encodeURIComponent(password)}@${host}:${port}/${database}?authSource=admin`
}
