import { open, stat } from 'node:fs/promises'
import { Problem } from '../../problem.ts'
import { reasonOf } from '../../words/words.ts'

/** Enough for a thousand keys with comments; a longer file is not a key file. */
const mostBytes = 65_536

/**
 * The text of the file of secret keys, which may be a pipe, such as a shell's <(command). Calls `warn` for a file that
 * other users may read. Throws `key-missing` if it cannot be read, `key-invalid` if it is not a key file.
 */
export async function readKeyFile(path: string, warn: (message: string) => void): Promise<string> {
  try {
    // Before it is opened: a terminal would wait, a device may do anything.
    const found = await stat(path)
    if (!found.isFile() && !found.isFIFO()) throw refused(`${path} is neither a file nor a pipe`)
    const bytes = await readAtMost(path, mostBytes + 1)
    if (bytes.length > mostBytes) throw refused(`${path} is longer than 64 KiB`)
    if (found.isFile() && isMine(found.uid) && (found.mode & 0o077) !== 0) warn(lax(path, found.mode))
    return bytes.toString('utf8')
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    throw new Problem('key-missing', `BACKPROOF_SECRET_KEY_FILE cannot be read: ${reasonOf(cause)}`, {
      hint: 'Set it to a file that contains the rsec1... keys and that the user of this job may read.',
      cause,
    })
  }
}

const refused = (because: string) =>
  new Problem('key-invalid', `BACKPROOF_SECRET_KEY_FILE is not a file of keys: ${because}`, {
    hint: 'Set it to the file that contains the rsec1... keys, as `backproof keys generate` printed them.',
  })

async function readAtMost(path: string, most: number): Promise<Buffer> {
  await using file = await open(path, 'r')
  const buffer = Buffer.alloc(most)
  let length = 0
  while (length < most) {
    const { bytesRead } = await file.read(buffer, length, most - length, null)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return buffer.subarray(0, length)
}

/** A file of another user is theirs to set, as a mounted secret is; on Windows there are no modes. */
const isMine = (uid: number) => process.platform !== 'win32' && uid === process.getuid?.()

function lax(path: string, mode: number): string {
  const who = (mode & 0o007) !== 0 ? 'other users of this machine' : 'other users of its group'
  const may = (mode & 0o022) !== 0 && (mode & 0o044) === 0 ? 'replace' : 'read'
  const shown = (mode & 0o777).toString(8)
  return `${who} may ${may} the secret key in ${path} (its mode is ${shown}): run \`chmod 600 ${path}\``
}
