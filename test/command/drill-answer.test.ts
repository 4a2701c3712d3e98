import { describe, expect, test } from 'vitest'
import { applicationEnvironment, unmet } from '../../src/command/drill/answer.ts'

describe('an answer of an application', () => {
  const wanted = { path: '/orders', status: 200, contains: 'order 7' }

  test('is as wanted with its status and its text, wherever that stands', () => {
    expect(unmet(wanted, { status: 200, text: '<p>order 7</p>' })).toBeUndefined()
    expect(unmet({ path: '/', status: 302 }, { status: 302, text: '' })).toBeUndefined()
  })

  test('is refused with what was wrong, and none of what it said', () => {
    const of = (status: number) => unmet(wanted, { status, text: 'Ida Lund, Main Street' })
    expect(of(500)).toBe('answered GET /orders with 500, not 200')
    expect(of(200)).toBe('answered GET /orders without "order 7" in it')
    expect(unmet(wanted, { silent: 'ECONNREFUSED' })).toBe('gave no answer to GET /orders (ECONNREFUSED)')
  })
})

describe('the environment of an application', () => {
  const reached = { DATABASE_URL: 'postgresql://x@10.0.0.2:5432/shop', PGHOST: '10.0.0.2' }

  test('leads it to the restored data, whatever its own says', () => {
    const own = { DATABASE_URL: 'postgres://production/shop', MODE: 'drill' }
    expect(applicationEnvironment(own, reached, undefined)).toEqual({ ...reached, MODE: 'drill' })
  })

  test('has the restored address where its own names it, and nothing else replaced', () => {
    const own = { JDBC: 'jdbc:postgresql://$(PGHOST):5432/shop', SHELL: '$(hostname) $PGHOST $(__proto__)' }
    expect(applicationEnvironment(own, reached, undefined)).toMatchObject({
      ...{ JDBC: 'jdbc:postgresql://10.0.0.2:5432/shop', SHELL: '$(hostname) $PGHOST $(__proto__)' },
    })
  })

  test('names a folder as its container has it', () => {
    const moved = { from: '/tmp/restore-test-a', to: '/restored' }
    const file = { DATABASE_URL: 'file:/tmp/restore-test-a/restored.sqlite' }
    expect(applicationEnvironment({ DB: '$(DATABASE_URL)' }, file, moved)).toEqual({
      ...{ DATABASE_URL: 'file:/restored/restored.sqlite', RESTORED_PATH: '/restored' },
      DB: 'file:/restored/restored.sqlite',
    })
  })
})
