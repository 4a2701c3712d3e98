import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { isProblem, noteAlso, type Problem, stopIfAborted } from '../../problem.ts'
import type { PutOptions } from '../contract.ts'
import { storeProblem } from '../problem.ts'
import { retry } from '../retry.ts'
import { conditionally } from './condition.ts'
import { etagOf, look, markName } from './look.ts'
import { type Part, partStream } from './part.ts'
import { capacityOf, smallestPartBytes } from './part-size.ts'
import { type Session, withHeaders } from './session.ts'

/** Parts in flight hold no more than this together, unless one alone is larger. */
const inFlightBytes = 4 * smallestPartBytes

/**
 * Uploads parts as they come, several at a time, each retried by itself, and completes the upload; then the object is
 * there. On any failure the upload is aborted, so that no parts are left behind, and `broken` is fired with it.
 */
export async function putParts(
  session: Session,
  key: string,
  first: Part,
  rest: AsyncIterable<Part>,
  mark: string,
  o: PutOptions,
  broken: AbortController,
): Promise<{ readonly bytes: number; readonly etag: string }> {
  const { client, bucket, checksums } = session
  const name = { Bucket: bucket, Key: session.prefix + key }
  const signal = AbortSignal.any([o.signal, broken.signal])
  stopIfAborted(o.signal)
  const UploadId = await begin(session, key, mark, o)
  const flying = new Map<Promise<void>, number>()
  const done: CompletedPart[] = []
  let bytes = 0

  const upload = async (part: Part): Promise<void> => {
    const ChecksumSHA256 = part.sha256.toString('base64')
    const { ETag } = await retry(signal, session.patience, () =>
      session.run({ call: 'UploadPart', key, signal }, (options, onProgress) => {
        const command = new UploadPartCommand({
          ...name,
          UploadId,
          PartNumber: part.number,
          Body: partStream(part, onProgress, o.pace),
          ContentLength: part.bytes,
          ...(checksums ? { ChecksumSHA256 } : {}),
        })
        return client.send(withHeaders(command, { 'x-amz-content-sha256': part.sha256.toString('hex') }), options)
      }),
    )
    if (!ETag) throw storeProblem('store-failed', `UploadPart ${key}: the answer has no etag, in ${session.where}`)
    for (const chunk of part.own) o.spent?.(chunk)
    done.push({ PartNumber: part.number, ETag, ...(checksums ? { ChecksumSHA256 } : {}) })
  }

  const start = async (part: Part): Promise<void> => {
    if (part.number > session.parts.maxParts) throw tooLarge(session, key, o)
    const held = () => [...flying.values()].reduce((sum, held) => sum + held, 0)
    while (flying.size > 0 && held() + part.bytes > inFlightBytes) await Promise.race(flying.keys())
    bytes += part.bytes
    const flight = upload(part).finally(() => flying.delete(flight))
    // The first failure stops the body and the other parts; it is thrown where they are awaited.
    flight.catch((error) => broken.abort(error))
    flying.set(flight, part.bytes)
  }

  try {
    await start(first)
    for await (const part of rest) await start(part)
    await Promise.all(flying.keys())
    done.sort((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0))
    o.pace?.rest()
    const etag = await complete(session, key, UploadId, done, mark, o)
    o.pace?.work()
    return { bytes, etag }
  } catch (error) {
    o.pace?.work()
    const because = broken.signal.aborted ? broken.signal.reason : error
    broken.abort(error)
    await Promise.allSettled(flying.keys())
    await abandon(session, key, UploadId, because)
    throw because
  }
}

async function begin(session: Session, key: string, mark: string, o: PutOptions): Promise<string> {
  // Cancelled between the question and the answer, the upload would be left without anybody knowing its id.
  using patient = afterwards(o.signal, 5_000)
  const { signal } = patient
  const input = {
    Bucket: session.bucket,
    Key: session.prefix + key,
    Metadata: { [markName]: mark },
    ...session.settingsOf(o),
    ...(session.checksums ? { ChecksumAlgorithm: 'SHA256' as const } : {}),
  }
  const { UploadId } = await retry(signal, session.patience, () =>
    session.run({ call: 'CreateMultipartUpload', key, signal }, (options) =>
      session.client.send(new CreateMultipartUploadCommand(input), options),
    ),
  )
  if (!UploadId)
    throw storeProblem('store-failed', `CreateMultipartUpload ${key}: the answer has no id, in ${session.where}`)
  return UploadId
}

async function complete(
  session: Session,
  key: string,
  UploadId: string,
  parts: CompletedPart[],
  mark: string,
  o: PutOptions,
): Promise<string> {
  const { signal } = o
  const input = {
    Bucket: session.bucket,
    Key: session.prefix + key,
    UploadId,
    MultipartUpload: { Parts: parts },
  }
  // S3 may take minutes to put a large object together, and says nothing meanwhile.
  const at = { call: 'CompleteMultipartUpload', key, signal, idleMs: session.idleMs * 5 } as const
  let unsure = false
  return retry(signal, session.patience, async () => {
    try {
      const completed = await conditionally(o, key, session.where, (condition) =>
        session.run(at, (options) =>
          session.client.send(new CompleteMultipartUploadCommand({ ...input, ...condition }), options),
        ),
      )
      return etagOf(completed.ETag)
    } catch (error) {
      // An attempt whose answer was lost may have been carried out: then the upload is gone and the object is there.
      unsure ||= isProblem(error, 'store-unavailable')
      const there = unsure ? await look(session, key, signal) : undefined
      if (there?.mark === mark) return there.stored.etag
      throw error
    }
  })
}

async function abandon(session: Session, key: string, UploadId: string, because: unknown): Promise<void> {
  // A signal of its own: a cancelled run must not leave parts that cost money.
  const signal = AbortSignal.timeout(60_000)
  const input = { Bucket: session.bucket, Key: session.prefix + key, UploadId }
  try {
    await retry(signal, session.patience, () =>
      session.run({ call: 'AbortMultipartUpload', key, signal }, (options) =>
        session.client.send(new AbortMultipartUploadCommand(input), options),
      ),
    )
  } catch (error) {
    if (isProblem(error, 'object-missing')) return
    const left = storeProblem(
      'store-failed',
      `AbortMultipartUpload ${key}: unfinished parts are left, in ${session.where}`,
      {
        hint: 'Let a lifecycle rule of the bucket end unfinished multipart uploads.',
        cause: error,
      },
    )
    noteAlso(because, left)
  }
}

/** A signal that fires some time after another has. */
function afterwards(signal: AbortSignal, ms: number): Disposable & { readonly signal: AbortSignal } {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const start = () => {
    timer = setTimeout(() => late.abort(signal.reason), ms)
  }
  signal.addEventListener('abort', start, { once: true })
  return {
    signal: late.signal,
    [Symbol.dispose]() {
      clearTimeout(timer)
      signal.removeEventListener('abort', start)
    },
  }
}

function tooLarge({ parts, where }: Session, key: string, { expectedBytes }: PutOptions): Problem {
  const { maxParts } = parts
  const gibi = (capacityOf({ ...parts, ...(expectedBytes === undefined ? {} : { expectedBytes }) }) / 2 ** 30).toFixed(
    2,
  )
  return storeProblem('store-failed', `UploadPart ${key}: more than ${maxParts} parts are needed, in ${where}`, {
    hint: `${maxParts} parts${parts.uniform ? ' of one size' : ''} hold up to ${gibi} GiB where the size is not known before: raise max-parts if the service takes more.`,
  })
}
