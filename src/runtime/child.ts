import { type ChildProcess, spawn as start } from 'node:child_process'
import { Readable, Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { cancelled, isProblem, messageOf, Problem, remedy } from '../problem.ts'
import type { Child, Command } from './contract.ts'
import { type Failure, tail, toolFailed } from './failure.ts'

/** How a runtime starts a command on this machine. */
export interface Launch {
  readonly where: string
  readonly file: string
  readonly args: readonly string[]
  /** The whole environment of the local process. */
  readonly env: Readonly<Record<string, string>>
  /**
   * Ends what ending the local process leaves running (a process in a container), and resolves when it is gone. Called
   * before the local process is stopped and again after it is gone; told whether it still runs.
   */
  readonly halt?: (isAlive: () => boolean) => Promise<void>
  /** A more telling Problem for a failure, where the runtime knows one. */
  readonly explain: (failure: Failure) => Problem | undefined
  /** Why exit code 0 of the local process does not say that the program ended well; undefined: it does. */
  readonly doubt?: () => Problem | undefined
  /** Written to the local process before the program's input. */
  readonly header?: string
  /** Done before the program's input ends; if it throws, the input does not end. */
  readonly beforeEnd?: () => Promise<void>
  /** Its descriptor 3 ends when this process does, however that ends. */
  readonly lifeline?: true
  /** Open files of this process, which are its descriptors 4, 5 ... */
  readonly files?: readonly number[]
  /** What of its output is the program's. */
  readonly sieve?: { stdout(chunk: Buffer): Buffer; stderr(chunk: Buffer): Buffer; rest(): Buffer }
  /** The local program does not exist. */
  readonly missing: Problem
}

/** Milliseconds between asking a process to end and killing it. */
const graceMs = 3000
const stdoutBuffer = 1024 * 1024

/** Starts a program: the only place that does. See Child for what its streams promise. */
export function launch(command: Command, how: Launch, signal: AbortSignal): Child {
  if (signal.aborted) return stillborn(cancelled(signal))
  let local: ChildProcess
  try {
    local = start(how.file, how.args, {
      env: { ...how.env },
      // Its own process group: stopping it takes every process that it started along.
      detached: true,
      stdio: [
        ...([command.stdin === 'open' || how.header !== undefined ? 'pipe' : 'ignore', 'pipe', 'pipe'] as const),
        ...(how.lifeline ? (['pipe', ...(how.files ?? [])] as const) : []),
      ],
    })
  } catch (error) {
    return stillborn(
      new Problem('tool-failed', `${nameOf(command)} cannot be started in ${how.where}: ${messageOf(error)}`, {
        hint: remedy.program,
      }),
    )
  }
  return follow(local, command, how, signal)
}

function follow(local: ChildProcess, command: Command, how: Launch, signal: AbortSignal): Child {
  const errors = tail(command)
  let stopped: { readonly because: Problem; readonly done: Promise<void> } | undefined
  let settled = false

  const stop = (because: Problem): void => {
    if (settled || stopped !== undefined) return
    const done = end(local, how)
    done.catch(() => undefined)
    stopped = { because, done }
  }
  const stdout = new Readable({
    highWaterMark: stdoutBuffer,
    read: () => void local.stdout?.resume(),
    destroy: (error, callback) => {
      const because = 'its output was not read to the end'
      if (!settled) stop(isProblem(error) ? error : stoppedBecause(because, command, how, error))
      callback(error)
    },
  })
  // A reader gets the error through its own listener; one who has gone must not crash the process.
  stdout.on('error', () => undefined)
  local.stdout?.on('data', (chunk: Buffer) => {
    const own = how.sieve ? how.sieve.stdout(chunk) : chunk
    if (own.length > 0 && !stdout.push(own)) local.stdout?.pause()
  })
  local.stderr?.on('data', (chunk: Buffer) => errors.add(how.sieve ? how.sieve.stderr(chunk) : chunk))
  local.stdout?.on('error', () => undefined)
  local.stderr?.on('error', () => undefined)
  const stdin = inputOf(local, command, how)
  // A program that ends early breaks the pipe: `ended` tells why, better than EPIPE.
  stdin.on('error', () => undefined)
  const [, , , lifeline] = local.stdio
  // It closes only when it is read; there is nothing to read.
  lifeline?.on('error', () => undefined)
  if (lifeline instanceof Readable) lifeline.resume()

  // What a failed program started may hold its output open forever.
  local.once('exit', (code) => void (code === 0 || kill(local, 'SIGKILL')))

  const { lingerMs } = command
  if (lingerMs !== undefined)
    local.once('exit', () => {
      const late = setTimeout(() => {
        kill(local, 'SIGKILL')
        local.stdout?.destroy()
        local.stderr?.destroy()
      }, lingerMs)
      local.once('close', () => clearTimeout(late))
    })

  const onAbort = (): void => stop(cancelled(signal))
  signal.addEventListener('abort', onAbort, { once: true })

  const outcome = async (): Promise<string> => {
    const { error, exitCode, killedBy } = await closed(local)
    if (error !== undefined)
      throw isMissing(error)
        ? how.missing
        : new Problem('tool-failed', `${nameOf(command)} cannot be started in ${how.where}: ${messageOf(error)}`, {
            hint: remedy.program,
            cause: error,
          })
    if (stopped !== undefined) {
      await stopped.done
      await how.halt?.(() => false)
      await untilGone(local)
      throw stopped.because
    }
    kill(local, 'SIGKILL')
    if (how.sieve) errors.add(how.sieve.rest())
    const stderr = errors.text()
    const lie = exitCode === 0 ? how.doubt?.() : undefined
    if (lie !== undefined) throw lie
    if (exitCode === 0) return stderr
    const failure: Failure = { kind: 'failure', program: nameOf(command), exitCode, killedBy, stderr }
    throw how.explain(failure) ?? toolFailed(failure, how.where)
  }
  const settle = (): void => {
    settled = true
    signal.removeEventListener('abort', onAbort)
  }
  const ended = outcome().then(
    (stderr) => {
      settle()
      stdout.push(null)
      return stderr
    },
    (error: unknown) => {
      settle()
      stdout.destroy(error as Error)
      throw error
    },
  )
  // Whoever only reads stdout hears of the failure there.
  ended.catch(() => undefined)
  return { stdin, stdout, ended }
}

async function end(local: ChildProcess, how: Launch): Promise<void> {
  // Output that nobody reads any more must not keep anything from ending: docker reports no exit of a container's
  // processes while one of them waits for its reader.
  local.stdout?.removeAllListeners('data')
  local.stdout?.resume()
  try {
    // First inside: a program in a container would take the closing of its input for the end of the data.
    await how.halt?.(() => isAlive(local))
  } finally {
    kill(local, 'SIGTERM')
    const force = setTimeout(() => kill(local, 'SIGKILL'), graceMs)
    const gone = (): void => {
      clearTimeout(force)
      kill(local, 'SIGKILL')
      local.stdout?.destroy()
      local.stderr?.destroy()
    }
    if (isAlive(local)) local.once('exit', gone)
    else gone()
  }
}

function inputOf(local: ChildProcess, command: Command, how: Launch): Writable {
  if (local.stdin === null) return closedInput()
  if (how.header !== undefined) local.stdin.write(how.header)
  if (command.stdin === 'open') return how.beforeEnd ? endedAfter(how.beforeEnd, local.stdin) : local.stdin
  local.stdin.on('error', () => undefined)
  if (how.header !== undefined) local.stdin.end()
  return closedInput()
}

function endedAfter(before: () => Promise<void>, to: Writable): Writable {
  const input = new Writable({
    highWaterMark: to.writableHighWaterMark,
    write: (chunk, _encoding, callback) => void to.write(chunk, callback),
    final: (callback) => {
      before().then(() => {
        to.end()
        callback()
      }, callback)
    },
  })
  to.on('error', () => undefined)
  to.on('close', () => input.destroy())
  return input
}

function isAlive(local: ChildProcess): boolean {
  return local.pid !== undefined && local.exitCode === null && local.signalCode === null
}

/** Signals the whole process group. A group that is gone already is what was wanted. */
function kill(local: ChildProcess, name: NodeJS.Signals): void {
  if (local.pid === undefined) return
  try {
    process.kill(-local.pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * A process that is killed ends when the system gets round to it. One that has ended and that nobody collects stays in
 * its group forever, and does nothing any more: that is not waited for.
 */
async function untilGone(local: ChildProcess): Promise<void> {
  for (let looks = 0; looks < 200 && hasGroup(local); looks += 1) await pause(5)
}

function hasGroup({ pid }: ChildProcess): boolean {
  if (pid === undefined) return false
  try {
    return process.kill(-pid, 0)
  } catch {
    return false
  }
}

interface Closed {
  readonly error?: Error
  readonly exitCode?: number
  readonly killedBy?: string
}

/** After exit, and after the last process that holds the output has closed it. */
function closed(local: ChildProcess): Promise<Closed> {
  return new Promise((resolve) => {
    local.once('error', (error) => {
      if (local.pid === undefined) resolve({ error })
    })
    local.once('close', (code, name) => {
      resolve({ ...(code === null ? {} : { exitCode: code }), ...(name === null ? {} : { killedBy: name }) })
    })
  })
}

function stoppedBecause(because: string, command: Command, how: Launch, cause: unknown): Problem {
  return new Problem('tool-failed', `${nameOf(command)} was stopped in ${how.where}: ${because}`, {
    hint: remedy.program,
    cause,
  })
}

const nameOf = ({ name, program }: Command): string => name ?? program

function isMissing(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}

function closedInput(): Writable {
  return new Writable({ write: (_chunk, _encoding, callback) => callback(new Error('stdin was not asked to be open')) })
}

function stillborn(because: Problem): Child {
  const ended = Promise.reject(because)
  ended.catch(() => undefined)
  const stdout = new Readable({ read: () => undefined })
  stdout.on('error', () => undefined)
  stdout.destroy(because)
  const stdin = closedInput()
  stdin.on('error', () => undefined)
  return { stdin, stdout, ended }
}
