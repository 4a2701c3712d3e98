import { mkdir } from 'node:fs/promises'
import { type Hold, holdDirectory } from './directory.ts'
import { fsPath } from './name.ts'

/** Directories below a base, entered one by one and held open: no other process can redirect the writes with a link. */
export interface Places extends AsyncDisposable {
  /**
   * The directory of this path, with those above it; `mode`: that of the last where they are made. Held until the next
   * is entered.
   */
  enter(path: string, mode: number): Promise<Hold>
  /** The same where all of it is there; undefined where it is not. */
  find(path: string): Promise<Hold | undefined>
}

// Each takes a file descriptor.
const mostHeld = 256

/** `inTheWay`: what is thrown where something else has the name of a directory. */
export function openPlaces(base: Hold, inTheWay: (path: string) => Error): Places {
  const held: { readonly path: string; readonly hold: Hold }[] = []
  const top = () => held.at(-1) ?? { path: '', hold: base }

  async function go(path: string, open: (real: string, last: boolean) => Promise<Hold>): Promise<Hold> {
    for (let { path: here } = top(); here !== '' && here !== path && !path.startsWith(`${here}/`); here = top().path) {
      await held.pop()?.hold[Symbol.asyncDispose]()
    }
    while (top().path !== path) {
      const { path: here, hold } = top()
      const from = here === '' ? 0 : here.length + 1
      const to = path.indexOf('/', from)
      const step = to < 0 ? path : path.slice(0, to)
      held.push({ path: step, hold: await open(`${hold.at}/${step.slice(from)}`, step === path).catch(named(step)) })
      if (held.length > mostHeld) await held.shift()?.hold[Symbol.asyncDispose]()
    }
    return top().hold
  }

  const named = (path: string) => (error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOTDIR' || error.code === 'ELOOP' ? inTheWay(path) : error
  }

  return {
    enter: (path, mode) =>
      go(path, async (real, last) => {
        await mkdir(fsPath(real), { mode: last ? mode : 0o755 }).catch((error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error
        })
        return holdDirectory(real)
      }),
    find: (path) =>
      go(path, holdDirectory).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
        return undefined
      }),
    async [Symbol.asyncDispose]() {
      for (const { hold } of held.splice(0)) await hold[Symbol.asyncDispose]()
    },
  }
}
