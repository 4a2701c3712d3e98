import { createHash } from 'node:crypto'
import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3'
import { isProblem, stopIfAborted } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import { s3Problem, statusOf } from './problem.ts'
import type { Session } from './session.ts'

const mostPerCall = 1000

/** Removes a thousand at a time, or one at a time where the service does not take more. */
export async function removeObjects(session: Session, keys: readonly string[], signal: AbortSignal): Promise<void> {
  let single = false
  for (let at = 0; at < keys.length || at === 0; at += mostPerCall) {
    stopIfAborted(signal)
    const some = keys.slice(at, at + mostPerCall)
    if (some.length > 1 && !single) single = !(await removeMany(session, some, signal))
    if (some.length === 1 || single) for (const key of some) await removeOne(session, key, signal)
  }
}

/**
 * False: the service does not know this call, wants it in another way, or judges it, or any object in it, by another right
 * than a removal of one: the refusal of that one is then the answer.
 */
async function removeMany(session: Session, keys: readonly string[], signal: AbortSignal): Promise<boolean> {
  const key = namesSome(keys, 1)
  const input = {
    Bucket: session.bucket,
    Delete: { Quiet: true, Objects: keys.map((key) => ({ Key: session.prefix + key })) },
  }
  try {
    const { Errors = [] } = await session.run({ call: 'DeleteObjects', key, signal }, (o) => {
      const command = new DeleteObjectsCommand(input)
      return session.client.send(session.aws ? command : withMd5(command), o)
    })
    const failed = Errors.filter(({ Code }) => Code !== 'NoSuchKey')
    const first = failed.find(({ Code }) => Code !== 'AccessDenied')
    if (!first) return failed.length === 0
    const error = Object.assign(new Error(first.Message ?? ''), {
      name: first.Code ?? '',
      $metadata: { httpStatusCode: first.Code === 'InternalError' ? 500 : 400 },
    })
    const refused = [first, ...failed.filter((one) => one !== first)]
    const named = refused.map(({ Key = '' }) => Key.slice(session.prefix.length))
    const { where, bucket } = session
    throw s3Problem(error, { call: 'DeleteObjects', key: namesSome(named, 1), where, bucket, region: '' })
  } catch (error) {
    if (isProblem(error, 'store-failed') && [400, 405, 411, 501].includes(statusOf(error))) return false
    if (isProblem(error, 'store-denied')) return false
    throw error
  }
}

async function removeOne(session: Session, key: string, signal: AbortSignal): Promise<void> {
  const input = { Bucket: session.bucket, Key: session.prefix + key }
  try {
    await session.run({ call: 'DeleteObject', key, signal }, (o) =>
      session.client.send(new DeleteObjectCommand(input), o),
    )
  } catch (error) {
    if (!isProblem(error, 'object-missing')) throw error
  }
}

/** The checksum that this call had before all others, and which every service takes. */
function withMd5(command: DeleteObjectsCommand): DeleteObjectsCommand {
  command.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: string; headers: Record<string, string> }
      const kept = Object.entries(request.headers).filter(([name]) => !/^x-amz-(checksum|sdk-checksum)/i.test(name))
      const md5 = createHash('md5').update(request.body).digest('base64')
      request.headers = { ...Object.fromEntries(kept), 'content-md5': md5 }
      return next(args)
    },
    { step: 'build', priority: 'low', name: 'contentMd5' },
  )
  return command
}
