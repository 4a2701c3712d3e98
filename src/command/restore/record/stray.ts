import { readdirSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { messageOf, Problem } from '../../../problem.ts'
import { beganAt, parentOf } from './process.ts'

/** What a hook is told of its restore, by which what it has left is found. */
export const restoreVariable = 'BACKPROOF_RESTORE_ID'

const graceMs = 3000
const stepMs = 25

/** A process as a person looks for it: "123 (bash)". */
interface Stray {
  readonly pid: number
  readonly name: string
}

/**
 * Ends what a hook of this restore has left running when the program was killed: two hooks at once would undo each other. Gives
 * their names. Only processes of this user on this machine, and only where the system tells what they were started with.
 */
export async function endStrays(id: string): Promise<readonly string[]> {
  const ended = new Map<number, string>()
  const end = performance.now() + graceMs
  for (;;) {
    const found = carriersOf(id)
    if (found.length === 0) return [...ended.values()]
    const isLate = performance.now() > end
    if (performance.now() > end + graceMs)
      throw new Problem('run-failed', `${id}: ${found.map(({ name }) => name).join(', ')} cannot be ended`, {
        hint: 'A hook of that restore still runs there: end it yourself, then run this again.',
      })
    for (const { pid, name } of found) {
      if (!ended.has(pid)) send(pid, 'SIGTERM')
      else if (isLate) send(pid, 'SIGKILL')
      ended.set(pid, name)
    }
    await pause(stepMs)
  }
}

/** Refuses where another process finishes the same restore, or waits to: of two that begin at once, the later. */
export function mustBeAlone(id: string): void {
  const mine = beganAt(process.pid)
  if (mine === undefined) return
  const other = processes().find(({ pid }) => {
    const words = read(pid, 'cmdline')
    const at = words.indexOf('--finish')
    if (at === -1 || words[at + 1] !== id) return false
    const began = Number(beganAt(pid) ?? Number.NaN)
    return began < Number(mine) || (began === Number(mine) && pid < process.pid)
  })
  if (other === undefined) return
  throw new Problem('run-failed', `${id} still runs, or is being finished: see the process ${other.name}`, {
    hint: `Wait for it, or end it: \`backproof restore --status ${id}\` shows how it gets on.`,
  })
}

const carriersOf = (id: string): readonly Stray[] =>
  processes().filter(({ pid }) => read(pid, 'environ').includes(`${restoreVariable}=${id}`))

/** Those of this user, but for this one and those that it was started by. */
function processes(): readonly Stray[] {
  const own = new Set<number>()
  for (let at: number | undefined = process.pid; at !== undefined && !own.has(at); at = parentOf(at)) own.add(at)
  let names: readonly string[]
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
  return names.map(Number).flatMap((pid) => {
    if (own.has(pid) || beganAt(pid) === undefined || !isOurs(pid)) return []
    const [program = ''] = read(pid, 'cmdline')
    return [{ pid, name: `${pid} (${(program.split('/').at(-1) ?? '').slice(0, 40)})` }]
  })
}

function isOurs(pid: number): boolean {
  const there = statSync(`/proc/${pid}`, { throwIfNoEntry: false })
  return there !== undefined && there.uid === process.geteuid?.()
}

/** None where it has ended meanwhile, or may not be looked at. */
function read(pid: number, file: 'cmdline' | 'environ'): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0')
  } catch {
    return []
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    // It has ended meanwhile.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
    throw new Problem('run-failed', `the process ${pid} cannot be ended: ${messageOf(error)}`, {
      hint: 'A hook of that restore still runs there: end it yourself, then run this again.',
      cause: error,
    })
  }
}
