import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { cancelled, isProblem, Problem, remedy, stopIfAborted } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'
import type { Dump, Facts, OpenSource, Part } from '../contract.ts'
import { requireHost } from '../host-path.ts'
import { factsOf, mostBytes, newKey, partName } from './content.ts'
import type { EnvironmentSource } from './environment-source.ts'
import { type Content, shellText } from './shell.ts'
import { valuesOf } from './value.ts'

interface Snapshot {
  readonly content: Content
  /** The file as it is restored. */
  readonly body: Buffer
}

export async function openEnvironment(source: EnvironmentSource, signal: AbortSignal): Promise<OpenSource> {
  requireHost(source)
  stopIfAborted(signal)
  const { body } = await take(source)
  return {
    where: 'host',
    server: undefined,
    // That of the file: a sum of lengths would tell how long a lone value is.
    sizeBytes: body.length,
    // It has been read.
    rehearse: async () => undefined,
    dump: () => dumpEnvironment(source, signal),
    [Symbol.asyncDispose]: async () => undefined,
  }
}

async function take(source: EnvironmentSource): Promise<Snapshot> {
  const { path } = source
  if (path !== undefined) {
    const body = await readSecrets(source.name, resolve(path))
    return { content: new Map([[path, body]]), body }
  }
  const content = valuesOf(source)
  const body = shellText(content)
  if (body.length > mostBytes) throw tooLarge(source.name)
  return { content, body }
}

function dumpEnvironment(source: EnvironmentSource, signal: AbortSignal): Dump {
  let complete: Facts | undefined
  async function* parts(): AsyncGenerator<Part> {
    stopIfAborted(signal)
    const { content, body } = await take(source)
    const key = newKey()
    const stream = Readable.from(
      (function* () {
        stopIfAborted(signal)
        yield key
        yield body
      })(),
      { objectMode: false },
    )
    const stop = () => stream.destroy(cancelled(signal))
    signal.addEventListener('abort', stop)
    try {
      // Compressed, the length would tell whether two values are alike.
      yield { name: partName, compression: 'none', body: stream }
      if (stream.readableEnded)
        complete = factsOf(content, key, source.path === undefined ? 'variables' : 'file', body.length)
    } finally {
      signal.removeEventListener('abort', stop)
      stream.destroy()
    }
  }
  return {
    parts: parts(),
    result() {
      if (!complete)
        throw new Problem('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: remedy.dump })
      // The environment of a process is as it was at its start; a file is read in one go, and looked at before and after.
      return { facts: complete, findings: [], versions: { environment: 'v1' }, consistency: 'snapshot' }
    },
  }
}

async function readSecrets(name: string, path: string): Promise<Buffer> {
  try {
    await using file = await open(path)
    const before = await file.stat({ bigint: true })
    if (!before.isFile()) throw failed(`${path} is not a regular file`, 'Name a file; for a folder, use engine: files.')
    if (before.size > BigInt(mostBytes)) throw tooLarge(name)
    const body = await file.readFile()
    const after = await file.stat({ bigint: true })
    if (after.mtimeNs !== before.mtimeNs || after.size !== before.size || BigInt(body.length) !== after.size)
      throw failed(`${path} changed while it was read`, 'Run it again.')
    if (body.length === 0) throw failed(`${path} is empty`, 'Check that path names the file that holds the secrets.')
    return body
  } catch (error) {
    if (isProblem(error)) throw error
    throw failed(
      `cannot read ${path}: ${reasonOf(error)}`,
      'Check path and the permissions of the user that runs this.',
    )
  }
}

const failed = (message: string, hint: string) => new Problem('source-failed', message, { hint })

const tooLarge = (name: string) =>
  failed(`source ${name} has more than ${mostBytes / 1024 / 1024} MiB`, 'Back it up with engine: files.')
