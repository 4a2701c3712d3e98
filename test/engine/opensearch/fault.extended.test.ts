import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { engineOf, type PlainBackup, type Target } from '../../../src/engine/engine.ts'
import { readDescription } from '../../../src/engine/opensearch/part/description.ts'
import { isProblem, type Problem } from '../../../src/problem.ts'
import { searchMissing } from '../../server/search.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { bench } from '../step.ts'
import { contextsOf, documents, index, never, type SearchFixture, startFixture } from './fixture.ts'
import { type ProxyServer, password, startProxy, user } from './proxy.ts'

const [product, version] = ['opensearch', '2.19.6'] as const
const missing = await searchMissing(product, version)
const engine = await engineOf(product)

const failure = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => (isProblem(error) ? error : Promise.reject(error)),
  )

if (missing !== undefined) test.skip(`faults of OpenSearch: ${missing}`)
else
  describe('a backup of OpenSearch', () => {
    let at: SearchFixture
    let held: MemoryDump
    let before: ProxyServer
    beforeAll(async () => {
      at = await startFixture(product, version)
      before = await startProxy(at.elsewhere.port)
      held = await dumped()
    })
    afterEach(() => {
      for (const proxy of [at.proxy, before]) {
        proxy.fault = undefined
        proxy.change = undefined
      }
    })
    afterAll(async () => {
      await before?.[Symbol.asyncDispose]()
      await at?.[Symbol.asyncDispose]()
    })

    const dumped = async (source = at.source): Promise<MemoryDump> => {
      await using live = await engine.open(source, at.bench, never)
      return await hold(live.dump())
    }
    const contexts = () => contextsOf(at.server)
    /** The empty target, reached past a proxy. */
    const target = async (): Promise<Target> => {
      await at.elsewhere.clear()
      const url = `http://${user}:${encodeURIComponent(password)}@127.0.0.1:${before.port}`
      return (await engine.target(url, { tools: { kind: 'auto' } }, bench, never)) as Target
    }
    const restore = (into: Target, backup: PlainBackup = plainBackup(held), more = {}) =>
      into.restore(backup, { overwrite: false, only: [], ...more })
    const names = async () =>
      (await at.elsewhere.ask<{ index: string }[]>('GET', '/_cat/indices?format=json')).map(({ index }) => index)
    /** The part of an index, changed. */
    const changed = async (name: string, change: (text: string) => string): Promise<PlainBackup> => {
      const { indexes } = await readDescription(plainBackup(held))
      const part = indexes.find((kept) => kept.name === name)?.part ?? ''
      const text = held.parts.get(part)?.toString('utf8') ?? ''
      return plainBackup({ ...held, parts: new Map([...held.parts, [part, Buffer.from(change(text))]]) })
    }

    test('has no scroll left on the server, whether it ended, was abandoned or was cancelled', async () => {
      expect(await contexts()).toBe(0)
      await dumped()
      expect(await contexts()).toBe(0)
      const open = async (stop: AbortController, leave: (body: AsyncIterable<unknown>) => Promise<void>) => {
        await using live = await engine.open(
          at.sourceOf({ indexes: { include: ['orders'], exclude: [] } }),
          at.bench,
          stop.signal,
        )
        for await (const part of live.dump().parts) {
          for await (const _ of part.body) {
            expect(await contexts()).toBeGreaterThan(0)
            break
          }
          await leave(part.body)
          break
        }
      }
      await open(new AbortController(), async () => undefined)
      await expect.poll(contexts).toBe(0)
      const stop = new AbortController()
      await open(stop, async () => stop.abort()).catch((error) => expect(error).toMatchObject({ code: 'cancelled' }))
      await expect.poll(contexts).toBe(0)
    })

    test('fails if a shard failed in a later page', async () => {
      let pages = 0
      at.proxy.change = (path, body) =>
        path.startsWith('/_search/scroll') && body.includes('"hits"') && ++pages === 1
          ? body.replace(/"failed":0/, '"failed":1,"failures":[{"reason":{"type":"x","reason":"the disk is gone"}}]')
          : body
      const { message } = await failure(dumped())
      expect(message).toMatch(/source search: 127.*: index \S+: 1 of \d shards failed: the disk is gone/)
      at.proxy.change = undefined
      await expect.poll(contexts).toBe(0)
    })

    test('fails if fewer documents come than the server counted', async () => {
      at.proxy.change = (path, body) =>
        path.startsWith('/people/_search') ? body.replace(/\{"_index":"people","_id":"1".*?\},(?=\{"_index)/, '') : body
      expect(await failure(dumped())).toMatchObject({
        code: 'dump-incomplete',
        message: 'source search: 1 documents of people came, and the server counted 2',
      })
    })

    test('fails if the server loses the scroll half-way, and if the connection breaks off', async () => {
      at.proxy.fault = async (request) => {
        if (request.method !== 'POST' || !request.url?.startsWith('/_search/scroll')) return false
        at.proxy.fault = undefined
        // The real server forgets it, before it is asked for the next page.
        await at.server.ask('DELETE', '/_search/scroll/_all')
        return false
      }
      expect((await failure(dumped())).message).toMatch(
        /index \S+: (the server has lost the scroll after|.*No search context)/,
      )
      at.proxy.fault = (request, response) => {
        if (!request.url?.startsWith('/orders/_search')) return false
        response.writeHead(200).write('{"_scroll_id":"x","hits":{"hits":[{"_id":"1","_source":{"a":')
        setTimeout(() => response.destroy(), 100)
        return true
      }
      expect((await failure(dumped())).message).toContain('the connection broke off')
    })

    test('asks only for what its documented rights allow', async () => {
      at.proxy.asked.length = 0
      await using live = await engine.open(at.source, at.bench, never)
      await live.rehearse()
      await hold(live.dump())
      const allowed = [
        /^GET \/$/,
        /^GET \/_cat\/indices(\/\w+)?\?/,
        /^GET \/_data_stream$/,
        /^GET \/(orders|empty|people)\?flat_settings=true$/,
        /^POST \/(orders|empty|people)\/_refresh$/,
        /^POST \/(orders|empty|people)\/_search\?scroll=45s&/,
        /^(POST|DELETE) \/_search\/scroll$/,
        /^GET \/_(component_template|index_template|template|ingest\/pipeline)$/,
      ]
      expect(at.proxy.asked.filter((request) => !allowed.some((one) => one.test(request)))).toEqual([])
    })

    test('reports missing rights with what to do', async () => {
      at.proxy.fault = (request, response) => {
        if (!request.url?.includes('_refresh')) return false
        response.writeHead(403).end(JSON.stringify({ error: { reason: 'no permissions for [indices:admin/refresh]' } }))
        return true
      }
      await using live = await engine.open(at.source, at.bench, never)
      expect(await failure(live.rehearse())).toMatchObject({
        message: expect.stringContaining('is refused with 403: no permissions for [indices:admin/refresh]'),
        hint: expect.stringContaining('role'),
      })
    })

    test('has what was written just before it, although no search finds it yet', async () => {
      await at.server.ask('PUT', '/unseen', { settings: { refresh_interval: '-1' } })
      await index(at.server, 'unseen', [['1', { a: 1 }]])
      const { facts } = await dumped(at.sourceOf({ indexes: { include: ['unseen'], exclude: [] } }))
      await at.server.ask('DELETE', '/unseen')
      expect(facts.rows).toEqual({ unseen: 1 })
    })

    test.each([
      ['unkept', { mappings: { _source: { enabled: false } } }, 'index unkept: it keeps no _source'],
      ['partly', { mappings: { _source: { excludes: ['a'] } } }, 'index partly: it keeps a part of _source only'],
      ['shut', {}, 'index shut is closed, and cannot be read'],
    ])('refuses the index %s with %j', async (name, body, because) => {
      await at.server.ask('PUT', `/${name}`, body)
      if (name === 'shut') await at.server.ask('POST', '/shut/_close')
      const { message, hint } = await failure(dumped())
      await at.server.ask('DELETE', `/${name}`)
      expect(message).toContain(because)
      expect(hint).toMatch(/exclude/)
    })

    test('refuses a data stream unless it is left out', async () => {
      await at.server.ask('PUT', '/_index_template/events', { index_patterns: ['events'], data_stream: {} })
      await at.server.ask('PUT', '/_data_stream/events')
      const { message } = await failure(dumped())
      const without = await dumped(at.sourceOf({ indexes: { include: [], exclude: ['events'] } }))
      await at.server.ask('DELETE', '/_data_stream/events')
      await at.server.ask('DELETE', '/_index_template/events')
      expect(message).toContain('data streams are not backed up, and there are some: events')
      expect(without.facts.objects['index']).toEqual(['empty', 'orders', 'people'])
    })

    test('refuses a name that no index has, the other product, and a server without indexes', async () => {
      const unknown = await failure(dumped(at.sourceOf({ indexes: { include: ['order'], exclude: [] } })))
      expect(unknown).toMatchObject({
        code: 'policy-invalid',
        message: expect.stringContaining('did you mean orders?'),
      })
      const other = await engineOf('elasticsearch')
      expect(await failure(other.open({ ...at.source, engine: 'elasticsearch' }, at.bench, never))).toMatchObject({
        code: 'policy-invalid',
        message: expect.stringContaining('is OpenSearch 2.19.6, not Elasticsearch'),
        hint: 'Set engine: opensearch.',
      })
      await at.elsewhere.clear()
      const empty = (allowEmpty: boolean) => {
        const url = `http://127.0.0.1:${at.elsewhere.port}`
        const source = at.sourceOf({ allowEmpty })
        return dumped({ ...source, url: { ...source.url, reveal: () => url } })
      }
      expect((await failure(empty(false))).message).toContain('there are no indexes to back up')
      expect((await empty(true)).facts.rows).toEqual({})
    })

    test('is not restored if the server refuses a document, although it answers 200', async () => {
      const into = await target()
      const strict = await changed('people', (text) =>
        text
          .replace('"mappings":{', '"mappings":{"dynamic":"strict","x":{')
          .replace(/"x":\{.*?\},"aliases"/, '"properties":{}},"aliases"'),
      )
      const { code, message } = await failure(restore(into, strict))
      expect(code).toBe('restore-failed')
      expect(message).toMatch(/does not take index people: a document is refused with 400: .*strict/)
      expect(await names()).toEqual([])
    })

    test('is restored if the server has no room for documents at first', async () => {
      const into = await target()
      let refused = 0
      before.fault = (request, response) => {
        if (!request.url?.includes('_bulk') || refused > 0) return false
        refused++
        void request.toArray().then((chunks: Buffer[]) => {
          const count = Buffer.concat(chunks).toString().split('\n').length >> 1
          const item = { create: { status: 429, error: { reason: 'rejected execution' } } }
          response.end(JSON.stringify({ errors: true, items: Array.from({ length: count }, () => item) }))
        })
        return true
      }
      await restore(into)
      expect(refused).toBeGreaterThan(0)
      expect((await into.facts(held.facts)).objects).toEqual(held.facts.objects)
    })

    test('is not restored if the server then counts others', async () => {
      const into = await target()
      before.change = (path, body) =>
        path === '/orders/_count' ? body.replace(`${documents}`, `${documents - 1}`) : body
      expect((await failure(restore(into))).message).toContain(
        `it has ${documents - 1} documents after ${documents} were written`,
      )
      expect(await names()).toEqual([])
    })

    test('that is damaged after its middle leaves an empty target empty, and does not replace what is there', async () => {
      const into = await target()
      const cut = await changed('orders', (text) => text.slice(0, text.length * 0.7))
      expect((await failure(restore(into, cut))).code).toBe('object-damaged')
      expect(await names()).toEqual([])
      const swapped = await changed('people', (text) => text.replace('Grace', 'Gr4ce'))
      expect((await failure(restore(into, swapped))).message).toContain('its documents are not those that were written')
      expect(await names()).toEqual([])
      await at.elsewhere.ask('PUT', '/orders')
      await index(at.elsewhere, 'orders', [['mine', { a: 1 }]])
      expect((await failure(restore(into, cut, { overwrite: true }))).code).toBe('object-damaged')
      await at.elsewhere.ask('POST', '/_refresh')
      expect(await at.elsewhere.ask('GET', '/orders/_count')).toMatchObject({ count: 1 })
    })

    test('is refused by an older server and another product, and where a name is taken', async () => {
      const into = await target()
      const of = (server: object) => {
        const text = JSON.parse(held.parts.get('cluster.json')?.toString() ?? '') as object
        return plainBackup({
          ...held,
          parts: new Map([...held.parts, ['cluster.json', Buffer.from(JSON.stringify({ ...text, server }))]]),
        })
      }
      expect(await failure(restore(into, of({ product, version: '2.20.0' })))).toMatchObject({
        code: 'tool-version',
        message: expect.stringContaining('the backup is of OpenSearch 2.20.0'),
      })
      expect(await failure(restore(into, of({ product: 'elasticsearch', version: '7.17.29' })))).toMatchObject({
        code: 'target-refused',
      })
      await at.elsewhere.ask('PUT', '/taken', { aliases: { people: {} } })
      expect((await failure(restore(into, undefined, { overwrite: true }))).message).toContain(
        'aliases or data streams',
      )
      await at.elsewhere.ask('DELETE', '/taken')
      await at.elsewhere.ask('PUT', '/_index_template/logs', { index_patterns: ['other-*'] })
      expect((await failure(restore(into))).message).toContain('index template logs')
      expect(await names()).toEqual([])
    })

    test('answers assertions', async () => {
      const into = await target()
      await restore(into)
      const ask = (kind: 'query' | 'http' | 'count-of', text: string, expect: object) =>
        into.check({ kind, name: 'a', ask: text, expect })
      expect(await ask('count-of', 'everybody', { equals: 2 })).toBeUndefined()
      expect(await ask('query', 'orders status:paid AND number:[0 TO 29]', { equals: 10 })).toBeUndefined()
      expect(await ask('query', 'orders status:', { equals: 1 })).toMatchObject({ blame: 'policy' })
      expect(await ask('http', '/people/_doc/1?filter_path=_source.name', { matches: '"Ada"' })).toBeUndefined()
      expect(await ask('http', '/people/_doc/9', { matches: 'x' })).toMatchObject({ level: 'failure', blame: 'data' })
      expect(await into.check({ kind: 'required', name: 'a', names: ['all', 'people'] })).toBeUndefined()
      expect(await into.check({ kind: 'required', name: 'a', names: ['gone'] })).toMatchObject({ level: 'failure' })
    })

    test('comes back with sources to the byte, routing, and settings as they were', async () => {
      const into = await target()
      await restore(into)
      const source = async (id: string, by = '') => await at.elsewhere.ask('GET', `/orders/_source/${id}${by}`)
      const text = async (id: string) =>
        await (await fetch(`http://127.0.0.1:${at.elsewhere.port}/orders/_source/${id}`)).text()
      expect(await text('exact')).toBe('{"number":9007199254740993,"price":1.10}')
      expect(await text('broken')).toBe('{"number" : 1,    "title" : "a \\n b { [ \\" ü" }')
      for (const routing of ['a', 'b']) expect(await source('twin', `?routing=${routing}`)).toEqual({ number: 1 })
      const { orders } = await at.elsewhere.ask<Record<string, { settings: object }>>(
        'GET',
        '/orders/_settings?flat_settings=true',
      )
      expect(orders?.settings).toMatchObject({
        'index.default_pipeline': 'stamp',
        'index.refresh_interval': '30s',
        'index.number_of_replicas': '0',
      })
      // It has more fields than that: a server makes no such index, unless it may have more at first.
      const path = '/people/_settings?flat_settings=true'
      const { people } = await at.elsewhere.ask<Record<string, { settings: object }>>('GET', path)
      expect(people?.settings).toMatchObject({ 'index.mapping.total_fields.limit': '2' })
      expect(people?.settings).not.toHaveProperty(['index.mapping.depth.limit'])
      expect(
        before.asked
          .filter((request) => request.includes('_bulk'))
          .every((request) => request.includes('pipeline=_none')),
      ).toBe(true)
    })
  })
