import { describe, expect, test } from 'vitest'
import { redactOutput } from '../../src/runtime/redact.ts'
import { hostRuntime, redact } from '../../src/runtime/runtime.ts'
import { runtimeContract } from './contract.ts'

const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' }
runtimeContract('host', async () => hostRuntime({ env }))

describe('redact', () => {
  test('removes a short secret only if it is marked as one, and leaves the other words', () => {
    const said =
      'pg_dump: error: postgres://app:pg@pg.example/pg failed, password=pg user=pg PGPASSWORD="pg" passwd: pg'
    expect(redact(said, ['pg'])).toBe(
      'pg_dump: error: postgres://app:***@pg.example/pg failed, password=*** user=pg PGPASSWORD="***" passwd: ***',
    )
    expect(redact('password=$&.x, password=ab', ['$&.x'])).toBe('password=***, password=ab')
  })

  test('never removes the prefix of the output lines of a program', () => {
    const said = 'pg_restore: error: pg_restore failed\nWARNING:  pg_restore'
    expect(redactOutput(said, ['pg_restore'])).toBe('pg_restore: error: *** failed\nWARNING:  ***')
    expect(redactOutput('a: secret\nline of it', ['secret\nline'])).toBe('a: *** of it')
  })

  test('removes every spelling of a secret, the longest first', () => {
    const both = ['p@ssword', 'p@ssword!x']
    expect(redact('pw p@ssword p%40ssword p@ssword!x', both)).toBe('pw *** *** ***')
    expect(redact('encoded p%40ssword is also known as p@ssword', ['p%40ssword'])).toBe(
      'encoded *** is also known as ***',
    )
    expect(redact('nothing', ['', 'other'])).toBe('nothing')
  })
})
