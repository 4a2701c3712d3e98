import { createPrivateKey } from 'node:crypto'
import { type Certificate, certificateIn } from './certificate.ts'

/** What is in one file. */
export interface Found {
  /** In the file's order: a chain has several. */
  readonly certificates: readonly Certificate[]
  /** Blocks that say they are certificates, and cannot be parsed. */
  readonly unparsed: number
  readonly hasPrivateKey: boolean
}

/** Looks into a file as its bytes pass. */
export interface Look {
  /** Takes what it needs before it returns: the chunk may change after. */
  add(chunk: Buffer): void
  /** Once, after the last chunk. */
  found(): Found
}

// All certificate authorities of a Linux distribution have a quarter of it. What is larger is not looked into.
const mostBytes = 1 << 20

/** undefined: a file of this size is not looked into. */
export function startLook(path: string, size: number): Look | undefined {
  if (size === 0 || size > mostBytes) return undefined
  const chunks: Buffer[] = []
  return {
    add: (chunk) => void chunks.push(Buffer.from(chunk)),
    found: () => inspect(path, Buffer.concat(chunks)),
  }
}

const nothing: Found = { certificates: [], unparsed: 0, hasPrivateKey: false }
const block = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g

function inspect(path: string, bytes: Buffer): Found {
  if (!bytes.includes('-----BEGIN ')) return binary(path, bytes)
  const text = bytes.toString('latin1')
  const blocks = text.match(block) ?? []
  const certificates = blocks.flatMap((one) => certificateIn(one) ?? [])
  const begun = text.match(/-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/g)?.length ?? 0
  return {
    certificates,
    unparsed: begun - certificates.length,
    hasPrivateKey: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text),
  }
}

/** DER says nothing of what it is: the file's name does. */
function binary(path: string, bytes: Buffer): Found {
  const [, ending = ''] = /\.([a-z0-9]+)$/i.exec(path) ?? []
  const isSequence = bytes[0] === 0x30
  if (/^(?:der|cer|crt|cert)$/i.test(ending) && isSequence) {
    const certificate = certificateIn(bytes)
    if (certificate !== undefined) return { ...nothing, certificates: [certificate] }
    return isPrivateKey(bytes) ? { ...nothing, hasPrivateKey: true } : { ...nothing, unparsed: 1 }
  }
  if (/^(?:key|pk8|pkcs8)$/i.test(ending) && isSequence) return { ...nothing, hasPrivateKey: isPrivateKey(bytes) }
  // PKCS #12, and Java's own.
  const isStore = /^(?:p12|pfx)$/i.test(ending) ? isSequence : bytes.subarray(0, 4).toString('hex') === 'feedfeed'
  return isStore ? { ...nothing, hasPrivateKey: true } : nothing
}

function isPrivateKey(key: Buffer): boolean {
  return (['pkcs8', 'pkcs1', 'sec1'] as const).some((type) => {
    try {
      return createPrivateKey({ key, format: 'der', type }).type === 'private'
    } catch (error) {
      // Encrypted, and so a key.
      return (error as NodeJS.ErrnoException).code === 'ERR_MISSING_PASSPHRASE'
    }
  })
}
