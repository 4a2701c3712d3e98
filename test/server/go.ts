import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const places = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/go/bin', '/usr/lib/go/bin']
const go = places.map((place) => join(place, 'go')).find((place) => existsSync(place))

/** Why nothing can be compiled here; undefined: it can. */
export const goMissing = go ? undefined : 'there is no Go here'

/** The path of a program that is compiled from its source, of exactly this version, unless that was done before: minutes, once. */
export async function buildProgram(name: string, module: string, version: string, source: string): Promise<string> {
  const cache = join(homedir(), '.cache', 'backproof-test', version)
  const binary = join(cache, name)
  if (existsSync(binary)) return binary
  if (!go) throw new Error(goMissing)
  await mkdir(cache, { recursive: true })
  // In a module of its own: `go install` asks for more than a proxy with a few versions has.
  const folder = await mkdtemp(join(tmpdir(), 'backproof-go-'))
  await writeFile(join(folder, 'go.mod'), `module test\n\ngo 1.23\n\nrequire ${module} ${version}\n`)
  const child = spawn('nice', [go, 'build', '-o', binary, source], {
    cwd: folder,
    env: { ...process.env, GOFLAGS: '-mod=mod -p=2' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2_000)
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  await rm(folder, { recursive: true, force: true })
  if (code !== 0) throw new Error(`${name} could not be compiled: ${said}`)
  return binary
}
