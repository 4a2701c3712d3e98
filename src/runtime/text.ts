import type { Readable } from 'node:stream'
import { isProblem, Problem, remedy } from '../problem.ts'
import type { Command, Runtime } from './contract.ts'

const limitBytes = 64 * 1024 * 1024

/**
 * Runs a command and gives what it wrote to stdout, as UTF-8.
 * @throws Problem `tool-failed` as of Child, or if it writes more than 64 MiB.
 */
export async function text(runtime: Runtime, command: Command, signal: AbortSignal): Promise<string> {
  const child = runtime.spawn(command, signal)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limitBytes) {
      child.stdout.destroy()
      await child.ended.catch(() => undefined)
      const message = `${command.name ?? command.program} wrote more than ${limitBytes / 1024 / 1024} MiB (${runtime.where})`
      throw new Problem('tool-failed', message, { hint: remedy.program })
    }
    chunks.push(chunk)
  }
  await child.ended
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * Runs a command with the body as its stdin and gives the end of its stderr. What it writes to stdout goes to `hear`; without
 * that it is discarded.
 * The program is killed before its input is closed if the body errors: it must never take half an input for a whole one.
 * @throws the body's error, or `tool-failed` as of Child.
 */
export async function feed(
  runtime: Runtime,
  command: Command,
  body: Readable,
  signal: AbortSignal,
  hear: (chunk: Buffer) => void = () => undefined,
): Promise<string> {
  const mine = new AbortController()
  const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]))
  const heard = (async () => {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) hear(chunk)
  })()
  // What stops it is told by `ended`.
  heard.catch(() => undefined)
  const input = pour(body, child.stdin).then(
    () => true,
    (error: unknown) => {
      mine.abort(
        isProblem(error)
          ? error
          : new Problem('tool-failed', `the input of ${command.program} broke off`, {
              hint: 'Run the command again; `backproof doctor` tries what it reads from.',
              cause: error,
            }),
      )
      return false
    },
  )
  try {
    const stderr = await child.ended
    await heard
    return stderr
  } finally {
    body.destroy()
    await input
  }
}

async function pour(body: Readable, stdin: NodeJS.WritableStream & { destroyed?: boolean }): Promise<void> {
  for await (const chunk of body) {
    // The program has ended: its exit code says whether that was right.
    if (stdin.destroyed === true) return
    if (!stdin.write(chunk)) await drained(stdin)
  }
  stdin.end()
}

function drained(stdin: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stdin.removeListener('drain', done)
      stdin.removeListener('close', done)
      resolve()
    }
    stdin.once('drain', done)
    stdin.once('close', done)
  })
}
