import { expect, test } from 'vitest'
import { grantsOf, missingForPosition, missingGrants, toGrant } from '../../../src/engine/mysql/grant.ts'
import { mariadbProduct, mysqlProduct } from '../../../src/engine/mysql/product.ts'

const mysql = { product: mysqlProduct, database: 'my_shop' }
const mariadb = { product: mariadbProduct, database: 'my_shop' }
const whole = { isWhole: true, users: false }
const all = 'GRANT SELECT, SHOW VIEW, EVENT, TRIGGER ON `my\\_shop`.* TO `b`@`%`'

test.each([
  [mysql, ['GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION'], whole, []],
  [mysql, [all], whole, ['GRANT SHOW_ROUTINE ON *.*']],
  [mysql, [all, 'GRANT SHOW_ROUTINE ON *.* TO `b`@`%`'], whole, []],
  [mysql, ['GRANT ALL PRIVILEGES ON `my%`.* TO `b`@`%`', 'GRANT SHOW_ROUTINE ON *.* TO `b`@`%`'], whole, []],
  [
    mysql,
    ['GRANT ALL PRIVILEGES ON `my\\_shop2`.* TO `b`@`%`', 'GRANT SHOW_ROUTINE ON *.* TO `b`@`%`'],
    whole,
    ['GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `my_shop`.*'],
  ],
  [
    mysql,
    ['GRANT SELECT, SHOW VIEW, EVENT, TRIGGER ON *.* TO `b`@`%`', 'REVOKE SELECT ON `my_shop`.* FROM `b`@`%`'],
    whole,
    ['GRANT SELECT ON `my_shop`.*', 'GRANT SHOW_ROUTINE ON *.*'],
  ],
  // Of one table, and of some columns: the others would not be in the dump.
  [
    mysql,
    ['GRANT SELECT ON `my_shop`.`orders` TO `b`@`%`', 'GRANT SELECT (`id`), SHOW_ROUTINE ON *.* TO `b`@`%`'],
    whole,
    ['GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `my_shop`.*'],
  ],
  [mysql, ['GRANT SELECT ON `my_shop`.`orders` TO `b`@`%`'], { isWhole: false, users: false }, []],
  [mysql, [all, 'GRANT SHOW_ROUTINE ON *.* TO `b`@`%`'], { isWhole: true, users: true }, ['GRANT SELECT ON mysql.*']],
  [mariadb, [all], whole, ['GRANT SELECT ON mysql.proc']],
  [mariadb, [all, 'GRANT SELECT ON `mysql`.`proc` TO `b`@`%`'], whole, []],
  [mariadb, [all, "GRANT SHOW CREATE ROUTINE ON *.* TO `b`@`%` IDENTIFIED BY PASSWORD '*F3'"], whole, []],
])('%o with %o', (connection, lines, wanted, missing) => {
  expect(missingGrants(grantsOf(lines, connection.database), connection, wanted)).toEqual(missing)
})

test.each([
  [mysql, ['GRANT RELOAD, REPLICATION CLIENT ON *.* TO `b`@`%`'], undefined],
  [mysql, ['GRANT FLUSH_TABLES ON *.* TO `b`@`%`'], 'GRANT REPLICATION CLIENT ON *.*'],
  [mysql, [all], 'GRANT RELOAD, REPLICATION CLIENT ON *.*'],
  [mariadb, [all], 'GRANT BINLOG MONITOR ON *.*'],
  [mariadb, ['GRANT BINLOG MONITOR ON *.* TO `b`@`%`'], undefined],
])('the position needs, of %o with %o', (connection, lines, missing) => {
  expect(missingForPosition(grantsOf(lines, connection.database), connection)).toBe(missing)
})

test('what to grant can be typed as it is: the account is the one that the server let in', () => {
  const lines = ['GRANT `r`@`%` TO `o``neil`@`10.0.%`', 'GRANT USAGE ON *.* TO `r`']
  const by = { user: 'o`neil' }
  expect(toGrant(['GRANT RELOAD ON *.*'], by, grantsOf(lines, 'shop'))).toBe(
    'Run GRANT RELOAD ON *.* TO `o``neil`@`10.0.%`;',
  )
  expect(toGrant(['GRANT RELOAD ON *.*'], by, grantsOf([], 'shop'))).toBe('Run GRANT RELOAD ON *.* TO `o``neil`@HOST;')
})
