import { readFileSync, readlinkSync } from 'node:fs'

/**
 * Names this process so that another run on this machine can tell whether it is still there: the boot, the namespace of its
 * number, the number, and when it began. undefined: this system does not tell.
 */
export function ownProcess(): string | undefined {
  const here = machine()
  const began = here && beganAt(process.pid)
  return began === undefined ? undefined : `${here}/${process.pid}/${began}`
}

/** Whether the process of this name has ended; undefined: it is, or was, of another machine, or cannot be looked at. */
export function isGone(name: string): boolean | undefined {
  const [boot, namespace, number = '', began] = name.split('/')
  if (`${boot}/${namespace}` !== machine() || !/^\d{1,10}$/.test(number)) return undefined
  return beganAt(Number(number)) !== began
}

function machine(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}/${readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`
  } catch {
    return undefined
  }
}

/** When it began, in ticks since the boot. Of one that has ended and that nobody collects, nothing. */
export function beganAt(number: number): string | undefined {
  const fields = statOf(number)
  return fields === undefined || /^[ZX]/.test(fields[0] ?? '') ? undefined : fields[19]
}

/** Which process started it; undefined: none that is there, or this system does not tell. */
export function parentOf(number: number): number | undefined {
  const parent = Number(statOf(number)?.[1] ?? 0)
  return parent > 0 ? parent : undefined
}

/** proc_pid_stat(5), from field 3. */
function statOf(number: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${number}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
