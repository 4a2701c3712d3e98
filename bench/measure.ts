import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface Program {
  /** A line for bash, or a program with its arguments. */
  readonly command: string | readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Of a process whose CPU time is of interest as well: the server's. */
  readonly alsoPid?: number | undefined
}

export interface Measured {
  readonly seconds: number
  /** Sum of the peaks (VmHWM) of every process that was started, without shells and docker's client. */
  readonly peakMiB: number
  /** CPU time of the same processes; what they did in their last milliseconds may be missing. */
  readonly cpuSeconds: number
  /** CPU time that the server used meanwhile. */
  readonly serverSeconds: number
  readonly stdout: string
}

const everyMs = 20
const ticksPerSecond = 100

/** Runs a program to its end and measures it from outside; throws its stderr if it fails. */
export async function measure({ command, cwd, env = {}, alsoPid }: Program): Promise<Measured> {
  const [file = '', ...args] = typeof command === 'string' ? ['bash', '-c', `set -euo pipefail; ${command}`] : command
  const before = alsoPid === undefined ? 0 : cpuOf(alsoPid)
  const began = performance.now()
  const child = spawn(file, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const seen = new Map<number, Seen>()
  const poll = setInterval(() => look(child.pid ?? 0, seen), everyMs)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr = (stderr + chunk).slice(-4000)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => clearInterval(poll))
    child.once('close', resolve)
  })
  const seconds = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`${String(command)} ended with ${code}:\n${stderr}${stdout.slice(-2000)}`)
  const counted = [...seen.values()].filter(({ name }) => !['bash', 'docker'].includes(name))
  const sum = (of: (seen: Seen) => number) => counted.reduce((total, one) => total + of(one), 0)
  return {
    seconds,
    peakMiB: sum(({ peakKiB }) => peakKiB) / 1024,
    cpuSeconds: sum(({ cpu }) => cpu),
    serverSeconds: alsoPid === undefined ? 0 : cpuOf(alsoPid) - before,
    stdout,
  }
}

interface Seen {
  readonly name: string
  readonly peakKiB: number
  readonly cpu: number
}

/** Notes a process and all that it started. */
function look(pid: number, seen: Map<number, Seen>): void {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const name = /^Name:\t(.*)$/m.exec(status)?.[1] ?? ''
    const peakKiB = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0)
    // A process that has ended has no memory any more.
    if (peakKiB > 0) seen.set(pid, { name, peakKiB, cpu: cpuOf(pid) })
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1')
      for (const child of children.split(' ')) if (child) look(Number(child), seen)
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ESRCH') throw error
  }
}

function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = low] = sorted.length % 2 ? [sorted[middle]] : [sorted[middle - 1], sorted[middle]]
  return (low + high) / 2
}
