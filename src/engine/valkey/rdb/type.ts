/** What a server calls the type of a key. */
export const typeNames = ['string', 'list', 'set', 'zset', 'hash', 'stream', 'module'] as const
export type TypeName = (typeof typeNames)[number]

/**
 * How the values of a type byte are laid out. `strings`: a count, and so many times so many strings. Each addition stands for
 * what is before, among or after them.
 */
export type Layout =
  | { readonly type: TypeName; readonly form: 'strings'; readonly each: 1 | 2; readonly score?: 'text' | 'binary' }
  | { readonly type: TypeName; readonly form: 'one'; readonly before?: 8 }
  | { readonly type: 'list'; readonly form: 'quicklist' }
  | { readonly type: 'hash'; readonly form: 'expiring-fields'; readonly expiry: 'relative' | 'after' }
  | { readonly type: 'stream'; readonly form: 'stream'; readonly version: 1 | 2 | 3 }
  | { readonly type: 'module'; readonly form: 'module' }

const layouts: Readonly<Record<number, Layout>> = {
  0: { type: 'string', form: 'one' },
  1: { type: 'list', form: 'strings', each: 1 },
  2: { type: 'set', form: 'strings', each: 1 },
  3: { type: 'zset', form: 'strings', each: 1, score: 'text' },
  4: { type: 'hash', form: 'strings', each: 2 },
  5: { type: 'zset', form: 'strings', each: 1, score: 'binary' },
  7: { type: 'module', form: 'module' },
  9: { type: 'hash', form: 'one' },
  10: { type: 'list', form: 'one' },
  11: { type: 'set', form: 'one' },
  12: { type: 'zset', form: 'one' },
  13: { type: 'hash', form: 'one' },
  14: { type: 'list', form: 'strings', each: 1 },
  15: { type: 'stream', form: 'stream', version: 1 },
  16: { type: 'hash', form: 'one' },
  17: { type: 'zset', form: 'one' },
  18: { type: 'list', form: 'quicklist' },
  19: { type: 'stream', form: 'stream', version: 2 },
  20: { type: 'set', form: 'one' },
  21: { type: 'stream', form: 'stream', version: 3 },
  24: { type: 'hash', form: 'expiring-fields', expiry: 'relative' },
  25: { type: 'hash', form: 'one', before: 8 },
}

/** Valkey's own numbers of the format begin here; below, the two products number alike. */
export const valkeyVersions = 80
const valkeyHash: Layout = { type: 'hash', form: 'expiring-fields', expiry: 'after' }

/** undefined: no type of a value that is known. */
export function layoutOf(type: number, version: number): Layout | undefined {
  if (type === 22) return version >= valkeyVersions ? valkeyHash : undefined
  return type > 22 && version >= valkeyVersions ? undefined : layouts[type]
}

export const opcode = {
  slotImport: 243,
  slotInfo: 244,
  library: 245,
  moduleAux: 247,
  idle: 248,
  frequency: 249,
  aux: 250,
  resize: 251,
  expiryMs: 252,
  expiry: 253,
  select: 254,
  end: 255,
} as const
