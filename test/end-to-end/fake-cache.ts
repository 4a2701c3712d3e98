import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** The Actions cache service (version 2, Twirp over JSON) with its blob store, as far as `@actions/cache` uses them. */
export interface FakeCache extends AsyncDisposable {
  /** Makes `@actions/cache` use this service. */
  readonly env: Readonly<Record<string, string>>
  /** Keys that are stored whole, oldest first. */
  keys(): readonly string[]
  /** From now on the service answers every call with this HTTP status; 0 ends that. */
  fail(status: number): void
  /** Cuts off and garbles what is stored. */
  spoil(): void
}

interface Entry {
  readonly key: string
  readonly version: string
  bytes: Buffer
  whole: boolean
}

interface Call {
  readonly key: string
  readonly version: string
  readonly restore_keys?: readonly string[]
}

export async function startFakeCache(): Promise<FakeCache> {
  const entries: Entry[] = []
  const blocks = new Map<string, Buffer>()
  let failure = 0
  // The client masks the signature wherever it is printed: one letter would mask every such letter.
  const signed = (entry: Entry) => `${base}/blob/${entries.indexOf(entry)}?sig=signature-of-the-fake-cache`

  const calls: Readonly<Record<string, (call: Call) => object>> = {
    CreateCacheEntry(call) {
      if (find(call, (key) => key === call.key)) return { ok: false, message: 'it is there already' }
      const entry = { key: call.key, version: call.version, bytes: Buffer.alloc(0), whole: false }
      entries.push(entry)
      return { ok: true, signed_upload_url: signed(entry) }
    },
    FinalizeCacheEntryUpload(call) {
      const entry = entries.find((e) => e.key === call.key && e.version === call.version)
      if (entry) entry.whole = true
      return { ok: entry !== undefined, entry_id: String(entry ? entries.indexOf(entry) : 0) }
    },
    GetCacheEntryDownloadURL(call) {
      const prefixes = [call.key, ...(call.restore_keys ?? [])]
      const near = () => prefixes.map((prefix) => find(call, (key) => key.startsWith(prefix))).find(Boolean)
      const entry = find(call, (key) => key === call.key) ?? near()
      return entry ? { ok: true, signed_download_url: signed(entry), matched_key: entry.key } : { ok: false }
    },
  }
  const find = (call: Call, is: (key: string) => boolean) =>
    entries.findLast((entry) => entry.whole && entry.version === call.version && is(entry.key))

  const answer = async (request: IncomingMessage): Promise<{ status: number; body?: object | Buffer }> => {
    const url = new URL(request.url ?? '/', base)
    const body = await buffer(request)
    if (failure) return { status: failure, body: { code: 'internal', msg: 'made to fail' } }
    const call = calls[/\/twirp\/.*CacheService\/(\w+)$/.exec(url.pathname)?.[1] ?? '']
    if (call) return { status: 200, body: call(JSON.parse(body.toString()) as Call) }
    const number = /^\/blob\/(\d+)$/.exec(url.pathname)?.[1]
    const entry = number ? entries[Number(number)] : undefined
    if (!entry) return { status: 404 }
    if (request.method !== 'PUT') return { status: 200, body: entry.bytes }
    // Azure's block blobs: either the bytes at once, or numbered blocks and then the list of them.
    const part = url.searchParams.get('comp')
    if (part === 'block') blocks.set(`${number} ${url.searchParams.get('blockid')}`, body)
    else if (part === 'blocklist') {
      const ids = body.toString().matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)
      entry.bytes = Buffer.concat([...ids].map(([, id]) => blocks.get(`${number} ${id}`) ?? Buffer.alloc(0)))
    } else entry.bytes = body
    return { status: 201 }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => {
        const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body ? JSON.stringify(body) : '')
        const type = Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json'
        const headers = { 'content-type': type, 'content-length': bytes.length, etag: '"1"' }
        response.writeHead(status, { ...headers, 'last-modified': new Date(0).toUTCString() })
        response.end(request.method === 'HEAD' ? undefined : bytes)
      },
      (error: Error) => response.destroy(error),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    env: { ACTIONS_CACHE_SERVICE_V2: 'true', ACTIONS_RESULTS_URL: `${base}/`, ACTIONS_RUNTIME_TOKEN: 'fake-token' },
    keys: () => entries.filter((entry) => entry.whole).map((entry) => entry.key),
    fail: (status) => {
      failure = status
    },
    spoil() {
      for (const entry of entries) entry.bytes = Buffer.from(entry.bytes.subarray(0, 40)).fill(0x55, 8)
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
