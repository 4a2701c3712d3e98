import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { SourceCatalog } from '../../catalog/catalog.ts'
import type { Health } from '../../judge/judge.ts'
import { isProblem, Problem } from '../../problem.ts'
import { evidenceFiles } from '../../report/report.ts'
import { signManifest } from '../../seal/seal.ts'
import { namesSome, reasonOf } from '../../words/words.ts'
import { redactAll, version } from '../../world.ts'
import { pathFrom } from '../project/policy-file.ts'
import type { Project } from '../project/project.ts'
import { readEvidence } from './evidence-reading.ts'

const indexName = 'index.json'

/** Writes the pack as a whole into a folder that is empty or an earlier pack. Throws `usage`. */
export async function writeEvidence(
  project: Project,
  said: string,
  health: Health,
  catalogs: ReadonlyMap<string, SourceCatalog>,
): Promise<void> {
  const { world, policy } = project
  const folder = pathFrom(world.cwd, said).replace(/\/+$/, '')
  // Before anything is read for it.
  await requireOwn(folder, said)
  const signing = keyOf(project)
  const { reading, gaps } = await readEvidence(project, catalogs)
  const missing = [...notAsked(project), ...gaps, ...drillGaps(health)]
  const files = new Map(evidenceFiles(health, redactAll({ policyDigest: policy.digest, ...reading }, world.redact)))
  const index = {
    kind: 'backproof-evidence',
    version: 1,
    ...{ project: policy.project, at: health.at, timezone: policy.timezone, madeBy: `backproof ${version}` },
    policy: { path: policy.path, sha256: policy.digest },
    says: 'What the stores held at this moment. An empty field is not known or does not apply; not_known says which, and why.',
    complete: missing.length === 0,
    incompleteBecause: missing.map(world.redact),
    limits: [
      'Records of runs are removed after 90 days, and those of restores after 400: what is older shows only in what else there is.',
      'A proof goes with its backup: what retention has deleted has no test restore here.',
      'Proofs and records are not signed: whoever may write into a store may write them. Manifests are signed where signature_required says so.',
    ],
    signed: signing
      ? { by: signing.signer, file: `${indexName}.sig` }
      : { by: null, because: 'no signing key was given' },
    files: [...files].map(([name, text]) => ({ name, bytes: Buffer.byteLength(text), sha256: sha256(text) })),
  }
  const text = `${JSON.stringify(index, null, 2)}\n`
  files.set(indexName, text)
  if (signing) files.set(`${indexName}.sig`, signManifest(Buffer.from(text), signing))
  await place(folder, said, files)
}

/** A pack of some sources is no pack of the project. */
function notAsked({ policy, sources }: Project): readonly string[] {
  const asked = new Set(sources.map((source) => source.member?.group ?? source.name))
  const others = Object.keys(policy.sources).filter((name) => !asked.has(name))
  return others.length > 0
    ? [`only some sources were asked for: ${namesSome(others)} ${others.length === 1 ? 'is' : 'are'} not here`]
    : []
}

const drillGaps = ({ drills }: Health): readonly string[] => [
  ...(drills?.unread ?? []).map(
    ({ store, message }) => `the drills that only ${store} knows of are not here: ${message}`,
  ),
  ...(drills?.left === undefined ? [] : [`${drills.left} older drills are not here`]),
]

/** Whoever only reports need not be able to sign; the index says that nobody has. */
function keyOf(project: Project): ReturnType<Project['signingKey']> {
  try {
    return project.signingKey()
  } catch (error) {
    if (isProblem(error, 'key-missing')) return undefined
    throw error
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function requireOwn(folder: string, said: string): Promise<void> {
  const names = await listing(folder, said)
  if (names.length === 0 || names.includes(indexName)) return
  throw new Problem('usage', `--evidence ${said} is not empty, and is not an evidence pack`, {
    hint: 'Name a new or an empty folder, or an earlier pack, which is replaced.',
  })
}

async function listing(folder: string, said: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new Problem('usage', `--evidence ${said} cannot be read: ${reasonOf(cause)}`, {
      hint: 'Name a folder that may be written to.',
      cause,
    })
  }
}

/** Under another name first: whoever looks sees the whole of the old pack, or of the new one. */
async function place(folder: string, said: string, files: ReadonlyMap<string, string>): Promise<void> {
  const beside = (end: string) => join(dirname(folder), `.${basename(folder)}.${randomUUID().slice(0, 8)}.${end}`)
  const [fresh, old] = [beside('new'), beside('old')]
  try {
    await mkdir(fresh)
    for (const [name, text] of files) await writeFile(join(fresh, name), text, { flag: 'wx' })
    const replaced = (await listing(folder, said)).length > 0
    await requireOwn(folder, said)
    if (replaced) await rename(folder, old)
    try {
      // An empty folder gives way to another.
      await rename(fresh, folder)
    } catch (error) {
      if (replaced) await rename(old, folder)
      throw error
    }
    await rm(old, { recursive: true, force: true })
  } catch (cause) {
    await rm(fresh, { recursive: true, force: true }).catch(() => {})
    if (isProblem(cause)) throw cause
    throw new Problem('usage', `the evidence pack cannot be written: ${reasonOf(cause)}`, {
      hint: 'Give --evidence a folder whose own folder exists and may be written to.',
      cause,
    })
  }
}
