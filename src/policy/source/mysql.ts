import { type MysqlFamilySource, mysqlFamily } from './kind/mysql-family.ts'

export interface MysqlSource extends MysqlFamilySource {
  readonly engine: 'mysql'
}

export const mysql = mysqlFamily({
  name: 'mysql',
  noun: 'MySQL',
  program: 'mysqldump',
  schemes: ['mysql'],
  image: 'mysql:9.7',
  passwordVariable: 'MYSQL_ROOT_PASSWORD',
  admin: 'mysqladmin',
})
