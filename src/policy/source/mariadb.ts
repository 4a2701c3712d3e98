import { type MysqlFamilySource, mysqlFamily } from './kind/mysql-family.ts'

export interface MariadbSource extends MysqlFamilySource {
  readonly engine: 'mariadb'
}

export const mariadb = mysqlFamily({
  name: 'mariadb',
  noun: 'MariaDB',
  program: 'mariadb-dump',
  schemes: ['mariadb', 'mysql'],
  image: 'mariadb:11.8',
  passwordVariable: 'MARIADB_ROOT_PASSWORD',
  admin: 'mariadb-admin',
})
