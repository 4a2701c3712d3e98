import { damaged } from './damage.ts'
import type { Layout } from './type.ts'
import type { Window } from './window.ts'

/** What a reading yields that cannot go on before more bytes come. */
export const need = Symbol('need')
export type Need = typeof need
export type Reading<T> = Generator<Need, T, void>

export function* takeBytes(window: Window, count: number): Reading<Buffer> {
  for (;;) {
    const bytes = window.take(count)
    if (bytes !== undefined) return bytes
    yield need
  }
}

export function* byteOf(window: Window): Reading<number> {
  for (;;) {
    const byte = window.byte()
    if (byte >= 0) return byte
    yield need
  }
}

export function* lengthOf(window: Window): Reading<number> {
  while (!window.length()) yield need
  if (window.encoded) throw damaged('has an encoded string where a length belongs')
  return window.value
}

function* skipBytes(window: Window, count: number): Reading<void> {
  for (let left = count; ; ) {
    left -= window.skipSome(left)
    if (left === 0) return
    yield need
  }
}

export function* skipString(window: Window): Reading<void> {
  if (window.string()) return
  while (!window.head()) yield need
  yield* skipBytes(window, window.value)
}

function* skipStrings(window: Window, each: 1 | 2, score: 'text' | 'binary' | undefined): Reading<void> {
  for (let left = (yield* lengthOf(window)) * each; left > 0; left--) {
    if (!window.string()) yield* skipString(window)
    if (score === 'binary') yield* skipBytes(window, 8)
    else if (score === 'text') {
      const length = yield* byteOf(window)
      // Not a number, and the two infinities, have no digits.
      if (length < 253) yield* skipBytes(window, length)
    }
  }
}

function* skipQuicklist(window: Window): Reading<void> {
  for (let left = yield* lengthOf(window); left > 0; left--) {
    const container = yield* lengthOf(window)
    if (container !== 1 && container !== 2) throw damaged('has a list with a node of an unknown kind')
    yield* skipString(window)
  }
}

/** Gives when the last field goes, if each of them has a time to live. */
function* skipExpiringFields(window: Window, expiry: 'relative' | 'after'): Reading<number | undefined> {
  const first = expiry === 'relative' ? Number((yield* takeBytes(window, 8)).readBigInt64LE()) : 0
  let last: number | undefined = Number.NEGATIVE_INFINITY
  for (let left = yield* lengthOf(window); left > 0; left--) {
    let at: number | undefined
    if (expiry === 'relative') {
      const after = yield* lengthOf(window)
      at = after === 0 ? undefined : first + after - 1
    }
    yield* skipString(window)
    yield* skipString(window)
    if (expiry === 'after') {
      const written = Number((yield* takeBytes(window, 8)).readBigInt64LE())
      at = written < 0 ? undefined : written
    }
    last = last === undefined || at === undefined ? undefined : Math.max(last, at)
  }
  return last === undefined || !Number.isFinite(last) ? undefined : last
}

function* skipLengths(window: Window, count: number): Reading<void> {
  for (let left = count; left > 0; left--) yield* lengthOf(window)
}

const idBytes = 16
const timeBytes = 8

function* skipStream(window: Window, version: 1 | 2 | 3): Reading<void> {
  for (let nodes = yield* lengthOf(window); nodes > 0; nodes--) {
    yield* skipString(window)
    yield* skipString(window)
  }
  // Length and last ID; since the second version the first ID, the greatest deleted one, and how many were ever added.
  yield* skipLengths(window, version === 1 ? 3 : 8)
  for (let groups = yield* lengthOf(window); groups > 0; groups--) {
    yield* skipString(window)
    yield* skipLengths(window, version === 1 ? 2 : 3)
    for (let pending = yield* lengthOf(window); pending > 0; pending--) {
      yield* skipBytes(window, idBytes + timeBytes)
      yield* lengthOf(window)
    }
    for (let consumers = yield* lengthOf(window); consumers > 0; consumers--) {
      yield* skipString(window)
      yield* skipBytes(window, version === 3 ? 2 * timeBytes : timeBytes)
      yield* skipBytes(window, (yield* lengthOf(window)) * idBytes)
    }
  }
}

/** The module's number, then values that each say what they are. */
export function* skipModule(window: Window): Reading<void> {
  yield* lengthOf(window)
  for (;;) {
    const kind = yield* lengthOf(window)
    if (kind === 0) return
    if (kind === 1 || kind === 2) yield* lengthOf(window)
    else if (kind === 3) yield* skipBytes(window, 4)
    else if (kind === 4) yield* skipBytes(window, 8)
    else if (kind === 5) yield* skipString(window)
    else throw damaged('has a value of a module in an unknown form')
  }
}

/** Gives when the last field of a hash goes, if each of them has a time to live. */
export function* skipValue(window: Window, layout: Layout): Reading<number | undefined> {
  switch (layout.form) {
    case 'strings':
      yield* skipStrings(window, layout.each, layout.score)
      return undefined
    case 'one':
      if (layout.before !== undefined) yield* skipBytes(window, layout.before)
      yield* skipString(window)
      return undefined
    case 'quicklist':
      yield* skipQuicklist(window)
      return undefined
    case 'expiring-fields':
      return yield* skipExpiringFields(window, layout.expiry)
    case 'stream':
      yield* skipStream(window, layout.version)
      return undefined
    case 'module':
      yield* skipModule(window)
      return undefined
  }
}
