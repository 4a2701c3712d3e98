import type { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import { isProblem, stopIfAborted } from '../../problem.ts'
import type { Stored } from '../contract.ts'
import { storeProblem } from '../problem.ts'
import type { Call } from './problem.ts'
import { dated, type Session } from './session.ts'

/** Metadata that says which put made an object. */
export const markName = 'backproof-put'

interface Look {
  readonly stored: Stored
  /** Which put made it, where the service keeps metadata. */
  readonly mark: string | undefined
}

/**
 * Of HeadObject or GetObject; what says that it is locked comes only to who may see it (s3:GetObjectRetention,
 * s3:GetObjectLegalHold).
 */
interface Answer {
  readonly ContentLength?: number | undefined
  readonly ETag?: string | undefined
  readonly LastModified?: Date | undefined
  readonly Metadata?: Record<string, string> | undefined
  readonly ObjectLockRetainUntilDate?: Date | undefined
  readonly ObjectLockLegalHoldStatus?: string | undefined
}

/** The last instant that a Date can hold: a legal hold has no end. */
const noEnd = new Date(8.64e15)

function lockOf({ ObjectLockRetainUntilDate: until, ObjectLockLegalHoldStatus: hold }: Answer): Date | undefined {
  if (hold === 'ON') return noEnd
  return until && !Number.isNaN(until.getTime()) ? until : undefined
}

/** By the service's clock, to the second; some services answer with a text that is no date. */
export function writtenAt({
  LastModified: at,
}: {
  readonly LastModified?: Date | undefined
}): Pick<Stored, 'writtenAt'> {
  // A listing may be finer than HEAD is.
  return at && !Number.isNaN(at.getTime()) ? { writtenAt: new Date(Math.floor(at.getTime() / 1000) * 1000) } : {}
}

/** What an answer says of the object that it is about. */
export function storedOf({ where }: Session, call: Call, key: string, answer: Answer): Stored {
  const { ContentLength, ETag } = answer
  if (ContentLength === undefined || ETag === undefined)
    throw storeProblem('store-failed', `${call} ${key}: the answer has no length or no etag, in ${where}`)
  const lock = lockOf(answer)
  return {
    key,
    bytes: ContentLength,
    etag: etagOf(ETag),
    ...writtenAt(answer),
    ...(lock ? { lockedUntil: lock } : {}),
  }
}

/** One attempt; undefined: there is no such object, in a bucket that is there. */
export async function look(session: Session, key: string, signal: AbortSignal): Promise<Look | undefined> {
  stopIfAborted(signal)
  const input = { Bucket: session.bucket, Key: session.prefix + key }
  const found = (o: Answer) => ({ stored: storedOf(session, 'HeadObject', key, o), mark: o.Metadata?.[markName] })
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

/** The service's clock, to the second, by the date of an answer of its own; undefined: it has none. */
export async function timeOf(session: Session, signal: AbortSignal): Promise<Date | undefined> {
  stopIfAborted(signal)
  let at: Date | undefined
  const command = new ListObjectsV2Command({ Bucket: session.bucket, Prefix: session.prefix, MaxKeys: 1 })
  await session.run({ call: 'ListObjectsV2', key: '*', signal }, (o) =>
    session.client.send(
      dated(command, (text) => {
        at = new Date(text)
      }),
      o,
    ),
  )
  return at && !Number.isNaN(at.getTime()) ? at : undefined
}

/** Buckets that are known to be there: an object that is not there tells no more. */
export const knownBuckets = new WeakSet<Session>()

/** Without the quotes that some services add. */
export function etagOf(text: string | undefined): string {
  return (text ?? '').replace(/^(W\/)?"|"$/g, '')
}
