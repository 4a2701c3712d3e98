import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach } from 'vitest'
import { retryStore } from '../../../src/store/retry.ts'
import { s3Store } from '../../../src/store/s3/s3.ts'
import type { S3Options, Store } from '../../../src/store/store.ts'
import { fail, type RecordedCall, type S3StandIn, startS3StandIn, type Trouble } from '../../fault/s3-stand-in.ts'

export const secrets = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI',
  sessionToken: 'the-session-token',
}

export interface Standing {
  /** A new one for each test. */
  server: S3StandIn
  open(options?: Partial<S3Options>, idleMs?: number, uniformParts?: boolean): Store
  /** The trouble that happens to the first `times` calls of this kind. */
  first(call: string, times: number, trouble: (asked: RecordedCall, response: ServerResponse) => unknown): Trouble
}

/** A stand-in for S3 for each test of the file, and stores that are impatient. */
export function standing(): Standing {
  const patience = { attempts: 4, firstMs: 1, longestMs: 2 }
  const s: Standing = {
    server: undefined as unknown as S3StandIn,
    open(options = {}, idleMs = 5_000, uniformParts = false) {
      const common = {
        kind: 's3',
        bucket: 'b',
        region: 'eu-north-1',
        prefix: 'p',
        endpoint: s.server.endpoint,
      } as const
      return retryStore(s3Store({ ...common, ...secrets, ...options }, { idleMs, patience, uniformParts }), patience)
    },
    first: (call, times, trouble) => (asked, response) => {
      if (asked.call !== call || s.server.count(call) > times) return false
      trouble(asked, response)
      return true
    },
  }
  beforeEach(async () => {
    s.server = await startS3StandIn()
  })
  afterEach(async () => {
    await s.server[Symbol.asyncDispose]()
  })
  return s
}

export const unavailable = (_: RecordedCall, response: ServerResponse) => fail(response, 503, 'SlowDown')
export const denied = (_: RecordedCall, response: ServerResponse) => fail(response, 403, 'AccessDenied')
export const hangUp = (_: RecordedCall, response: ServerResponse) => response.destroy()
