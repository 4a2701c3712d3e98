import { createHash, getFips, randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { isProblem, stopIfAborted } from '../../problem.ts'
import type { S3Options } from '../all.ts'
import { asBuffer, chunksOf } from '../body.ts'
import type { PutOptions, Store, Stored } from '../contract.ts'
import { checkKey } from '../key.ts'
import { storeProblem } from '../problem.ts'
import { retry } from '../retry.ts'
import { conditionally } from './condition.ts'
import { download } from './download.ts'
import { listFolders, listObjects } from './list.ts'
import { etagOf, look, markName, timeOf } from './look.ts'
import { putParts } from './multipart.ts'
import { cutParts, type Part, partStream, wholePart } from './part.ts'
import { partSizer } from './part-size.ts'
import { readWhole } from './read.ts'
import { removeObjects } from './remove.ts'
import { openSession, type Session, type Tuning, withHeaders } from './session.ts'

/**
 * Objects in a bucket of S3, or of a service that speaks it. Every upload carries the SHA-256 of its bytes under the
 * signature, and is looked up again. Streams are retried part by part, downloads go on where they broke; bytes put, head,
 * list and remove are attempted once: see `retryStore`.
 */
export function s3Store(options: S3Options, tuning: Tuning = {}): Store {
  const session = openSession(options, tuning)
  const { where } = session
  return {
    where,
    async put(key, body, o) {
      checkKey(key, where)
      stopIfAborted(o.signal)
      const mark = randomUUID()
      if (body instanceof Uint8Array) {
        await checkCondition(session, key, o)
        return putWhole(session, key, wholePart(asBuffer(body)), mark, o)
      }
      await retry(o.signal, session.patience, () => checkCondition(session, key, o))
      return putStream(session, key, body, mark, o)
    },
    get: async (key, o) => {
      checkKey(key, where)
      return download(session, key, o)
    },
    page: 1000,
    read: async (key, maxBytes, signal) => {
      checkKey(key, where)
      return readWhole(session, key, maxBytes, signal)
    },
    head: async (key, signal) => {
      checkKey(key, where)
      return (await look(session, key, signal))?.stored
    },
    time: (signal) => timeOf(session, signal),
    list: (prefix, signal) => listObjects(session, prefix, signal),
    folders: (signal) => listFolders(session, signal),
    remove: async (keys, signal) => {
      for (const key of keys) checkKey(key, where)
      await removeObjects(session, keys, signal)
    },
  }
}

async function putStream(session: Session, key: string, body: Readable, mark: string, o: PutOptions): Promise<Stored> {
  const broken = new AbortController()
  const signal = AbortSignal.any([o.signal, broken.signal])
  const { expectedBytes } = o
  const sizeOf = partSizer({ ...session.parts, ...(expectedBytes === undefined ? {} : { expectedBytes }) })
  const parts = cutParts(chunksOf(body, signal, o.pace), sizeOf)
  try {
    const first = await parts.next()
    if (first.done) throw new Error('a body has at least one part')
    if (!first.value.full) return await putKept(session, key, first.value, mark, o)
    const uploaded = await putParts(session, key, first.value, parts, mark, o, broken)
    return await retry(o.signal, session.patience, () => confirm(session, key, uploaded, mark, o.signal))
  } finally {
    if (!body.readableEnded) body.destroy()
  }
}

/** A stream that turned out to be short: it is in memory, so it can be sent again. */
async function putKept(session: Session, key: string, part: Part, mark: string, o: PutOptions): Promise<Stored> {
  let unsure = false
  return retry(o.signal, session.patience, async () => {
    try {
      return await putWhole(session, key, part, mark, o)
    } catch (error) {
      if (unsure && isProblem(error, 'store-exists', 'store-changed')) {
        const there = await look(session, key, o.signal)
        if (there?.mark === mark) return there.stored
      }
      unsure ||= isProblem(error, 'store-unavailable')
      throw error
    }
  })
}

async function putWhole(session: Session, key: string, part: Part, mark: string, o: PutOptions): Promise<Stored> {
  const { signal } = o
  const { ETag } = await conditionally(o, key, session.where, (condition) =>
    session.run({ call: 'PutObject', key, signal }, (options, onProgress) => {
      const command = new PutObjectCommand({
        Bucket: session.bucket,
        Key: session.prefix + key,
        Body: part.bytes === 0 ? '' : partStream(part, onProgress, o.pace),
        ContentLength: part.bytes,
        Metadata: { [markName]: mark },
        ...session.settingsOf(o),
        ...(o.contentType === undefined ? {} : { ContentType: o.contentType, CacheControl: 'no-cache' }),
        ...condition,
        ...(session.checksums ? { ChecksumSHA256: part.sha256.toString('base64') } : {}),
      })
      return session.client.send(withHeaders(command, { 'x-amz-content-sha256': part.sha256.toString('hex') }), options)
    }),
  )
  const etag = etagOf(ETag)
  if (part.bytes <= smallBytes && etag === md5Of(part)) return { key, bytes: part.bytes, etag }
  return confirm(session, key, { bytes: part.bytes, etag }, mark, signal)
}

/** What is larger costs more to digest once more than to ask for. */
const smallBytes = 1 << 20

/**
 * The etag of an object that was put whole, at AWS and many others: an answer that has it says that the service has these
 * very bytes, which is more than a look at their number. undefined: this machine may not use MD5.
 */
function md5Of({ buffers }: Part): string | undefined {
  if (getFips() === 1) return undefined
  const hash = createHash('md5')
  for (const buffer of buffers) hash.update(buffer)
  return hash.digest('hex')
}

/** Fails early, before anything is sent, and also at a service that does not know conditional writes. */
async function checkCondition(
  session: Session,
  key: string,
  { ifAbsent, ifMatch, looked, signal }: PutOptions,
): Promise<void> {
  if ((!ifAbsent && ifMatch === undefined) || looked) return
  const there = (await look(session, key, signal))?.stored
  if (ifAbsent && there)
    throw storeProblem('store-exists', `PutObject ${key}: it is there already, in ${session.where}`)
  if (ifMatch !== undefined && there?.etag !== ifMatch)
    throw storeProblem('store-changed', `PutObject ${key}: it was changed by another, in ${session.where}`)
}

/** Says what was stored only after the store itself has said it. */
async function confirm(
  session: Session,
  key: string,
  put: { readonly bytes: number; readonly etag: string },
  mark: string,
  signal: AbortSignal,
): Promise<Stored> {
  const there = await look(session, key, signal)
  if (!there)
    throw storeProblem('store-unavailable', `HeadObject ${key}: it was put and is not there, in ${session.where}`)
  const { stored } = there
  // Our mark decides where the service keeps it: some change the etag of an upload in parts once it is complete.
  if (there.mark !== undefined ? there.mark !== mark : stored.etag !== put.etag) {
    const etags = there.mark === undefined ? `, or the service changed its etag from ${put.etag} to ${stored.etag}` : ''
    throw storeProblem(
      'store-changed',
      `PutObject ${key}: another put it at the same time${etags}, in ${session.where}`,
      {
        hint: 'Let one run at a time write there; a service that keeps no metadata must keep the etag.',
      },
    )
  }
  if (stored.bytes === put.bytes) return stored
  await removeObjects(session, [key], signal)
  const message = `PutObject ${key}: ${put.bytes} bytes were sent and ${stored.bytes} were kept, in ${session.where}`
  throw storeProblem('store-failed', message, {
    hint: 'Run it again; if it happens again, something between this machine and the store changes what is sent.',
  })
}
