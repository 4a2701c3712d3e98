import { Problem } from '../../problem.ts'
import type { ServerFacts } from '../contract.ts'
import type { Place } from './server/place.ts'

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
  /** Reads the binary log. */
  readonly binlog: string
  /** The GTIDs of a log are those of its server, and not of one that it is played back on. */
  readonly replayFlags: readonly string[]
  readonly least: Version
  /** A column that only its own servers take for one: which log their positions are places in. */
  readonly history: string
  /** How its replicas call it, and the transactions that it has by GTID. */
  readonly identity: string
  /** What a user needs to ask whether it replicates. */
  readonly replicaRight: string
  /** What it is told of by its replica status: one row for each source. */
  readonly sources: string
  /** For those who may not ask that: what it has applied by replication, and how many replications run. */
  readonly replicates: string
  /** On a replica: 1 where its dump tells by GTID just what it has applied, and what must at least be among that. */
  readonly applied: string
  /** Why it tells that not, and what to do. */
  readonly inexact: string
  readonly exactly: string
  /** How its dump is made to say where in the binary log its moment lies, or which transactions of its source it has. */
  readonly positionFlags: Readonly<Record<Place['kind'], readonly string[]>>
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
  binlog: 'mysqlbinlog',
  replayFlags: ['--skip-gtids'],
  least: version('8.0'),
  history: '/*!80000 , @@global.server_uuid */',
  identity: 'select @@global.server_uuid, @@global.gtid_executed',
  replicaRight: 'REPLICATION CLIENT',
  sources: 'show replica status',
  // Whoever may have a position may ask.
  replicates: "select '', 0",
  applied: "select @@global.gtid_mode = 'ON', ''",
  inexact: 'the server is a replica without GTIDs, and knows the places of its source only while it applies nothing',
  exactly: 'Set gtid_mode=ON on the servers, or name the primary in its url.',
  // The set of GTIDs is the server's, and not the database's: what would set it is taken out of the dump again.
  positionFlags: {
    none: ['--set-gtid-purged=OFF'],
    own: ['--set-gtid-purged=OFF', '--source-data=2'],
    // Its lock holds back what is applied until the dump's snapshot is there.
    source: ['--set-gtid-purged=ON', '--source-data=2'],
  },
  dumpFlags: [],
  sandboxFlags: ['--event-scheduler=OFF', '--innodb-doublewrite=OFF', '--mysqlx=OFF'],
  // 9.7 says so to every user but root, whatever may be read: the community's server has no such policies. And what GTIDs a dump
  // would set where it is restored: that is taken out of it.
  harmless:
    /column_masking_policy.* when trying to dump masking policies$|Warning: A partial dump from a server that has GTIDs /,
}

export const mariadbProduct: Product = {
  name: 'mariadb',
  noun: 'MariaDB',
  client: 'mariadb',
  dump: 'mariadb-dump',
  binlog: 'mariadb-binlog',
  replayFlags: ['--skip-gtid-strict-mode'],
  least: version('10.11'),
  // Not its SERVER_UID: that is made of the network card's address, which a container or a virtual machine may have anew at each start.
  // That it is the same log is told by when its file was begun, and by its last event.
  history: "/*M!100000 , concat('server ', @@global.server_id) */",
  identity: 'select @@global.server_id, @@global.gtid_current_pos',
  replicaRight: 'REPLICA MONITOR',
  sources: 'show all replicas status',
  replicates: `select @@global.gtid_slave_pos, variable_value from information_schema.global_status
    where variable_name = 'SLAVES_RUNNING'`,
  applied: 'select @@global.log_slave_updates, @@global.gtid_slave_pos',
  inexact: 'the server is a replica that does not log what it applies',
  exactly: 'Set log_slave_updates=ON on the server, or name the primary in its url.',
  // GTIDs are those of its own log at the dump's snapshot.
  positionFlags: { none: [], own: ['--master-data=2'], source: ['--master-data=2', '--gtid'] },
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

const transactional = new Set(['innodb', 'rocksdb', 'tokudb', ''])

/** Whether tables of a storage engine are as of a transaction's moment; a view has none. */
export const isTransactional = (storage: string): boolean => transactional.has(storage.toLowerCase())
