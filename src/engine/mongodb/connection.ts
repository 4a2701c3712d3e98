import { databaseIn, inDatabase } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import { type Address, isLocal, type Reached, type Service } from '../../runtime/runtime.ts'
import { reachedFromHere } from '../dial.ts'
import { parseServerUrl, type ServerUrl, serversText, type UrlRules } from '../server-url.ts'
import type { MongodbSource } from './mongodb-source.ts'

// What the driver knows, by its own names, and needs no library for that is not here.
const parameters = [
  ...['authSource', 'authMechanism', 'authMechanismProperties', 'replicaSet', 'directConnection', 'loadBalanced'],
  ...['tls', 'ssl', 'tlsCAFile', 'tlsCertificateKeyFile', 'tlsCertificateKeyFilePassword'],
  ...['tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames', 'tlsInsecure'],
  ...['readPreference', 'readPreferenceTags', 'maxStalenessSeconds', 'readConcernLevel', 'w', 'wtimeoutMS', 'journal'],
  ...['connectTimeoutMS', 'socketTimeoutMS', 'serverSelectionTimeoutMS', 'heartbeatFrequencyMS', 'localThresholdMS'],
  ...['maxPoolSize', 'minPoolSize', 'retryReads', 'retryWrites', 'srvServiceName', 'srvMaxHosts', 'appName'],
] as const

export const urlRules: UrlRules = {
  noun: 'a MongoDB server',
  schemes: { mongodb: 'plain', 'mongodb+srv': 'plain' },
  port: 27_017,
  example: 'mongodb://user:password@host:27017/database?authSource=admin',
  parameters,
}

export const ownDatabases: readonly string[] = ['admin', 'config', 'local']

/** A database of a server. */
export interface Connection {
  /** What the driver is given. Secret. */
  readonly url: string
  readonly servers: readonly Address[]
  readonly database: string
  readonly user: string | undefined
  /** What never stands in a message. */
  readonly secrets: readonly string[]
  /** Whose it is: "source orders". */
  readonly place: string
  /** "db.example:27017/shop" */
  readonly where: string
  /** Where its one port is that of another machine: the server that it leads to. */
  readonly of?: Address
}

export function connectionOf(source: MongodbSource): Connection {
  const url = source.url.reveal()
  return parseMongodbUrl(
    source.member === undefined ? url : loggingIn(url),
    `source ${source.name}, by ${source.url.origin()}`,
    `source ${source.name}`,
  )
}

