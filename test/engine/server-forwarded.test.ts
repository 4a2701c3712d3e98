import { describe, expect, test } from 'vitest'
import { engineOf } from '../../src/engine/engine.ts'
import { mongodbSource, mysqlSource, postgresSource } from './source.ts'

const databases = { include: [], exclude: [] }

describe('the servers that via forwards', () => {
  test.each([
    postgresSource('postgres://u:p@db.internal:5433', { databases }),
    mysqlSource('mysql', 'mysql://u:p@db.internal:5433', { databases }),
    mysqlSource('mariadb', 'mariadb://u:p@db.internal:5433', { databases }),
    mongodbSource('mongodb://u:p@db.internal:5433', { databases }),
  ])('of $engine are known where databases names its databases, and the URL none', async (source) => {
    const { servers } = await engineOf(source.engine)
    expect(servers?.(source)).toMatchObject([{ host: 'db.internal', port: 5433 }])
  })

  test.each([
    postgresSource('postgres://u:p@db.internal/orders', { databases }),
    mysqlSource('mysql', 'mysql://u:p@db.internal/orders', { databases }),
  ])('a URL of $engine that names one beside databases is refused', async (source) => {
    const { servers } = await engineOf(source.engine)
    expect(() => servers?.(source)).toThrow(/the URL names a database, and databases names them as well/)
  })
})
