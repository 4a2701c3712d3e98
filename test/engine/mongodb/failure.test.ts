// @ts-expect-error The driver has types for its door alone.
import errors from 'mongodb/lib/cmap/errors.js'
import { expect, test } from 'vitest'
import { parseMongodbUrl } from '../../../src/engine/mongodb/connection.ts'
import { problemOf } from '../../../src/engine/mongodb/failure.ts'

const connection = parseMongodbUrl('mongodb://backup:secret@db.example/shop', 'URL', 'source orders')

test('a server that is paused is told of as such, and not as rights that are missing', () => {
  const { PoolClearedOnNetworkError: Cleared } = errors as {
    readonly PoolClearedOnNetworkError: new (pool: object) => Error
  }
  const error = new Cleared({ address: 'db.example:27017', serverError: new Error('timed out') })
  const { code, message, hint } = problemOf(error, connection, 'read orders')
  expect(code).toBe('source-failed')
  expect(message).toContain('source orders: db.example:27017/shop answers no more, asked to read orders: Connection')
  expect(hint).toMatch(/^Look at whether the server runs/)
})
