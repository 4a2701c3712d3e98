import { Problem } from '../../problem.ts'
import { notThere, selected } from '../selection.ts'
import type { NatsSource } from './nats-source.ts'
import type { NatsClient } from './protocol/client.ts'
import { type JetStream, Refused, type StreamInfo } from './protocol/jetstream.ts'
import { isBefore, oldest, versionOf } from './protocol/version.ts'

/** @throws Problem `tool-version` for a server that is too old. */
export function mustBeKnown({ info, where }: NatsClient): void {
  if (!isBefore(versionOf(info.version), oldest)) return
  throw new Problem(
    'tool-version',
    `NATS at ${where} is ${info.version}; ${oldest.major}.${oldest.minor} is the oldest known`,
    {
      hint: 'Use a newer server, or nats stream backup by engine: files.',
    },
  )
}

/** What the policy takes of what is there now. */
export async function streamsOf(source: NatsSource, jetstream: JetStream): Promise<readonly StreamInfo[]> {
  const place = `source ${source.name}`
  const all = await asked(jetstream, jetstream.streams())
  const names = new Set(
    selected(
      all.map(({ config }) => config.name),
      source.streams,
      'stream',
      notThere(place, 'streams', 'stream'),
    ),
  )
  const streams = all.filter(({ config }) => names.has(config.name))
  if (streams.length === 0 && !source.allowEmpty)
    throw jetstream.client.problem('there are no streams to back up', {
      hint: 'Check that the URL names the right server and user, and what streams includes; allow-empty: true agrees to a backup of nothing.',
    })
  if (streams.length > mostStreams)
    throw jetstream.client.problem(`${streams.length} streams are more than the ${mostStreams} that one backup takes`, {
      hint: 'Make several sources, each with its own streams: { include: [...] }.',
    })
  return streams
}

/** A manifest names every part. */
const mostStreams = 800

/** What the server refuses becomes a sentence. */
export async function asked<T>({ client }: JetStream, asking: Promise<T>): Promise<T> {
  try {
    return await asking
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw client.problem(`JetStream refuses: ${error.message}`, {
      hint: 'Turn JetStream on for the account of this user: jetstream: enabled.',
      cause: error,
    })
  }
}
