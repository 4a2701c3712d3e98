import { type Container, docker, startContainer } from './docker.ts'

export interface MysqlOptions {
  /** Default "shop". */
  readonly database?: string
  /** Arguments of the server: ['--log-bin']. */
  readonly args?: readonly string[]
  /** More arguments of `docker run`: ['--network', 'net']. */
  readonly options?: readonly string[]
}

export interface Mysql extends Container {
  readonly product: 'mysql' | 'mariadb'
  /** mysql://root:PASSWORD@127.0.0.1:PORT/DATABASE, from the host. */
  readonly url: string
  readonly password: string
  readonly database: string
  /** The same server from the host, with another database, or as another user. */
  urlOf(database: string, user?: string, password?: string): string
  /** Runs SQL with the client in the container; gives the rows, by tab and line. Stops at the first error. */
  sql(text: string, database?: string): Promise<string>
}

// Characters that break a URL, an option file or a shell that was not careful.
const password = 'p@ss:w/o rd#$%'

/**
 * A server of MySQL or MariaDB in a container of the official image's name.
 *
 *     await using db = await startMysql('mariadb:11.8')
 *     await db.sql('create table t (id int)')
 */
export async function startMysql(image: string, options: MysqlOptions = {}): Promise<Mysql> {
  const product = image.startsWith('mysql') ? 'mysql' : 'mariadb'
  const database = options.database ?? 'shop'
  const client = [
    product,
    '--no-defaults',
    '--protocol=TCP',
    '--host=127.0.0.1',
    '--user=root',
    '--batch',
    '--skip-column-names',
    // Inside the container, whatever certificate the server has, or none.
    ...(product === 'mysql' ? ['--ssl-mode=DISABLED', '--get-server-public-key'] : ['--skip-ssl']),
  ]
  const env = { MYSQL_PWD: password }
  const container = await startContainer({
    image,
    port: 3306,
    env: { [`${product.toUpperCase()}_ROOT_PASSWORD`]: password, [`${product.toUpperCase()}_DATABASE`]: database },
    // On a busy machine it is made from nothing for longer than a minute.
    readyMs: 150_000,
    args: ['--innodb-flush-log-at-trx-commit=0', ...(options.args ?? [])],
    ...(options.options ? { options: options.options } : {}),
    ready: (c) =>
      c.exec([...client, '--execute=select 1'], env).then(
        () => true,
        () => false,
      ),
  })
  const urlOf = (name: string, user = 'root', secret = password) =>
    `${product}://${user}:${encodeURIComponent(secret)}@${container.host}:${container.port}/${encodeURIComponent(name)}`
  return {
    ...container,
    product,
    url: urlOf(database),
    password,
    database,
    urlOf,
    sql: (text, name = database) =>
      docker(
        [
          'exec',
          '--env',
          'MYSQL_PWD',
          '--env',
          'SQL',
          container.id,
          'sh',
          '-c',
          'printf "%s\\n" "$SQL" | "$@"',
          'sh',
          ...client,
          `--database=${name}`,
        ],
        { ...env, SQL: text },
      ),
  }
}
