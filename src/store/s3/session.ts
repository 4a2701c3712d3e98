import { S3Client } from '@aws-sdk/client-s3'
import { cancelled, Problem } from '../../problem.ts'
import type { S3Options } from '../all.ts'
import type { PutOptions } from '../contract.ts'
import { storeProblem } from '../problem.ts'
import { type Patience, patience } from '../retry.ts'
import type { PartPlan } from './part-size.ts'
import { type Call, s3Problem } from './problem.ts'

/** What tests shorten. */
export interface Tuning {
  /** A call that makes no progress for so long has failed. */
  readonly idleMs?: number
  readonly patience?: Patience
  /** As if the service were R2. */
  readonly uniformParts?: boolean
}

/** A bucket and a prefix with everything that a call to it needs. */
export interface Session {
  readonly client: S3Client
  readonly where: string
  readonly bucket: string
  /** "" or "a/b/": what every key in the bucket begins with. */
  readonly prefix: string
  readonly patience: Patience
  readonly idleMs: number
  /** Send S3's own SHA-256 checksum headers. */
  readonly checksums: boolean
  readonly aws: boolean
  readonly parts: Pick<PartPlan, 'maxParts' | 'uniform'>
  /** Storage class (of data alone) and encryption, for PutObject and CreateMultipartUpload. */
  settingsOf(o: Pick<PutOptions, 'data'>): {
    readonly StorageClass?: never
    readonly ServerSideEncryption?: 'AES256' | 'aws:kms'
    readonly SSEKMSKeyId?: string
  }
  /** One attempt of one call: its failure is a Problem, and so is an answer that does not come. */
  run<T>(
    at: At,
    send: (signal: { readonly abortSignal: AbortSignal }, onProgress: () => void) => Promise<T>,
  ): Promise<T>
}

interface At {
  readonly call: Call
  readonly key: string
  readonly signal: AbortSignal
  /** Default: the session's. */
  readonly idleMs?: number
}

export function openSession(options: S3Options, tuning: Tuning = {}): Session {
  const { bucket, endpoint, storageClass, encryption } = options
  const aws = endpoint === undefined || isAws(endpoint)
  const prefix = options.prefix ? `${options.prefix.replace(/^\/+|\/+$/g, '')}/` : ''
  const where = `s3://${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`
  const idleMs = tuning.idleMs ?? 60_000
  const place = { where, bucket, region: options.region }
  const session: Session = {
    client: clientOf(options, aws, where),
    where,
    bucket,
    prefix,
    patience: tuning.patience ?? patience,
    idleMs,
    checksums: options.checksums === 'always' || (options.checksums !== 'never' && aws),
    aws,
    parts: {
      maxParts: options.maxParts ?? 10_000,
      uniform: tuning.uniformParts ?? /\.r2\.cloudflarestorage\.com/.test(endpoint ?? ''),
    },
    // A lease or a manifest in an archive class could not be read again, and would stop every run after it.
    settingsOf: ({ data = false }) => ({
      ...(storageClass !== undefined && data ? { StorageClass: storageClass as never } : {}),
      ...(encryption === undefined ? {} : { ServerSideEncryption: encryption.type }),
      ...(encryption?.type === 'aws:kms' && encryption.keyId ? { SSEKMSKeyId: encryption.keyId } : {}),
    }),
    async run(at, send) {
      const patientMs = at.idleMs ?? idleMs
      const stalled = new AbortController()
      const timer = setTimeout(() => stalled.abort(), patientMs)
      try {
        return await send({ abortSignal: AbortSignal.any([at.signal, stalled.signal]) }, () => timer.refresh())
      } catch (error) {
        if (at.signal.aborted) throw cancelled(at.signal)
        if (!stalled.signal.aborted) throw s3Problem(error, { ...place, call: at.call, key: at.key })
        const message = `${at.call} ${at.key}: no progress for ${patientMs / 1000} s, in ${where}`
        throw storeProblem('store-unavailable', message, {
          hint: 'See whether the service and the way to it are slow or down; the next run tries again.',
          cause: Object.assign(new Error('stalled'), { stalledMs: patientMs }),
        })
      } finally {
        clearTimeout(timer)
      }
    },
  }
  return session
}

function clientOf(options: S3Options, aws: boolean, where: string): S3Client {
  const { endpoint, accessKeyId, secretAccessKey, sessionToken } = options
  if (endpoint !== undefined && !URL.canParse(endpoint))
    throw storeProblem('store-failed', `the endpoint of ${where} is not an address`, {
      hint: 'Write it as https://host, in endpoint of this store in the policy.',
    })
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    throw new Problem('secret-missing', `only one half of the access key is given, for ${where}`, {
      hint: 'Set both access-key-id and secret-access-key of this store in the policy, or neither.',
    })
  return new S3Client({
    region: options.region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: options.pathStyle ?? !aws,
    ...(accessKeyId !== undefined && secretAccessKey !== undefined
      ? { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
      : {}),
    maxAttempts: 1, // we retry ourselves: retry.ts
    // Our own SHA-256 covers every body, and the newer defaults break stores that are not AWS.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // The SDK opens a new connection for every request that waits for "100 Continue".
    expectContinueHeader: false,
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 0, httpAgent: agent, httpsAgent: agent },
    logger: silent,
  })
}

const agent = { keepAlive: true, maxSockets: 64 }
const silent = { trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

function isAws(endpoint: string): boolean {
  return /^https?:\/\/[^/]*\.amazonaws\.com(\.cn)?(:\d+)?(\/|$)/.test(endpoint)
}

interface Buildable {
  // biome-ignore lint/suspicious/noExplicitAny: the SDK types its middleware by command
  readonly middlewareStack: { add(middleware: any, options: any): void }
}

/** The command with these headers, set before it is signed. */
export function withHeaders<C extends Buildable>(command: C, headers: Record<string, string>): C {
  type Arguments = { request: { headers: Record<string, string> } }
  const middleware = (next: (args: Arguments) => unknown) => (args: Arguments) => {
    Object.assign(args.request.headers, headers)
    return next(args)
  }
  command.middlewareStack.add(middleware, { step: 'build', priority: 'low', name: 'ownHeaders' })
  return command
}

/** The command, which tells the date that its answer says it was made at. */
export function dated<C extends Buildable>(command: C, tell: (text: string) => void): C {
  type Answered = { response?: { headers?: Record<string, string | undefined> } }
  const middleware = (next: (args: unknown) => Promise<Answered>) => async (args: unknown) => {
    const result = await next(args)
    const text = result.response?.headers?.['date']
    if (text !== undefined) tell(text)
    return result
  }
  command.middlewareStack.add(middleware, { step: 'deserialize', priority: 'low', name: 'answeredAt' })
  return command
}
