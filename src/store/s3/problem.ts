import { Problem } from '../../problem.ts'
import { type StoreCode, storeProblem } from '../problem.ts'

/** The S3 operation, by the name that its documentation and its permission have. */
export type Call =
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'ListObjectsV2'
  | 'DeleteObject'
  | 'DeleteObjects'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload'

export interface Place {
  readonly call: Call
  /** As the caller knows it, without the store's prefix. */
  readonly key: string
  readonly where: string
  readonly bucket: string
  readonly region: string
}

const permissions: Readonly<Record<Call, string>> = {
  PutObject: 's3:PutObject',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject (and s3:ListBucket, without which S3 denies what is not there)',
  ListObjectsV2: 's3:ListBucket',
  DeleteObject: 's3:DeleteObject',
  DeleteObjects: 's3:DeleteObject',
  CreateMultipartUpload: 's3:PutObject',
  UploadPart: 's3:PutObject',
  CompleteMultipartUpload: 's3:PutObject',
  AbortMultipartUpload: 's3:AbortMultipartUpload',
}

interface Fault {
  readonly name: string
  readonly status: number
  readonly text: string
  readonly header: (name: string) => string | undefined
}

/** The one place where an answer of S3, or the lack of one, becomes a Problem. Holds nothing secret. */
export function s3Problem(error: unknown, place: Place): Problem {
  if (error instanceof Problem) return error
  const fault = faultOf(error)
  const [code, because, hint] = explain(fault, place)
  // Of a server that is not there no request matters: of all of them it is one problem.
  const asked = unreachable.includes(fault.name) ? '' : `${place.call} ${place.key}: `
  const message = `${asked}${because}, in ${place.where}`
  return storeProblem(code, message, { hint, cause: causeOf(fault) })
}

/** The HTTP status behind a Problem made here; 0 if there was no answer. */
export function statusOf(error: unknown): number {
  const { status } = ((error as Problem | undefined)?.cause ?? {}) as { status?: number }
  return status ?? 0
}

type Explanation = readonly [code: StoreCode, because: string, hint?: string]

