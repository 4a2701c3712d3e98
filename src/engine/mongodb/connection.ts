import { Problem } from '../../problem.ts'
import { type Address, isLocal, type Service } from '../../runtime/runtime.ts'
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
}

export function connectionOf(source: MongodbSource): Connection {
  return parseMongodbUrl(
    source.url.reveal(),
    `source ${source.name}, by ${source.url.origin()}`,
    `source ${source.name}`,
  )
}

/** `typed`: where the URL comes from. */
export function parseMongodbUrl(text: string, typed: string, place: string): Connection {
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
  if (['local', 'config', 'admin'].includes(database))
    throw bad(
      `${database} is the server's own database`,
      'Name a database of yours after the host; the one that users log in to is authSource=admin.',
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
  const hosts = servers.map(({ host, port }) => `${host}:${port}`).join(',')
  const [, before = '', after = ''] = /^([a-z+]+:\/\/(?:[^@/?#]*@)?)[^/?#]*(.*)$/is.exec(connection.url) ?? []
  const direct =
    servers.length > 1 || /[?&]directConnection=/.test(after)
      ? ''
      : `${after.includes('?') ? '&' : '?'}directConnection=true`
  return { ...connection, url: `${before}${hosts}${after}${direct}`, servers }
}

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
