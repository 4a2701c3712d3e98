import { Readable } from 'node:stream'
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3'
import { cancelled, isProblem, stopIfAborted } from '../../problem.ts'
import { streamOf } from '../body.ts'
import type { GetOptions } from '../contract.ts'
import { storeProblem } from '../problem.ts'
import { retry } from '../retry.ts'
import { etagOf, look } from './look.ts'
import { s3Problem, statusOf } from './problem.ts'
import type { Session } from './session.ts'

interface Answer {
  readonly body: Readable
  readonly etag: string
  /** Position in the object of the first byte, and after the last, that this answer has. */
  readonly start: number
  readonly end: number
}

interface Current {
  opened: Answer
  /** Nobody reads any more. */
  left: boolean
}

/** The bytes of an object; a connection that breaks goes on, from where it broke, in the same version of the object. */
export async function download(session: Session, key: string, { range, signal }: GetOptions): Promise<Readable> {
  stopIfAborted(signal)
  const start = range?.start ?? 0
  const outside = (bytes: number) =>
    storeProblem(
      'store-failed',
      `GetObject ${key}: the range from ${start} lies outside of its ${bytes} bytes, in ${session.where}`,
    )
  if (!Number.isSafeInteger(start) || start < 0 || (range?.end ?? start) < start) throw outside(0)
  if (range && (start === range.end || start === 0)) {
    // S3 has no range of no bytes, and no range at all in an empty object.
    const found = await look(session, key, signal)
    if (!found) throw storeProblem('object-missing', `GetObject ${key}: there is no such object, in ${session.where}`)
    const { bytes } = found.stored
    if (start >= bytes && !(start === 0 && bytes === 0)) throw outside(bytes)
    if (bytes === 0 || start === range.end) return Readable.from([])
  }
  const first = await open(session, key, start, range?.end, undefined, signal)
  const current: Current = { opened: first, left: false }
  const stream = streamOf(follow(session, key, current, signal), () => {
    signal.removeEventListener('abort', stop)
    current.left = true
    current.opened.body.destroy()
  })
  const stop = () => stream.destroy(cancelled(signal))
  signal.addEventListener('abort', stop, { once: true })
  return stream
}

async function* follow(session: Session, key: string, current: Current, signal: AbortSignal): AsyncGenerator<Buffer> {
  const { patience, where } = session
  const { start, end, etag } = current.opened
  let at = start
  let failures = 0
  for (;;) {
    try {
      for await (const chunk of watched(session, key, current.opened.body)) {
        at += chunk.length
        if (at > end)
          throw storeProblem('object-damaged', `GetObject ${key}: more bytes came than promised, in ${where}`)
        failures = 0
        yield chunk
      }
      if (at === end) return
      throw storeProblem('store-unavailable', `GetObject ${key}: it ended at byte ${at} instead of ${end}, in ${where}`)
    } catch (error) {
      if (signal.aborted) throw cancelled(signal)
      if (current.left) return
      const problem = s3Problem(error, { call: 'GetObject', key, where, bucket: session.bucket, region: '' })
      if (!isProblem(problem, 'store-unavailable') || ++failures >= patience.attempts) throw problem
    } finally {
      current.opened.body.destroy()
    }
    current.opened = await retry(signal, patience, () => open(session, key, at, end, etag, signal))
    if (current.left) current.opened.body.destroy()
  }
}

/** The chunks of an answer; fails when none comes for too long while one is wanted. */
async function* watched(session: Session, key: string, body: Readable): AsyncGenerator<Buffer> {
  const stall = () =>
    body.destroy(
      storeProblem(
        'store-unavailable',
        `GetObject ${key}: no bytes for ${session.idleMs / 1000} s, in ${session.where}`,
      ),
    )
  let timer = setTimeout(stall, session.idleMs)
  try {
    for await (const chunk of body) {
      clearTimeout(timer)
      yield chunk
      timer = setTimeout(stall, session.idleMs)
    }
  } finally {
    clearTimeout(timer)
  }
}

async function open(
  session: Session,
  key: string,
  start: number,
  end: number | undefined,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<Answer> {
  const ranged = start > 0 || end !== undefined
  const input = {
    Bucket: session.bucket,
    Key: session.prefix + key,
    ...(ranged ? { Range: `bytes=${start}-${end === undefined ? '' : end - 1}` } : {}),
    ...(etag === undefined ? {} : { IfMatch: `"${etag}"` }),
  }
  const got = await session
    .run({ call: 'GetObject', key, signal }, (o) => session.client.send(new GetObjectCommand(input), o))
    .catch((error) => {
      if (etag === undefined || statusOf(error) !== 412) throw error
      throw storeProblem('store-changed', `GetObject ${key}: it was replaced while it was read, in ${session.where}`)
    })
  const body = got.Body as Readable
  try {
    return { body, ...promised(got, start, ranged, `GetObject ${key}`, session.where), etag: etagOf(got.ETag) }
  } catch (error) {
    body.destroy()
    throw error
  }
}

function promised(got: GetObjectCommandOutput, start: number, ranged: boolean, call: string, where: string) {
  const length = got.ContentLength
  if (length === undefined || !got.ETag)
    throw storeProblem('store-failed', `${call}: the answer has no length or no etag, in ${where}`)
  if (!ranged) return { start: 0, end: length }
  const [, from, to] = /^bytes (\d+)-(\d+)\//.exec(got.ContentRange ?? '') ?? []
  if (Number(from) !== start || Number(to) + 1 - start !== length)
    throw storeProblem('store-failed', `${call}: asked for bytes from ${start}, the answer has others, in ${where}`)
  return { start, end: start + length }
}
