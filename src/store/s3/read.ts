import type { Readable } from 'node:stream'
import { GetObjectCommand } from '@aws-sdk/client-s3'
import { isProblem, stopIfAborted } from '../../problem.ts'
import type { Whole } from '../contract.ts'
import { storeProblem } from '../problem.ts'
import { storedOf } from './look.ts'
import type { Session } from './session.ts'

/** One attempt; returns a small object and its metadata from one answer. undefined: no such object. */
export async function readWhole(
  session: Session,
  key: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Whole | undefined> {
  stopIfAborted(signal)
  const { where } = session
  const input = { Bucket: session.bucket, Key: session.prefix + key }
  try {
    return await session.run({ call: 'GetObject', key, signal }, async (o, onProgress) => {
      const got = await session.client.send(new GetObjectCommand(input), o)
      const body = got.Body as Readable
      try {
        const stored = storedOf(session, 'GetObject', key, got)
        if (stored.bytes > maxBytes)
          throw storeProblem('object-damaged', `${key} in ${where} is larger than ${maxBytes} bytes`, {
            hint: 'Backproof never writes one that large: find out who wrote it, then remove it.',
          })
        const chunks: Buffer[] = []
        for await (const chunk of body) {
          onProgress()
          chunks.push(chunk)
        }
        const bytes = Buffer.concat(chunks)
        if (bytes.length === stored.bytes) return { stored, bytes }
        const message = `GetObject ${key}: it ended at byte ${bytes.length} instead of ${stored.bytes}, in ${where}`
        throw storeProblem(bytes.length < stored.bytes ? 'store-unavailable' : 'object-damaged', message)
      } finally {
        body.destroy()
      }
    })
  } catch (error) {
    if (!isProblem(error, 'object-missing')) throw error
    return undefined
  }
}
