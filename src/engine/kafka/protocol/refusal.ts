import { type GenericError, MultipleErrors, ProtocolError } from '@platformatic/kafka'
import { isProblem, Problem } from '../../../problem.ts'
import { oneLine, reasonOf } from '../../../words/words.ts'
import type { Connection } from './connection.ts'
import { Broken } from './wire.ts'

/** Numbers of Kafka's errors that are told apart here. */
export const codes = {
  offsetOutOfRange: 1,
  unknownTopic: 3,
  noCoordinator: 15,
  unknownMember: 25,
  topicDenied: 29,
  groupDenied: 30,
  clusterDenied: 31,
  unsupportedMechanism: 33,
  topicExists: 36,
  invalidReplication: 38,
  invalidConfiguration: 40,
  duplicateSequence: 46,
  loginFailed: 58,
  unknownTopicId: 100,
} as const

// A leader that moves, a coordinator that loads, a copy that lags: the same request succeeds a moment later.
const passing = new Set([5, 6, 7, 9, 13, 14, 15, 16, 19, 20, 56, 74, 75, 89])

/** The errors of an answer of Kafka's, if it is one; the library wraps them. */
export function refusalsIn(error: unknown): readonly ProtocolError[] {
  if (error instanceof ProtocolError) return [error]
  if (error instanceof MultipleErrors) return error.errors.flatMap(refusalsIn)
  return error instanceof Error && !isProblem(error) && error.cause !== undefined ? refusalsIn(error.cause) : []
}

export const isRefusal = (error: unknown, ...wanted: readonly number[]): boolean =>
  refusalsIn(error).some((refusal) => wanted.includes(codeOf(refusal)))

/** True where the same may succeed a moment later; `fresh`: also of topics that were created just now. */
export function isPassing(error: unknown, fresh: boolean): boolean {
  if (error instanceof Broken) return true
  const refusals = refusalsIn(error)
  const passes = (code: number) =>
    passing.has(code) || (fresh && (code === codes.unknownTopic || code === codes.unknownTopicId))
  return refusals.length > 0 && refusals.every((refusal) => passes(codeOf(refusal)))
}

const codeOf = (error: GenericError): number => Number(error['apiCode'])

const shownCharacters = 300

/** "TOPIC_AUTHORIZATION_FAILED", and what the broker adds, where it adds anything: a text that is empty is given the library's. */
function said(error: unknown): string {
  const [refusal] = refusalsIn(error)
  if (refusal === undefined) return oneLine(reasonOf(error), shownCharacters) || 'nobody says why'
  const code = String(refusal['apiId'])
  const words = refusal['serverErrorMessage']
  return typeof words === 'string' ? `${code}: ${oneLine(words, shownCharacters) || refusal.message}` : code
}

const rights =
  'Give the user of the URL the ACLs that docs/engines.md lists: kafka-acls.sh --add --allow-principal User:NAME --operation ...'

const goneHint = 'Run it again; a topic that often comes and goes can be left out: topics: { exclude: [...] }.'

/** A failure of a cluster as a sentence. `what`: what was asked of it: "its topics cannot be listed". */
export function told(error: unknown, { place, where }: Pick<Connection, 'place' | 'where'>, what: string): unknown {
  if (isProblem(error)) return error
  const at = `${place}, Kafka at ${where}`
  if (error instanceof Broken)
    return new Problem('source-failed', `${at}: ${what}: the connection broke: ${error.message}`, {
      hint: 'Check that the URL names a listener for clients, tls=on where it is encrypted, and that the broker runs.',
      cause: error,
    })
  if (refusalsIn(error).length === 0 && !(error instanceof RangeError)) {
    const known = error instanceof Error && 'code' in error && String(error.code).startsWith('PLT_KFK')
    if (!known) return error
  }
  const denied = isRefusal(error, codes.topicDenied, codes.groupDenied, codes.clusterDenied, 53)
  const isGone = isRefusal(error, codes.unknownTopic, codes.unknownTopicId)
  const because = isGone ? `a topic was deleted meanwhile (${said(error)})` : said(error)
  return new Problem('source-failed', `${at}: ${what}: ${because}`, {
    hint: denied ? rights : isGone ? goneHint : 'Look at the log of the broker, and run it again.',
    cause: error,
  })
}

/** What a broker makes of the user and the password. */
export function loginTold(error: unknown, { place, where, login }: Connection): unknown {
  if (isProblem(error)) return error
  const at = `${place}, Kafka at ${where}`
  if (error instanceof Broken)
    return new Problem('source-failed', `${at} closed the connection: it is not a listener for this login`, {
      hint: 'Check host and port of the URL, that sasl names how this listener logs users in, the password, and tls=on where it is encrypted.',
      cause: error,
    })
  if (isRefusal(error, codes.unsupportedMechanism))
    return new Problem('source-failed', `${at} does not log users in by ${login?.mechanism ?? 'SASL'}`, {
      hint: 'Set sasl in the URL to what the listener has: SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN, with the user and the password.',
    })
  return new Problem('source-failed', `${at} refuses the login of ${login?.user ?? 'nobody'}: ${said(error)}`, {
    hint: 'Check user and password in the URL, special characters URL-encoded, and sasl=SCRAM-SHA-256, SCRAM-SHA-512 or PLAIN.',
  })
}
