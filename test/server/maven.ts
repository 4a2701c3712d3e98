import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const places = (process.env['PATH'] ?? '').split(delimiter)
const find = (name: string) => places.map((place) => join(place, name)).find((path) => existsSync(path))
const mvn = find('mvn')
export const java = find('java')

/** Why nothing of Maven Central can run here; undefined: it can. */
export const mavenMissing = mvn && java ? undefined : 'there is no Maven or no Java here'

/** The folder with a program's jar and all that it needs, of exactly this version: fetched once, in a minute. */
export async function fetchJars(group: string, artifact: string, version: string): Promise<string> {
  const libraries = join(homedir(), '.cache', 'backproof-test', `${artifact}-${version}`)
  if (existsSync(libraries)) return libraries
  if (!mvn) throw new Error(mavenMissing)
  await mkdir(join(libraries, '..'), { recursive: true })
  const folder = await mkdtemp(join(tmpdir(), 'backproof-maven-'))
  const dependency = `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  await writeFile(
    join(folder, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>test</groupId><artifactId>test</artifactId><version>1</version><dependencies>${dependency}</dependencies></project>`,
  )
  const child = spawn('nice', [mvn, '-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=libs'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-2_000)
    })
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0 || (await readdir(join(folder, 'libs'))).length === 0)
    throw new Error(`${artifact} could not be fetched: ${said}`)
  // Into its place in one step: a fetch that was stopped half-way must not be taken for one.
  await rename(join(folder, 'libs'), libraries).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  await rm(folder, { recursive: true, force: true })
  return libraries
}
