import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { promisify } from 'node:util'
import { type Container, dockerMissing, startContainer } from './docker.ts'
import { mavenMissing } from './maven.ts'

export type SearchProduct = 'opensearch' | 'elasticsearch'

const images = { opensearch: 'opensearchproject/opensearch', elasticsearch: 'elasticsearch' } as const

export const searchImage = (product: SearchProduct, version: string): string => `${images[product]}:${version}`

// What compiles the class that starts each of them.
const javas: Readonly<Record<string, string>> = { '2.19.6': '17', '7.17.29': '17', '3.9.0': '25', '9.2.2': '25' }

/** Why there is no such server here; undefined: there is, perhaps after its image was built (a minute, once). */
export async function searchMissing(product: SearchProduct, version: string): Promise<string | undefined> {
  const here = await dockerMissing(searchImage(product, version))
  if (here === undefined) return undefined
  const unreached = await dockerMissing()
  if (unreached !== undefined) return unreached
  if (mavenMissing !== undefined) return `${here}, and ${mavenMissing}`
  const jdk = javas[version] ?? ''
  return globSync(`/usr/lib/jvm/*-${jdk}-*/bin/javac`).length > 0 ? undefined : `${here}, and there is no JDK ${jdk}`
}

async function build(image: string): Promise<void> {
  if ((await dockerMissing(image)) === undefined) return
  await promisify(execFile)('nice', ['script/services', image], { maxBuffer: 1 << 28 })
}

export interface SearchServer extends AsyncDisposable {
  readonly product: SearchProduct
  readonly version: string
  readonly port: number
  readonly container: Container
  /** Asks the server itself; throws for what it refuses. */
  ask<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>
  /** Nothing of anybody is left. */
  clear(): Promise<void>
}

/** A node of its own, of a small memory. */
export async function startSearch(product: SearchProduct, version: string): Promise<SearchServer> {
  await build(searchImage(product, version))
  const memory = '-Xms384m -Xmx384m'
  const container = await startContainer({
    image: searchImage(product, version),
    port: 9200,
    env: {
      ...{ 'discovery.type': 'single-node', 'cluster.routing.allocation.disk.threshold_enabled': 'false' },
      // What is past its time goes at once.
      'search.keep_alive_interval': '1s',
      ...{ DISABLE_SECURITY_PLUGIN: 'true', 'xpack.security.enabled': 'false' },
      ...{ OPENSEARCH_JAVA_OPTS: memory, ES_JAVA_OPTS: memory },
    },
    readyMs: 240_000,
    ready: async ({ port }) =>
      await fetch(`http://127.0.0.1:${port}/_cluster/health?wait_for_status=yellow&timeout=1s`).then(
        ({ ok }) => ok,
        () => false,
      ),
  })
  const { port } = container
  const ask = async <T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> => {
    const lines = typeof body === 'string'
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: lines ? body : JSON.stringify(body) }),
      headers: { 'content-type': lines ? 'application/x-ndjson' : 'application/json' },
    })
    const text = await answer.text()
    // A server without any pipeline has no list of them.
    if (answer.status === 404 && text === '{}') return {} as T
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`)
    return (text === '' ? {} : JSON.parse(text)) as T
  }
  return {
    ...{ product, version, port, container, ask },
    async clear() {
      const indexes = await ask<readonly { index: string }[]>('GET', '/_cat/indices?format=json&expand_wildcards=all')
      for (const { index } of indexes) await ask('DELETE', `/${index}`)
      for (const kind of ['index_template', 'component_template']) {
        const answer = await ask<Record<string, readonly { name: string }[]>>('GET', `/_${kind}`)
        for (const { name } of answer[`${kind}s`] ?? []) await ask('DELETE', `/_${kind}/${name}`)
      }
      for (const kind of ['_template', '_ingest/pipeline'])
        for (const name of Object.keys(await ask('GET', `/${kind}`))) await ask('DELETE', `/${kind}/${name}`)
    },
    [Symbol.asyncDispose]: () => container[Symbol.asyncDispose](),
  }
}
