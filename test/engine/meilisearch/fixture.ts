import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Target } from '../../../src/engine/engine.ts'
import { meilisearch } from '../../../src/engine/meilisearch/meilisearch.ts'
import type { Fixture, Writer } from '../contract.ts'
import { meilisearchSource } from '../source.ts'
import { bench } from '../step.ts'
import { MeilisearchStandIn } from './stand-in.ts'

export const never: AbortSignal = new AbortController().signal

export interface Place extends AsyncDisposable {
  readonly server: MeilisearchStandIn
  readonly url: string
  /** The same with a key that may do less. */
  readonly lessUrl: string
  /** Where it writes dumps. */
  readonly folder: string
}

/** What a key needs for a backup, and for a restore. */
export const actions = {
  backup: ['version', 'indexes.get', 'stats.get', 'settings.get', 'documents.get'],
  dump: ['version', 'indexes.get', 'stats.get', 'dumps.create', 'tasks.get'],
  search: ['version', 'indexes.get', 'stats.get', 'settings.get', 'search'],
  restore: [
    ...['version', 'indexes.get', 'stats.get', 'settings.get', 'indexes.create', 'indexes.delete'],
    ...['settings.update', 'documents.add', 'tasks.get'],
  ],
}

/** A stand-in of its own, empty. */
export async function startPlace(allowed?: readonly string[], lessAllowed: readonly string[] = []): Promise<Place> {
  const [key, lessKey] = [`key/${randomUUID()}`, `less/${randomUUID()}`]
  const server = new MeilisearchStandIn(allowed === undefined ? {} : { [key]: allowed, [lessKey]: lessAllowed })
  const listening = await server.listen()
  const folder = mkdtempSync(join(tmpdir(), 'meilisearch-test-'))
  server.dumpDir = folder
  const user = allowed === undefined ? '' : `${encodeURIComponent(key)}@`
  return {
    server,
    folder,
    url: `http://${user}127.0.0.1:${listening.port}`,
    lessUrl: `http://${encodeURIComponent(lessKey)}@127.0.0.1:${listening.port}`,
    async [Symbol.asyncDispose]() {
      await listening[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const targetAt = ({ url }: Pick<Place, 'url'>, signal = never): Promise<Target> =>
  meilisearch.target(url, { tools: { kind: 'auto' } }, bench, signal) as Promise<Target>

export const film = (id: number) =>
  `{"id":${id},"title":"Film \\"${id}\\", part [1], {2}","rank":12345678901234567890,"score":1.0,"text":"${'ä'.repeat(40)}"}`

/** Several pages, an empty index, one without a key, settings of each kind. */
export function seed(server: MeilisearchStandIn): void {
  server.add(
    'films',
    Array.from({ length: 2500 }, (_, id) => film(id)),
    { filterableAttributes: ['rank'], synonyms: { film: ['movie'] }, stopWords: ['the'] },
  )
  server.add('actors', ['{"name_id":"a","name":"A"}', '{"name_id":"b","name":"B"}'], {}, 'name_id')
  server.add('empty', [], {}, null)
}

async function writeInto(server: MeilisearchStandIn): Promise<Writer> {
  const stopped = new AbortController()
  let written = 0
  const writing = (async () => {
    while (!stopped.signal.aborted) {
      server.put(
        'actors',
        Array.from({ length: 20 }, () => `{"name_id":"new ${written++}"}`),
      )
      await pause(40)
    }
  })()
  return {
    writes: async () => written,
    async stop() {
      stopped.abort()
      await writing
    },
  }
}

/** `dump`: by a dump of the server, which this machine reads; else page by page. */
export async function startFixture(dump: boolean): Promise<Fixture> {
  const place = await startPlace(dump ? actions.dump : actions.backup, actions.search)
  seed(place.server)
  const places: Place[] = [place]
  const ofTarget = new WeakMap<Target, Place>()
  const secret = `wrong/${randomUUID()}`
  const more = dump ? { dumpDir: place.folder } : {}
  return {
    source: meilisearchSource(place.url, more),
    bench: { ...bench, label: `test-${randomUUID()}` },
    seeded: {
      rows: { actors: 2, empty: 0, films: 2500 },
      objects: { index: ['actors', 'empty', 'films'], 'primary key': ['actors name_id', 'films id'] },
    },
    contents: ['index films (2500 documents)', 'index empty (0 documents)'],
    write: () => writeInto(place.server),
    async target() {
      const into = await startPlace(actions.restore)
      places.push(into)
      const target = await targetAt(into)
      ofTarget.set(target, into)
      return target
    },
    isEmpty: async (target) => ofTarget.get(target)?.server.indexes.size === 0,
    locked: {
      source: meilisearchSource(place.url.replace(/\/\/.*@/, `//${encodeURIComponent(secret)}@`), more),
      secret,
      place: place.url.replace(/.*@/, ''),
    },
    powerless: {
      source: meilisearchSource(place.lessUrl, more),
      lacking: dump ? /dumps\.create/ : /documents\.get/,
    },
    // By pages it asks for no task either.
    traces: async () => (dump ? readdirSync(place.folder) : place.server.tasks.map(({ type }) => type)),
    self: place.url.replace('127.0.0.1', 'localhost'),
    some: 'act*',
    async [Symbol.asyncDispose]() {
      for (const one of places) await one[Symbol.asyncDispose]()
    },
  }
}
