import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isProblem } from '../../../src/problem.ts'
import { directoryStore } from '../../../src/store/directory/directory.ts'
import { withLock } from '../../../src/store/directory/lock.ts'
import { breaking } from '../breaking.ts'

// A process of its own that writes to a directory store, and says how it went.
const [path = '', key = '', how, value = '', etag = ''] = process.argv.slice(2)
const { signal } = new AbortController()
setInterval(() => {}, 1_000) // a body that hangs keeps no process alive
const store = directoryStore({ kind: 'directory', path })
/** Whether the body's bytes are there, under a name that does not count. */
const written = async () => {
  const names = await readdir(join(path, '.backproof'))
  const sizes = names.filter((name) => name.endsWith('.tmp')).map((name) => stat(join(path, '.backproof', name)))
  return (await Promise.all(sizes)).some(({ size }) => size === 1_000_000)
}
const say = (text: string) => process.stdout.write(`${text}\n`)
try {
  if (how === 'hang') {
    const put = store.put('hang', breaking(Buffer.alloc(1_000_000)), { signal })
    while (!(await written())) await new Promise((resolve) => setTimeout(resolve, 5))
    say('hanging')
    await put
  } else if (how === 'lock') {
    await withLock(join(path, '.backproof/lock'), path, signal, async () => {
      say('locked')
      await new Promise((resolve) => setTimeout(resolve, 600_000))
    })
  } else {
    await store.put(key, Buffer.from(value), {
      signal,
      ...(how === 'ifMatch' ? { ifMatch: etag } : { ifAbsent: true }),
    })
    say('stored')
  }
} catch (error) {
  say(isProblem(error) ? error.code : String(error))
}
process.exit()
