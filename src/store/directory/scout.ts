import { Worker } from 'node:worker_threads'
import { cancelled, stopIfAborted } from '../../problem.ts'
import { unlessGone } from './problem.ts'

/** What an entry of a directory is, as the directory itself says. */
export type Kind = 'file' | 'directory' | 'link' | 'other'

export interface Named {
  readonly name: string
  readonly kind: Kind
}

/** Of one file, what its ETag is made of. */
export interface Seen {
  readonly ino: bigint
  readonly mtimeNs: bigint
  readonly size: bigint
}

// In a thread: asking the pool for each file costs ten times as much as the look itself, and a file system that hangs must keep
// nobody but who asked for it. Text, because a bundle has no file that a thread could start from.
const program = `
  const { lstatSync, readdirSync } = require('node:fs')
  const { parentPort } = require('node:worker_threads')
  const kindOf = (entry) => entry.isFile() ? 'f' : entry.isDirectory() ? 'd' : entry.isSymbolicLink() ? 'l' : '?'
  const attempt = (failures, work) => {
    try {
      work()
    } catch ({ code, errno, syscall, message }) {
      failures.push({ code, errno, syscall, message })
    }
  }
  const works = {
    list: (paths, failures) => {
      const answers = paths.map(() => '')
      paths.forEach((path, at) => attempt(failures, () => {
        const entries = readdirSync(path, { withFileTypes: true })
        answers[at] = entries.map((entry) => kindOf(entry) + entry.name).join('/')
      }))
      return { listed: answers.join('//') }
    },
    look: (paths, failures) => {
      const seen = new BigInt64Array(paths.length * 3).fill(-1n)
      paths.forEach((path, at) => attempt(failures, () => {
        const there = lstatSync(path, { bigint: true })
        if (there.isFile()) seen.set([there.ino, there.mtimeNs, there.size], at * 3)
      }))
      return { seen }
    },
  }
  parentPort.on('message', ({ work, paths }) => {
    const began = performance.now()
    const failures = []
    const answers = works[work](paths.split('\\0'), failures)
    parentPort.postMessage({ ...answers, failures, ms: performance.now() - began })
  })
`

/** An error of the file system, as it crosses threads. */
interface Failed {
  readonly message: string
  readonly code?: string
  readonly errno?: number
  readonly syscall?: string
}

type Work = 'list' | 'look'

const kinds: Readonly<Record<string, Kind>> = { f: 'file', d: 'directory', l: 'link' }

/** A thread that nobody has asked for so long ends. */
const idleMs = 10_000

/** A look at a local file takes a hundredth of this: a file system that is so slow is asked by several threads at once. */
const slowMs = 2
const mostHands = 4

/** The threads that look at the files of one directory store. The first starts when it is first asked. */
export class Scout {
  readonly #hands: readonly Hand[] = Array.from({ length: mostHands }, () => new Hand())
  #used = 1

  /** The entries of each directory; of one that is not there, none. */
  async list(paths: readonly string[], signal: AbortSignal): Promise<readonly (readonly Named[])[]> {
    const answers = await this.#ask('list', paths, signal)
    return answers.flatMap(({ listed = '' }) => listed.split('//').map(namedIn))
  }

  /** Each file; undefined: there is none. */
  async look(paths: readonly string[], signal: AbortSignal): Promise<readonly (Seen | undefined)[]> {
    const answers = await this.#ask('look', paths, signal)
    return answers.flatMap(({ seen = new BigInt64Array() }) =>
      Array.from({ length: seen.length / 3 }, (_, at) => seenAt(seen, at * 3)),
    )
  }

  async #ask(work: Work, paths: readonly string[], signal: AbortSignal): Promise<readonly Answered[]> {
    const each = Math.ceil(paths.length / this.#used)
    const shares = this.#hands.map((hand, at) => ({ hand, paths: paths.slice(at * each, (at + 1) * each) }))
    const asked = shares.filter((share) => share.paths.length > 0)
    const answers = await allOf(asked.map((share) => share.hand.ask({ work, paths: share.paths.join('\0') }, signal)))
    const tookMs = Math.max(0, ...answers.map(({ ms }, at) => ms / (asked[at]?.paths.length ?? 1)))
    if (tookMs > slowMs) this.#used = mostHands
    // What is only gone is none, as it stands.
    for (const { failures } of answers)
      for (const { message, ...rest } of failures) unlessGone(Object.assign(new Error(message), rest))
    return answers
  }
}

/** "ffile/ddirectory" */
function namedIn(text: string): readonly Named[] {
  if (text === '') return []
  return text.split('/').map((entry) => ({ name: entry.slice(1), kind: kinds[entry[0] ?? ''] ?? 'other' }))
}

function seenAt(seen: BigInt64Array, at: number): Seen | undefined {
  const [ino = -1n, mtimeNs = -1n, size = -1n] = seen.subarray(at, at + 3)
  return size < 0n ? undefined : { ino: BigInt.asUintN(64, ino), mtimeNs, size }
}

/** All that was asked ends before a failure is thrown. */
async function allOf<T>(asked: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(asked)
  return Promise.all(asked)
}

interface Question {
  readonly work: Work
  readonly paths: string
}

/** As little as can be crosses threads: an object for each file would take longer than the look. */
interface Answered {
  readonly ms: number
  readonly failures: readonly Failed[]
  readonly listed?: string
  readonly seen?: BigInt64Array
}

/** One thread, which is asked one thing after the other. */
class Hand {
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  ask(question: Question, signal: AbortSignal): Promise<Answered> {
    this.#waiting += 1
    const asked = this.#last.then(() => this.#send(question, signal))
    const ended = asked.finally(() => {
      this.#waiting -= 1
      if (this.#waiting === 0) this.#rest()
    })
    this.#last = ended.catch(() => {})
    return ended
  }

  #send(question: Question, signal: AbortSignal): Promise<Answered> {
    stopIfAborted(signal)
    clearTimeout(this.#idle)
    const worker = this.#worker ?? new Worker(program, { eval: true, execArgv: [], env: {} })
    this.#worker = worker
    worker.ref()
    const { promise, resolve, reject } = Promise.withResolvers<Answered>()
    const fail = (error: unknown) => {
      this.#end()
      reject(error)
    }
    // It may hang in the file system: who asks next gets another thread.
    const leave = () => fail(cancelled(signal))
    const end = () => fail(new Error('the thread that looks at the files of a directory ended without an answer'))
    worker.once('message', resolve).once('error', fail).once('exit', end)
    signal.addEventListener('abort', leave, { once: true })
    worker.postMessage(question)
    return promise.finally(() => {
      worker.off('message', resolve).off('error', fail).off('exit', end)
      signal.removeEventListener('abort', leave)
    })
  }

  #rest(): void {
    this.#worker?.unref()
    this.#idle = setTimeout(() => this.#end(), idleMs).unref()
  }

  #end(): void {
    // While it waits for the file system it keeps the process, which ends as `endByItself` says.
    void this.#worker?.terminate()
    this.#worker = undefined
  }
}