function explain(fault: Fault, place: Place): Explanation {
  const { name, status, text } = fault
  switch (name) {
    case 'NoSuchBucket':
      return [
        'store-missing',
        `there is no bucket ${place.bucket}`,
        `Create the bucket, or correct bucket in the policy.`,
      ]
    case 'NoSuchKey':
    case 'NotFound':
      return ['object-missing', 'there is no such object']
    case 'NoSuchUpload':
      return ['object-missing', 'the multipart upload is gone', 'Let no lifecycle rule end uploads younger than a day.']
    case 'InvalidAccessKeyId':
      return ['store-denied', 'the access key is not known', 'Correct access-key-id of this store in the policy.']
    case 'SignatureDoesNotMatch':
      return [
        'store-denied',
        'the signature does not match',
        'Correct secret-access-key of this store; where it has an endpoint, also its region and path-style.',
      ]
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'TokenRefreshRequired':
    case 'InvalidToken':
      return [
        'store-denied',
        `the session token is ${name === 'InvalidToken' ? 'invalid' : 'expired'}`,
        'Get new credentials right before the run, valid for longer than it takes; or correct session-token.',
      ]
    case 'CredentialsProviderError':
      return [
        'store-denied',
        'no credentials were found',
        'Set access-key-id and secret-access-key of this store in the policy, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      ]
    case 'RequestTimeTooSkewed':
    case 'RequestExpired':
      return [
        'store-unavailable',
        `the clock of this machine and the server's differ (${text})`,
        'Set the clock of this machine (timedatectl set-ntp true); requests are signed with the time.',
      ]
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException':
      return otherRegion(fault, place)
    case 'InvalidObjectState':
      return [
        'object-archived',
        'the object is in an archive class, and cannot be read',
        'Restore it from its archive class first, then try again; let the lifecycle rules of the bucket archive nothing but data/.',
      ]
    case 'InvalidRange':
      return [
        'store-failed',
        'the range lies outside of the object',
        'Read another copy with --store NAME: this one is shorter.',
      ]
    case 'EntityTooLarge':
    case 'QuotaExceeded':
    case 'XMinioStorageFull':
    case 'InsufficientStorage':
      return ['store-full', text, 'Let retention delete more, or raise the quota of the bucket.']
    case 'ConditionalRequestConflict':
    case 'OperationAborted':
      return [
        'store-unavailable',
        'another request for this key is going on',
        'Let one run at a time write there; the next run tries again.',
      ]
    case 'BadDigest':
    case 'XAmzContentSHA256Mismatch':
    case 'XAmzContentChecksumMismatch':
    case 'IncompleteBody':
      return [
        'store-unavailable',
        `the bytes did not arrive as they were sent (${name})`,
        'Something between this machine and the service changes what is sent: look at proxies and the network.',
      ]
    case 'InvalidPart':
    case 'InvalidPartOrder':
    case 'EntityTooSmall':
      return [
        'store-failed',
        `the parts were refused: ${text}`,
        'Report this: the service has a rule for parts of its own.',
      ]
    case 'InvalidStorageClass':
      return ['store-failed', text, 'Correct storage-class of this store in the policy.']
  }
  if (name.startsWith('KMS.') || /\bkms:/i.test(text))
    return [
      'store-denied',
      `the key of the encryption was refused: ${text}`,
      'Allow kms:GenerateDataKey and kms:Decrypt.',
    ]
  if (/content-md5|x-amz-checksum/i.test(text))
    return [
      'store-failed',
      `the server answered ${status} ${text}`,
      'Set checksums: always (or never) of this store in the policy.',
    ]
  if (status === 301 || status === 307 || status === 308) return otherRegion(fault, place)
  if (status === 401 || status === 403)
    return ['store-denied', `access denied (${text})`, `Allow ${permissions[place.call]} on ${place.where}.`]
  if (status === 404) return ['object-missing', 'there is no such object']
  if (status === 409 || status === 429 || status === 408 || (status >= 500 && status !== 501 && status !== 507))
    return ['store-unavailable', `the server answered ${status} ${text}`, busy(status)]
  if (status === 507) return ['store-full', text]
  if (status === 400) return ['store-failed', `the server answered ${status} ${text}`, checkEndpoint]
  if (status === 0) return explainNetwork(fault)
  if (/SlowDown|Throttl|RequestTimeout|InternalError|ServiceUnavailable|TooManyRequests/.test(name))
    return ['store-unavailable', `the server answered ${status} ${text}`]
  if (status >= 200 && status < 300) return ['store-failed', `the answer is not one of S3 (${text})`, checkEndpoint]
  return ['store-failed', `the server answered ${status} ${text}`]
}

const busy = (status: number) =>
  status === 409 || status === 429 || status === 503
    ? 'The service is busy or limits requests: the next run tries again; run fewer jobs at once, or raise its limits.'
    : "Look at the service's own status and log; the next run tries again."

const unreachable: readonly string[] = ['ENOTFOUND', 'ECONNREFUSED']

const checkServer =
  'Does the server run, and does it listen there? If it is elsewhere, correct endpoint of this store in the policy.'

const checkEndpoint = 'Correct endpoint of this store in the policy, or its region where it has no endpoint.'

function otherRegion({ header, text, name }: Fault, place: Place): Explanation {
  const named = header('x-amz-bucket-region') ?? /expecting '([a-z0-9-]+)'/.exec(text)?.[1]
  const other = named ? `the bucket is in region ${named}, not ${place.region}` : `the bucket is elsewhere (${name})`
  return ['store-missing', other, `Set region${named ? `: ${named}` : ''} of this store in the policy.`]
}

function explainNetwork({ name, text }: Fault): Explanation {
  switch (name) {
    case 'ENOTFOUND':
      return ['store-unavailable', `the name of the server is not known (${text})`, checkEndpoint]
    case 'ECONNREFUSED':
      return ['store-unavailable', `the server does not answer (${text})`, checkServer]
    case 'ERR_INVALID_URL':
      return ['store-failed', `the endpoint is not an address`, checkEndpoint]
  }
  if (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|ERR_SSL)/.test(name))
    return ['store-failed', `no secure connection (${text})`, 'Trust the certificate by NODE_EXTRA_CA_CERTS.']
  if (/^E[A-Z]+$|^ERR_|^Timeout|^AbortError|^UND_/.test(name) || /socket hang up|aborted/.test(text))
    return ['store-unavailable', `the connection broke (${text})`]
  return ['store-failed', text, checkEndpoint]
}

function faultOf(error: unknown): Fault {
  const e = (error ?? {}) as {
    name?: string
    code?: string
    Code?: string
    message?: string
    $metadata?: { httpStatusCode?: number }
    $response?: { statusCode?: number; headers?: Record<string, string> }
    errors?: readonly unknown[]
  }
  // Connecting to a name with several addresses fails with one error for each.
  if (Array.isArray(e.errors) && e.errors.length > 0 && !e.message) return faultOf(e.errors[0])
  const status = e.$metadata?.httpStatusCode ?? e.$response?.statusCode ?? 0
  const named = status > 0 ? (e.name ?? '') : (e.code ?? e.name ?? '')
  const name = /^(\d+|Error|UnknownError|Unknown|SyntaxError|TypeError)?$/.test(named)
    ? (e.Code ?? e.code ?? named)
    : named
  const said = (e.message ?? '')
    .split('\n', 1)[0]
    ?.replace(/[\x00-\x1f\x7f]/g, ' ')
    .slice(0, 300)
  const text =
    said && said !== 'UnknownError' && said !== name ? (status > 0 && name ? `${name}: ${said}` : said) : name
  return { name, status, text: text || 'no reason given', header: (header) => e.$response?.headers?.[header] }
}

/** The error of the SDK carries the request, with the session token among its headers: it is not kept. */
function causeOf({ name, status, text, header }: Fault): Error {
  const after = header('retry-after')
  const seconds = after === undefined ? Number.NaN : Number(after)
  const cause = new Error(`${status === 0 ? '' : `${status} `}${text}`)
  const request = header('x-amz-request-id')
  return Object.assign(cause, {
    name: name || 'Error',
    status,
    ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
    ...(request ? { requestId: request } : {}),
  })
}
