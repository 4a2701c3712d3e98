import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { Lines } from './lines.ts'

/** This program once more, in a process of its own. */
export interface OwnProgram {
  readonly pid: number | undefined
  /** Never rejects. Settles when the process is gone, also where a process that it left behind holds its output open. */
  readonly ended: Promise<OwnEnd>
  /** Asks it to end (SIGTERM): it cancels what it does and takes its programs and containers along. */
  stop(): void
  /** Ends it at once. */
  kill(): void
}

export type OwnEnd =
  | { readonly kind: 'exit'; readonly code: number; readonly stdout: string | undefined }
  | { readonly kind: 'killed'; readonly by: string }
  | { readonly kind: 'unstarted'; readonly because: string }

export interface OwnStart {
  /** The interpreter, its words and the file. */
  readonly program: readonly string[]
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
}

/** Longer output is not kept: `stdout` is undefined then. */
const mostOutput = 8 * 1024 * 1024
/** For the output of a process that has ended. */
const drainMs = 2000

/** Starts it in a process group of its own, so that a key pressed at the terminal reaches this process alone. */
export function startOwnProgram({ program, args, env, cwd }: OwnStart, hear: (line: string) => void): OwnProgram {
  const [file = '', ...words] = program
  let child: ChildProcess
  try {
    child = spawn(file, [...words, ...args], {
      ...{ cwd, env: { ...env }, detached: true },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    return { pid: undefined, ended: Promise.resolve({ kind: 'unstarted', because }), stop() {}, kill() {} }
  }
  const output = child.stdout && collect(child.stdout)
  const lines = child.stderr && hearLines(child.stderr, hear)
  const ended = new Promise<OwnEnd>((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ kind: 'unstarted', because: error.message })
    })
    const finish = (code: number | null, by: NodeJS.Signals | null): void => {
      lines?.end()
      child.stdout?.destroy()
      child.stderr?.destroy()
      resolve(code === null ? { kind: 'killed', by: by ?? 'a signal' } : { kind: 'exit', code, stdout: output?.text() })
    }
    child.once('exit', (code, by) => {
      const late = setTimeout(() => finish(code, by), drainMs)
      child.once('close', () => {
        clearTimeout(late)
        finish(code, by)
      })
    })
  })
  return { pid: child.pid, ended, stop: () => void child.kill('SIGTERM'), kill: () => void child.kill('SIGKILL') }
}

function collect(stream: Readable): { text(): string | undefined } {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('error', () => undefined)
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= mostOutput) chunks.push(chunk)
    else chunks.length = 0
  })
  return { text: () => (size > mostOutput ? undefined : Buffer.concat(chunks).toString('utf8')) }
}

function hearLines(stream: Readable, hear: (line: string) => void): Lines {
  const lines = new Lines(hear)
  stream.setEncoding('utf8')
  stream.on('error', () => undefined)
  stream.on('data', (text: string) => lines.take(text))
  return lines
}
