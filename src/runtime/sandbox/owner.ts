import { readFile, readlink } from 'node:fs/promises'

/** Of a container: which process started it. */
export const ownerLabel = 'backproof-owner'

/**
 * This process by names that no other has: the start of the kernel, the namespace of process numbers, number and start
 * of the process. undefined where the system does not tell (other than Linux).
 */
export function owner(): Promise<string | undefined> {
  return identify(process.pid)
}

/** True if the owner was a process of this very system, and is no more. False where that cannot be known. */
export async function isOrphan(label: string): Promise<boolean> {
  const here = await owner()
  const [system, pid] = parts(label)
  if (here === undefined || system !== parts(here)[0] || !/^\d+$/.test(pid)) return false
  return (await identify(Number(pid))) !== label
}

function parts(label: string): readonly [system: string, pid: string] {
  const [boot = '', namespace = '', pid = ''] = label.split('/')
  return [`${boot}/${namespace}`, pid]
}

async function identify(pid: number): Promise<string | undefined> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
    const namespace = (await readlink('/proc/self/ns/pid')).replace(/\D/g, '')
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name before it, in parentheses, may hold anything; "starttime" is the 22nd field (proc(5)).
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return `${boot}/${namespace}/${pid}/${started}`
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
