import { Problem } from '../../../problem.ts'
import { type Address, isLocal } from '../../../runtime/runtime.ts'
import { parseServerUrl, type ServerUrl, serversText, type UrlRules } from '../../server-url.ts'
import type { KafkaSource } from '../kafka-source.ts'

export const urlRules: UrlRules = {
  noun: 'a Kafka cluster',
  schemes: { kafka: 'plain' },
  port: 9092,
  example: 'kafka://user:password@host:9092?tls=on&sasl=SCRAM-SHA-512',
  parameters: ['sasl'],
  encryptedBy: 'tls',
}

const mechanisms = ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'PLAIN'] as const
export type Mechanism = (typeof mechanisms)[number]

export interface Login {
  readonly mechanism: Mechanism
  readonly user: string
  readonly password: string
}

export interface Connection {
  /** Any of the cluster: the others are learnt from it. */
  readonly servers: readonly [Address, ...Address[]]
  readonly tls: ServerUrl['tls']
  /** undefined: whoever connects is let in, or is known by the certificate. */
  readonly login: Login | undefined
  /** Whose it is, for messages: "source events". */
  readonly place: string
  /** "kafka.example:9092" */
  readonly where: string
}

export function connectionOf(source: KafkaSource): Connection {
  return parseKafkaUrl(source.url.reveal(), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`)
}

/** `typed`: where the URL comes from. */
export function parseKafkaUrl(text: string, typed: string, place: string): Connection {
  const url = parseServerUrl(text, typed, urlRules)
  const bad = (because: string, hint: string) => new Problem('policy-invalid', `${typed}: ${because}`, { hint })
  if (url.path !== '')
    throw bad(
      'the URL has a path after the host, and Kafka has no databases',
      `Write it as ${urlRules.example}; topics names the topics.`,
    )
  const { user, password } = url
  const { sasl } = url.parameters
  const mechanism = mechanisms.find((known) => known === (sasl ?? 'SCRAM-SHA-512').toUpperCase())
  if (mechanism === undefined) throw bad('sasl in the URL is unknown', `Its values are ${mechanisms.join(', ')}.`)
  if (user === undefined && (sasl !== undefined || password !== undefined))
    throw bad('the URL names no user', `Write it as ${urlRules.example}.`)
  if (user !== undefined && password === undefined)
    throw bad('the URL has a user, but no password', `Write it as ${urlRules.example}.`)
  const login = user === undefined || password === undefined ? undefined : { mechanism, user, password }
  return { servers: url.servers, tls: url.tls, login, place, where: serversText(url) }
}

/** True where both name one server: it is of one cluster only. */
export function sameCluster(one: Connection, other: Connection): boolean {
  const named = ({ host, port }: Address) => `${isLocal(host) ? '' : host.toLowerCase()}:${port}`
  return one.servers.some((a) => other.servers.some((b) => named(a) === named(b)))
}
