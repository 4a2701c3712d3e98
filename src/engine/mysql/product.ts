import { Problem } from '../../problem.ts'
import type { ServerFacts } from '../contract.ts'

/** A version as far as it counts. */
export interface Version {
  readonly text: string
  readonly major: number
  readonly minor: number
}

/** One of the two products of the family: what differs between them. */
export interface Product {
  readonly name: 'mysql' | 'mariadb'
  readonly noun: string
  readonly client: string
  readonly dump: string
  readonly least: Version
  /** Of the server, in any database: which log its positions are places in. */
  readonly history: string
  /** How its replicas call it, and the transactions that it has by GTID. */
  readonly identity: string
  /** What a user needs to ask whether it replicates. */
  readonly replicaRight: string
  /** How its dump is made to say where in the binary log its moment lies. */
  readonly withPosition: string
  readonly dumpFlags: readonly string[]
  readonly sandboxFlags: readonly string[]
  /** What its programs say on every run, and what does no harm. */
  readonly harmless: RegExp
}

const version = (text: string): Version => {
  const [major = 0, minor = 0] = text.split('.').map(Number)
  return { text, major, minor }
}

export const mysqlProduct: Product = {
  name: 'mysql',
  noun: 'MySQL',
  client: 'mysql',
  dump: 'mysqldump',
  least: version('8.0'),
  history: 'select @@global.server_uuid',
  identity: 'select @@global.server_uuid, @@global.gtid_executed',
  replicaRight: 'REPLICATION CLIENT',
  withPosition: '--source-data=2',
  // The set of GTIDs is the server's, and not the database's.
  dumpFlags: ['--set-gtid-purged=OFF'],
  sandboxFlags: ['--event-scheduler=OFF', '--innodb-doublewrite=OFF', '--mysqlx=OFF'],
  // 9.7 says so to every user but root, whatever may be read: the community's server has no such policies.
  harmless: /column_masking_policy.* when trying to dump masking policies$/,
}

export const mariadbProduct: Product = {
  name: 'mariadb',
  noun: 'MariaDB',
  client: 'mariadb',
  dump: 'mariadb-dump',
  least: version('10.11'),
  history: `select coalesce((select variable_value from information_schema.global_variables
    where variable_name = 'SERVER_UID'), concat('server ', @@global.server_id))`,
  identity: 'select @@global.server_id, @@global.gtid_current_pos',
  replicaRight: 'REPLICA MONITOR',
  withPosition: '--master-data=2',
  // Else of a system-versioned table only the present rows.
  dumpFlags: ['--dump-history'],
  sandboxFlags: ['--event-scheduler=OFF', '--innodb-doublewrite=0'],
  harmless: /^WARNING: option --ssl-verify-server-cert is disabled/,
}

export const products = [mysqlProduct, mariadbProduct] as const

/** Parses the version that a server or a program reports: "9.7.4-2", "11.8.9-MariaDB-0+deb13u1 from Debian". */
export function toldVersion(said: string): { readonly product: Product; readonly version: Version } | undefined {
  // Old clients are told 5.5.5 first, by every MariaDB.
  const [text] = /\d+\.\d+\.\d+/.exec(said.replace(/^5\.5\.5-/, '')) ?? []
  if (text === undefined) return undefined
  return { product: /mariadb/i.test(said) ? mariadbProduct : mysqlProduct, version: version(text) }
}

/** "9.7" */
export const seriesOf = ({ major, minor }: Version): string => `${major}.${minor}`

export function isOlder(a: Version, b: Version): boolean {
  return a.major < b.major || (a.major === b.major && a.minor < b.minor)
}

/** The official image of the server. */
export const imageOf = (product: Product, of: Version): string => `${product.name}:${seriesOf(of)}`

export const versionOf = ({ version: text }: ServerFacts): Version => version(text)

/** Throws `policy-invalid` or `target-refused` for the family's other product, and `tool-version` for a server that is too old. */
export function mustBe(
  wanted: Product,
  told: { readonly product: Product; readonly version: Version },
  place: string,
  code: 'policy-invalid' | 'target-refused',
): void {
  const { product, version: found } = told
  if (product !== wanted)
    throw new Problem(code, `${place} is ${product.noun} ${found.text}, not ${wanted.noun}`, {
      hint:
        code === 'policy-invalid'
          ? `Write engine: ${product.name} for this source.`
          : `A dump of ${wanted.noun} restores into ${wanted.noun} only: name such a server with --into.`,
    })
  if (isOlder(found, wanted.least))
    throw new Problem('tool-version', `${place} is ${wanted.noun} ${found.text}, older than ${wanted.least.text}`, {
      hint: `Upgrade the server, or back it up by engine: command with its own ${wanted.dump}.`,
    })
}
