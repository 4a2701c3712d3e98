import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'

export interface RecordedCall {
  /** "PutObject", "UploadPart" ... */
  readonly call: string
  readonly key: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Answers in its own way and returns true; or leaves it to the server. */
export type Trouble = (asked: RecordedCall, response: ServerResponse) => boolean | undefined

export interface S3StandIn extends AsyncDisposable {
  readonly endpoint: string
  readonly port: number
  readonly asked: RecordedCall[]
  readonly objects: Map<string, { readonly body: Buffer; readonly etag: string; readonly meta: Record<string, string> }>
  /** Unfinished multipart uploads. */
  readonly uploads: Map<string, Map<number, Buffer>>
  trouble: Trouble | undefined
  /** What each request waits for before it is carried out. */
  before: ((asked: RecordedCall) => Promise<void>) | undefined
  /** Bodies that did not match their own x-amz-content-sha256 (or had none). */
  readonly unsigned: string[]
  count(call: string): number
}

export interface StandInOptions {
  /** Keys of one page of a listing; default three, so that there are pages. */
  readonly page?: number
  /** An object that was put whole has its MD5 for an etag, as at AWS. */
  readonly md5?: boolean
}

/** As much of S3 as the store uses, for odd answers and broken connections. Checks no signature. */
export async function startS3StandIn({ page: size = 3, md5 = false }: StandInOptions = {}): Promise<S3StandIn> {
  const asked: RecordedCall[] = []
  const unsigned: string[] = []
  const objects: S3StandIn['objects'] = new Map()
  const uploads: S3StandIn['uploads'] = new Map()
  const metaOf = new Map<string, Record<string, string>>()
  const etagOf = (body: Buffer) => (md5 ? createHash('md5').update(body).digest('hex') : sha256Of(body).slice(0, 32))

  const act = (a: RecordedCall, response: ServerResponse): ServerResponse => {
    const there = objects.get(a.key)
    const unmet =
      (a.headers['if-none-match'] === '*' && there) ||
      (a.headers['if-match'] && a.headers['if-match'] !== `"${there?.etag}"`)
    switch (a.call) {
      case 'PutObject': {
        if (unmet) return fail(response, 412, 'PreconditionFailed')
        objects.set(a.key, { body: a.body, etag: etagOf(a.body), meta: userMeta(a.headers) })
        return end(response, 200, { etag: `"${etagOf(a.body)}"` })
      }
      case 'CreateMultipartUpload': {
        const id = randomUUID()
        uploads.set(id, new Map())
        metaOf.set(id, userMeta(a.headers))
        return end(
          response,
          200,
          {},
          `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
        )
      }
      case 'UploadPart': {
        const upload = uploads.get(a.query.get('uploadId') ?? '')
        if (!upload) return fail(response, 404, 'NoSuchUpload')
        upload.set(Number(a.query.get('partNumber')), a.body)
        return end(response, 200, { etag: `"${etagOf(a.body)}"` })
      }
      case 'CompleteMultipartUpload': {
        const id = a.query.get('uploadId') ?? ''
        const upload = uploads.get(id)
        if (!upload) return fail(response, 404, 'NoSuchUpload')
        if (unmet) return fail(response, 412, 'PreconditionFailed')
        const numbers = [...a.body.toString().matchAll(/<PartNumber>(\d+)</g)].map(([, number]) => Number(number))
        const body = Buffer.concat(numbers.map((number) => upload.get(number) ?? Buffer.alloc(0)))
        const etag = `${randomUUID()}-${numbers.length}`
        objects.set(a.key, { body, etag, meta: metaOf.get(id) ?? {} })
        uploads.delete(id)
        return end(
          response,
          200,
          {},
          `<CompleteMultipartUploadResult><ETag>&quot;${etag}&quot;</ETag></CompleteMultipartUploadResult>`,
        )
      }
      case 'AbortMultipartUpload':
        return uploads.delete(a.query.get('uploadId') ?? '') ? end(response, 204) : fail(response, 404, 'NoSuchUpload')
      case 'HeadObject':
      case 'GetObject': {
        if (!there) return fail(response, 404, 'NoSuchKey')
        if (unmet) return fail(response, 412, 'PreconditionFailed')
        const { body, etag, meta } = there
        const headers = { etag: `"${etag}"`, ...meta }
        const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(a.headers.range ?? '') ?? []
        if (a.call === 'GetObject' && /^(GLACIER|DEEP_ARCHIVE)$/.test(meta['x-amz-storage-class'] ?? ''))
          return fail(response, 403, 'InvalidObjectState')
        if (a.call === 'HeadObject') return end(response, 200, { ...headers, 'content-length': String(body.length) })
        if (from === undefined) return end(response, 200, headers, body)
        if (Number(from) >= body.length) return fail(response, 416, 'InvalidRange')
        const part = body.subarray(Number(from), to ? Number(to) + 1 : undefined)
        const range = `bytes ${from}-${Number(from) + part.length - 1}/${body.length}`
        return end(response, 206, { ...headers, 'content-range': range }, part)
      }
      case 'DeleteObject':
        objects.delete(a.key)
        return end(response, 204)
      case 'DeleteObjects':
        for (const [, key] of a.body.toString().matchAll(/<Key>([^<]*)</g)) objects.delete(key ?? '')
        return end(response, 200, {}, '<DeleteResult/>')
      default: {
        const keys = [...objects.keys()]
          .filter((key) => key.startsWith(a.query.get('prefix') ?? ''))
          .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        const at = Number(a.query.get('continuation-token') ?? 0)
        const prefix = a.query.get('prefix') ?? ''
        const delimiter = a.query.get('delimiter')
        // Folders in place of what is below them, each an item of a page.
        const folderOf = (key: string) => {
          const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1
          return end < 0 ? undefined : key.slice(0, end + 1)
        }
        const items = [...new Set(keys.map((key) => folderOf(key) ?? key))]
        const page = items.slice(at, at + size)
        const more = at + size < items.length
        return end(
          response,
          200,
          {},
          listing(
            page.filter((key) => objects.has(key)).map((key) => [key, objects.get(key)]),
            more,
            more ? String(at + size) : undefined,
            page.filter((key) => !objects.has(key)),
          ),
        )
      }
    }
  }

  const standIn: Pick<S3StandIn, 'trouble' | 'before'> = { trouble: undefined, before: undefined }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('error', () => {})
    response.on('error', () => {})
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stand-in')
      const body = Buffer.concat(chunks)
      const key = decodeURIComponent(url.pathname.split('/').slice(2).join('/'))
      const a = {
        call: callOf(request.method ?? '', key, url.searchParams),
        key,
        query: url.searchParams,
        headers: request.headers,
        body,
      }
      asked.push(a)
      if (request.headers['x-amz-content-sha256'] !== sha256Of(body)) unsigned.push(`${a.call} ${key}`)
      const answer = () => {
        if (!standIn.trouble?.(a, response)) act(a, response)
      }
      if (standIn.before) void standIn.before(a).then(answer)
      else answer()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port')
  return Object.assign(standIn, {
    endpoint: `http://127.0.0.1:${address.port}`,
    port: address.port,
    asked,
    objects,
    uploads,
    unsigned,
    count: (call: string) => asked.filter((a) => a.call === call).length,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

const digests = new WeakMap<Buffer, string>()

function sha256Of(body: Buffer): string {
  const sha256 = digests.get(body) ?? createHash('sha256').update(body).digest('hex')
  digests.set(body, sha256)
  return sha256
}

function callOf(method: string, key: string, query: URLSearchParams): string {
  if (method === 'PUT') return query.has('partNumber') ? 'UploadPart' : 'PutObject'
  if (method === 'HEAD') return 'HeadObject'
  if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject'
  if (method === 'GET') return key === '' ? 'ListObjectsV2' : 'GetObject'
  return query.has('uploads')
    ? 'CreateMultipartUpload'
    : query.has('delete')
      ? 'DeleteObjects'
      : 'CompleteMultipartUpload'
}

function userMeta(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => /^x-amz-(meta-|storage-class)/.test(entry[0])),
  )
}

export function end(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
): ServerResponse {
  const length = { 'content-length': String(Buffer.byteLength(body)) }
  return response.writeHead(status, { ...(status === 204 ? {} : length), ...headers }).end(body)
}

export function fail(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Record<string, string> = {},
  more = '',
): ServerResponse {
  return end(
    response,
    status,
    headers,
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>because of ${code}</Message>${more}</Error>`,
  )
}

export function listing(
  page: readonly (readonly [key: string, object: { readonly body: Buffer; readonly etag: string } | undefined])[],
  truncated: boolean,
  token: string | undefined,
  folders: readonly string[] = [],
): string {
  const contents = page.map(
    ([key, o]) => `<Contents><Key>${key}</Key><Size>${o?.body.length ?? 0}</Size><ETag>"${o?.etag}"</ETag></Contents>`,
  )
  const common = folders.map((folder) => `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`)
  const next = token === undefined ? '' : `<NextContinuationToken>${token}</NextContinuationToken>`
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${truncated}</IsTruncated><KeyCount>${page.length}</KeyCount>${next}${contents.join('')}${common.join('')}</ListBucketResult>`
}
