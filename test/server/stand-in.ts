import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { docker } from './docker.ts'

const exec = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const label = 'backproof-test-stand-in'

/**
 * An image of a stand-in for a server that cannot be had: this machine's node, what it links to, and these files of test/, the
 * first of which is run with the argument `serve`. Made again when one of them has changed.
 */
export async function standInImage(image: string, files: readonly [string, ...string[]]): Promise<void> {
  const node = await realpath(process.execPath)
  const hash = createHash('sha256').update(process.version)
  for (const file of files) hash.update(file).update(await readFile(join(root, file)))
  const version = hash.digest('hex')
  const format = `{{index .Config.Labels "${label}"}}`
  const there = await docker(['image', 'inspect', '--format', format, image]).catch(() => '')
  if (there.trim() === version) return
  const { stdout } = await exec('ldd', [node])
  const libraries = stdout.match(/\/\S+(?= \(0x)/g) ?? []
  const folder = await mkdtemp(join(tmpdir(), 'stand-in-'))
  try {
    const into = async (from: string, path: string) => {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await cp(from, join(folder, path), { dereference: true })
    }
    await into(node, '/node')
    for (const library of libraries) await into(library, library)
    for (const file of files) await into(join(root, file), join('/app', file))
    const entry = JSON.stringify(['/node', join('/app', files[0]), 'serve'])
    const changes = [`ENTRYPOINT ${entry}`, `LABEL ${label}=${version}`].flatMap((change) => ['--change', change])
    const script = 'tar -C "$0" -c . | docker import "$@"'
    await exec('sh', ['-c', script, folder, ...changes, '-', image])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
