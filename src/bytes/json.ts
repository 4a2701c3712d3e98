import type { z } from 'zod'

/** What is wrong with bytes that anybody may have written. */
export interface Misread {
  readonly wrong: 'size' | 'json' | 'shape'
  /** "is larger than 100 bytes", "is not JSON", "the field id is missing or invalid" */
  readonly because: string
  /** The first field that is not what it should be; empty: the whole. */
  readonly field?: string
  readonly cause?: unknown
}

export interface JsonOptions {
  readonly maxBytes?: number
  /** Takes the bytes apart; `JSON.parse` of their text where nothing else is said. */
  readonly parse?: (bytes: Uint8Array) => unknown
}

/** The value in these bytes: their size, then UTF-8, JSON and schema, and what is wrong first. */
export function readJson<T>(
  bytes: Uint8Array,
  schema: z.ZodType<T>,
  { maxBytes = Number.POSITIVE_INFINITY, parse = parseText }: JsonOptions = {},
): { readonly value: T } | { readonly misread: Misread } {
  if (bytes.length > maxBytes) return { misread: { wrong: 'size', because: `is larger than ${maxBytes} bytes` } }
  let json: unknown
  try {
    json = parse(bytes)
  } catch (cause) {
    return { misread: { wrong: 'json', because: 'is not JSON', cause } }
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { value: parsed.data }
  const field = parsed.error.issues[0]?.path.join('.') ?? ''
  const what = field === '' ? 'the whole' : `the field ${field}`
  return { misread: { wrong: 'shape', because: `${what} is missing or invalid`, field } }
}

const parseText = (bytes: Uint8Array): unknown => JSON.parse(utf8(bytes))

/** The text of these bytes, including a byte order mark; throws a TypeError if they are not UTF-8. */
export function utf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}
