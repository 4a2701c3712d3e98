import { expect, test } from 'vitest'
import { decodeName, decodePath, encodeName } from '../../../src/engine/files/name.ts'

test('a path begins with the text of its directory, whichever names in it are not UTF-8', () => {
  const name = Buffer.of(0xe9, 0xff)
  const path = Buffer.concat([Buffer.from('ü-🙂/'), name, Buffer.from('/ö')])
  expect(decodePath(path)).toBe(`ü-🙂/${decodeName(name)}/ö`)
  expect(encodeName(decodePath(path))).toEqual(path)
  expect(decodePath(Buffer.from('a//ü/'))).toBe('a//ü/')
})
