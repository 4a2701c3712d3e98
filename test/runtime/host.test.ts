import { describe, expect, test } from 'vitest'
import { hostRuntime, redact } from '../../src/runtime/runtime.ts'
import { runtimeContract } from './contract.ts'

const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' }
runtimeContract('host', async () => hostRuntime({ env }))

describe('redact', () => {
  test('every spelling of a secret goes, the longest first', () => {
    expect(redact('pw p@ss p%40ss p@ss!x', ['p@ss', 'p@ss!x'])).toBe('pw *** *** ***')
    expect(redact('encoded p%40ss is also known as p@ss', ['p%40ss'])).toBe('encoded *** is also known as ***')
    expect(redact('nothing', ['', 'other'])).toBe('nothing')
  })
})
