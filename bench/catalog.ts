import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { encodeManifest, makeId, objectName, parseManifest } from '../src/catalog/catalog.ts'
import { generateKeys } from '../src/seal/seal.ts'

// node bench/catalog.ts FOLDER [--backups 10000] [--last N] [--cli dist/cli.js]: a project with one source and so many
// committed backups of it, an hour apart, in a directory store: one backup that was made, under other times. `--last`: how
// many of them its rules keep.

const source = 'a'
const hourMs = 3_600_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    backups: { type: 'string', default: '10000' },
    last: { type: 'string', default: '100000' },
    cli: { type: 'string', default: 'dist/cli.js' },
  },
})
const [folder] = positionals
if (folder === undefined) throw new Error('name a folder')
await rm(folder, { recursive: true, force: true })
await mkdir(join(folder, 'files'), { recursive: true })
await writeFile(join(folder, 'files/a.txt'), 'hello\n')
const keys = generateKeys()
await writeFile(
  join(folder, 'backup-policy.yml'),
  `version: 1
project: big
encryption: { recipients: [${keys.recipient}] }
stores: { disk: { directory: { path: ./store } } }
sources:
  ${source}:
    engine: files
    paths: [./files]
    schedule: "0 2 1 1 *"
    retention: { keep: { last: ${values.last} }, manual: rules, min-keep: 1, grace: 1d }
`,
)
execFileSync(process.execPath, [resolve(values.cli), 'backup'], { cwd: folder, stdio: 'ignore' })

const at = (key: string) => join(folder, 'store', key)
const [name = ''] = (await readdir(at(`${source}/manifests`))).filter((file) => file.endsWith('.json'))
const id = name.slice(0, -'.json'.length)
const made = parseManifest(await readFile(at(objectName.manifest(source, id))), id, name)
const key = await readFile(at(objectName.key(source, id)), 'utf8')
const parts = await Promise.all(
  made.parts.map(async (part) => [part.name, await readFile(at(objectName.data(source, id, part.name)))] as const),
)
for (let back = 1; back <= Number(values.backups); back++) {
  const startedAt = new Date(Date.parse(made.startedAt) - back * hourMs)
  const other = makeId(source, startedAt, 0)
  const times = { startedAt: startedAt.toISOString(), finishedAt: startedAt.toISOString() }
  const write = async (key: string, bytes: Uint8Array | string) => {
    await mkdir(join(at(key), '..'), { recursive: true })
    await writeFile(at(key), bytes)
  }
  for (const [part, bytes] of parts) await write(objectName.data(source, other, part), bytes)
  await write(objectName.key(source, other), key.replaceAll(id, other))
  await write(objectName.proof(source, other, startedAt, 'check', 'disk', 'passed'), '{}\n')
  await write(objectName.manifest(source, other), encodeManifest({ ...made, ...times, id: other }))
}