/** Without a name in it a URL logs in to admin, and would log in to whichever database is written into it. */
export function loggingIn(url: string): string {
  const says = /[?&](?:authSource|authMechanism)=/i.test(url)
  // Of a service record the name server says it.
  if (says || !/^\s*mongodb:\/\/[^@/?#]+@/i.test(url)) return url
  return `${url.trim()}${url.includes('?') ? '&' : '?'}authSource=admin`
}

/** Where a server's databases are listed: the one of its own that every user may ask. */
export function listingConnection({ name, url }: MongodbSource): Connection {
  const typed = `source ${name}, by ${url.origin()}`
  if (databaseIn(url.reveal()) !== '')
    throw new Problem('policy-invalid', `${typed}: the URL names a database, and databases names them as well`, {
      hint: 'Write the URL as mongodb://user:password@host:27017, or take databases out of the policy.',
    })
  return parsed(loggingIn(inDatabase(url.reveal(), 'admin')), typed, `source ${name}`)
}

/** `typed`: where the URL comes from. */
export function parseMongodbUrl(text: string, typed: string, place: string): Connection {
  const connection = parsed(text, typed, place)
  const { database } = connection
  if (!ownDatabases.includes(database)) return connection
  throw new Problem('policy-invalid', `${typed}: ${database} is the server's own database`, {
    hint: 'Name a database of yours after the host; the one that users log in to is authSource=admin.',
  })
}

function parsed(text: string, typed: string, place: string): Connection {
  const url = text.trim()
  const bad = (because: string, hint: string) => new Problem('policy-invalid', `${typed}: ${because}`, { hint })
  const [, foreign] = /[?&](tls-(?:ca|cert|key|name))=[^@]*$/.exec(url) ?? []
  if (foreign !== undefined)
    throw bad(
      `the URL has ${foreign}, which MongoDB's URLs do not`,
      'Write tls=true&tlsCAFile=FILE, or tlsCertificateKeyFile=FILE with certificate and key: MongoDB has names of its own.',
    )
  const parsed = parseServerUrl(url, typed, urlRules)
  const { path: database, user, password } = parsed
  if (database === '')
    throw bad('the URL names no database', `Write it as ${urlRules.example}: a source is one database.`)
  if (/[/\\. "$*<>:|?\0]/.test(database) || Buffer.byteLength(database) > 63)
    throw bad(
      'the path of the URL is not the name of a database',
      `Write it as ${urlRules.example}, with the database alone after the host.`,
    )
  const phrase = parsed.parameters['tlsCertificateKeyFilePassword']
  return {
    ...{ url, database, user, place, servers: parsed.servers },
    secrets: [password ?? '', phrase ?? ''].filter((secret) => secret !== ''),
    where: `${hostsText(parsed, url)}/${database}`,
  }
}

/** Of a service record the hosts are not known here. */
const hostsText = (parsed: ServerUrl, url: string): string =>
  /^mongodb\+srv:/i.test(url) ? parsed.servers.map(({ host }) => host).join(' or ') : serversText(parsed)

/**
 * The same as it is reached from here. A service container's own name for itself may mean nothing here: then it alone is
 * talked to.
 */
export function fromHere(connection: Connection, services: Readonly<Record<string, Service>>): Connection {
  const servers = connection.servers.map((server) => reachedFromHere(server, services))
  if (servers.every((server, index) => same(server, connection.servers[index] as Address))) return connection
  const { url, after } = withHosts(connection.url, servers)
  const direct =
    servers.length > 1 || /[?&]directConnection=/.test(after) ? '' : `${separator(after)}directConnection=true`
  return { ...connection, url: `${url}${direct}`, servers }
}

/** One of its servers, by the port of this machine that leads to it. */
export function directly(connection: Connection, server: Reached): Connection {
  const { of = server } = server
  const { url, after } = withHosts(connection.url.replaceAll(/(?<=[?&])directConnection=[^&]*&?/gi, ''), [server])
  // A balancer says so itself, and has no members.
  const direct = /[?&]loadBalanced=true/i.test(after) ? '' : `${separator(after)}directConnection=true`
  const where = `${serversText({ servers: [of] })}/${connection.database}`
  return { ...connection, url: `${url}${direct}`, servers: [server], where, of }
}

function withHosts(url: string, servers: readonly Address[]): { readonly url: string; readonly after: string } {
  const hosts = servers.map(({ host, port }) => `${host}:${port}`).join(',')
  const [, before = '', after = ''] = /^([a-z+]+:\/\/(?:[^@/?#]*@)?)[^/?#]*(.*)$/is.exec(url) ?? []
  return { url: `${before}${hosts}${after}`, after }
}

const separator = (after: string) => (/[?&]$/.test(after) ? '' : after.includes('?') ? '&' : '?')

const same = (a: Address, b: Address): boolean => a.host === b.host && a.port === b.port

/** True where both are one database of one server. */
export function sameDatabase(a: Connection, b: Connection, services: Readonly<Record<string, Service>>): boolean {
  const reached = ({ servers }: Connection) =>
    servers
      .map((server) => reachedFromHere(server, services))
      .map(({ host, port }) => `${isLocal(host) ? '' : host.toLowerCase()}:${port}`)
  const others = reached(b)
  return a.database === b.database && reached(a).some((server) => others.includes(server))
}
