import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Target } from '../../../src/engine/engine.ts'
import { qdrant } from '../../../src/engine/qdrant/qdrant.ts'
import type { QdrantSource } from '../../../src/policy/policy.ts'
import type { Fixture, Writer } from '../contract.ts'
import { qdrantSource } from '../source.ts'
import { bench } from '../step.ts'
import { QdrantStandIn } from './stand-in.ts'

export const never: AbortSignal = new AbortController().signal

export interface Place extends AsyncDisposable {
  readonly server: QdrantStandIn
  readonly url: string
}

/** A stand-in of its own, empty. */
export async function startPlace(key?: string, readKey?: string): Promise<Place> {
  const server = new QdrantStandIn(key, readKey)
  const listening = await server.listen()
  const user = key === undefined ? '' : `${encodeURIComponent(key)}@`
  return {
    server,
    url: `http://${user}127.0.0.1:${listening.port}`,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  }
}

export const targetAt = ({ url }: Pick<Place, 'url'>, signal = never): Promise<Target> =>
  qdrant.target(url, { tools: { kind: 'auto' } }, bench, signal) as Promise<Target>

/** Names that need to be encoded, several vectors, aliases, an empty collection. */
export function seed(server: QdrantStandIn): void {
  server.add('articles', 8, 3000)
  server.add('bilder & töne/1', 4, 50, 200_000)
  server.add('empty', 4, 0)
  server.aliases.set('current', 'articles')
  server.aliases.set('latest pictures', 'bilder & töne/1')
}

function writeInto(server: QdrantStandIn): Promise<Writer> {
  const stopped = new AbortController()
  let written = 0
  const writing = (async () => {
    while (!stopped.signal.aborted) {
      server.put(
        'articles',
        Array.from({ length: 20 }, () => 100_000 + written++),
        8,
      )
      await pause(40)
    }
  })()
  return Promise.resolve({
    writes: async () => written,
    async stop() {
      stopped.abort()
      await writing
    },
  })
}

export interface QdrantFixture extends Fixture {
  readonly server: QdrantStandIn
  readonly sourceOf: (more: Partial<QdrantSource>) => QdrantSource
}

export async function startFixture(): Promise<QdrantFixture> {
  const key = `key/${randomUUID()}`
  const readKey = `read/${randomUUID()}`
  const place = await startPlace(key, readKey)
  seed(place.server)
  const places: Place[] = [place]
  const ofTarget = new WeakMap<Target, Place>()
  const secret = `wrong/${randomUUID()}`
  return {
    server: place.server,
    sourceOf: (more) => qdrantSource(place.url, more),
    source: qdrantSource(place.url),
    bench: { ...bench, label: `test-${randomUUID()}` },
    seeded: {
      rows: { articles: 3000, 'bilder & töne/1': 50, empty: 0 },
      objects: {
        collection: ['articles', 'bilder & töne/1', 'empty'],
        alias: ['current -> articles', 'latest pictures -> bilder & töne/1'],
      },
    },
    contents: ['collection articles (3000 points)', 'alias current of articles'],
    write: () => writeInto(place.server),
    async target() {
      const into = await startPlace()
      places.push(into)
      const target = await targetAt(into)
      ofTarget.set(target, into)
      return target
    },
    async isEmpty(target) {
      const server = ofTarget.get(target)?.server
      return server?.collections.size === 0 && server.aliases.size === 0
    },
    powerless: {
      source: qdrantSource(place.url.replace(encodeURIComponent(key), encodeURIComponent(readKey))),
      lacking: /"rw" for each collection/,
    },
    traces: async () => place.server.files(),
    locked: {
      source: qdrantSource(place.url.replace(encodeURIComponent(key), encodeURIComponent(secret))),
      secret,
      place: place.url.replace(/.*@/, ''),
    },
    self: place.url.replace('127.0.0.1', 'localhost'),
    some: 'bilder*',
    async [Symbol.asyncDispose]() {
      for (const one of places) await one[Symbol.asyncDispose]()
    },
  }
}
