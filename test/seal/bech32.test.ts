import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../src/seal/bech32.ts'

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'

describe('bech32m', () => {
  it.each([
    // BIP 350, valid strings; the version of a segwit address is no whole octet, so only those that are octets.
    ['a', 'A1LQFN3A', ''],
    ['a', 'a1lqfn3a', ''],
    ['abcdef', 'abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx', 'ffbbcdeb38bdab49ca307b9ac5a928398a418820'],
    ['?', '?1v759aa', ''],
  ])('decodes %s of BIP 350', (prefix, text, hex) => {
    const bytes = decode(prefix, text)
    expect(bytes).toBeInstanceOf(Uint8Array)
    expect(Buffer.from(bytes as Uint8Array).toString('hex')).toBe(hex)
    expect(encode(prefix, bytes as Uint8Array)).toBe(text.toLowerCase())
  })

  it.each([
    ['y', 'y1b0jsk6g', 'character'],
    ['m', 'm1y8ayhk', 'checksum'],
    ['16plkw9', '16plkw91', 'truncated'],
    ['a', 'A12UEL5L', 'checksum'],
    ['a', 'a1lqFN3a', 'case'],
    ['b', 'a1lqfn3a', 'does not start'],
  ])('refuses %s: %s', (prefix, text, why) => {
    expect(decode(prefix, text)).toContain(why)
  })

  it('decodes what it encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(decode('rpub', encode('rpub', bytes))).toEqual(bytes)
      }),
    )
  })

  it('detects up to four mistyped characters', () => {
    const mistakes = fc.uniqueArray(fc.tuple(fc.integer({ min: 5, max: 62 }), fc.integer({ min: 1, max: 31 })), {
      minLength: 1,
      maxLength: 4,
      selector: ([at]) => at,
    })
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), mistakes, (bytes, list) => {
        const text = [...encode('rpub', bytes)]
        for (const [at, by] of list) text[at] = alphabet[(alphabet.indexOf(text[at] as string) + by) % 32] as string
        expect(decode('rpub', text.join(''))).toBe('checksum does not match: mistyped')
      }),
    )
  })
})
