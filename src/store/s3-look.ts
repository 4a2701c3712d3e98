import type { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3'
import { isProblem, Problem, stopIfAborted } from '../problem.ts'
import type { Session } from './s3-session.ts'
import type { Stored } from './store.ts'

/** Metadata that says which put made an object. */
export const markName = 'restorable-put'

interface Found {
  readonly stored: Stored
  /** Which put made it, where the service keeps metadata. */
  readonly mark: string | undefined
}

/** One attempt; undefined: there is no such object, in a bucket that is there. */
export async function look(session: Session, key: string, signal: AbortSignal): Promise<Found | undefined> {
  stopIfAborted(signal)
  const input = { Bucket: session.bucket, Key: session.prefix + key }
  const found = (o: {
    ContentLength?: number | undefined
    ETag?: string | undefined
    Metadata?: Record<string, string> | undefined
  }) => {
    if (o.ContentLength === undefined || o.ETag === undefined)
      throw new Problem('store-failed', `HeadObject ${key}: the answer has no length or no etag, in ${session.where}`)
    return { stored: { key, bytes: o.ContentLength, etag: etagOf(o.ETag) }, mark: o.Metadata?.[markName] }
  }
  try {
    return found(
      await session.run({ call: 'HeadObject', key, signal }, (o) =>
        session.client.send(new HeadObjectCommand(input), o),
      ),
    )
  } catch (error) {
    if (isProblem(error, 'store-unavailable', 'cancelled')) throw error
    if (isProblem(error, 'object-missing') && knownBuckets.has(session)) return undefined
  }
  // An answer to HEAD has no body that could say why: GET has, and tells a missing bucket from a missing object.
  try {
    return await session.run({ call: 'HeadObject', key, signal }, async (o) => {
      const got = await session.client.send(new GetObjectCommand(input), o)
      ;(got.Body as Readable | undefined)?.destroy()
      return found(got)
    })
  } catch (error) {
    if (!isProblem(error, 'object-missing')) throw error
    knownBuckets.add(session)
    return undefined
  }
}

const knownBuckets = new WeakSet<Session>()

/** Without the quotes that some services add. */
export function etagOf(text: string | undefined): string {
  return (text ?? '').replace(/^(W\/)?"|"$/g, '')
}
