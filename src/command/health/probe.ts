import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { SourceCatalog } from '../../catalog/catalog.ts'
import type { StoreHealth } from '../../judge/judge.ts'
import { isFailure, type Problem, type ProblemCode } from '../../problem.ts'
import type { Project } from '../project/project.ts'

type Probe = StoreHealth['probe']

/** An answer that is so young is not asked for again. */
const freshMs = 5 * 60_000

const answer = z.object({
  state: z.enum(['reached', 'refused', 'unreachable', 'not-configured']),
  at: z.iso.datetime(),
  durationMs: z.number().min(0).exactOptional(),
  message: z.string().max(10_000).exactOptional(),
  hint: z.string().max(10_000).exactOptional(),
})
type Answer = z.infer<typeof answer>

/** By the folder of caches and the store, for a process that asks again and again. */
const answers = new Map<string, Answer>()

/**
 * Whether a store answers. What this run has read of it, or failed to read, says it best; else it is asked, within the time
 * limit of its kind of command, unless it answered within the last five minutes.
 */
export async function probeStore(project: Project, name: string, catalogs: readonly SourceCatalog[]): Promise<Probe> {
  const { world } = project
  const at = world.now().toISOString()
  const failed = catalogs.flatMap(({ unread }) => unread.find(({ store }) => store === name) ?? [])
  const [first] = failed
  if (first) {
    const { code, message, hint } = first
    return { state: stateOf(code), at, cached: false, message, ...(hint === undefined ? {} : { hint }) }
  }
  if (catalogs.length > 0) return { state: 'reached', at, cached: false }
  const known = await remembered(project, name)
  if (known) return { ...known, cached: true }
  const asked = await ask(project, name)
  await remember(project, name, asked)
  return { ...asked, cached: false }
}

async function ask(project: Project, name: string): Promise<Answer> {
  const { world } = project
  const at = world.now().toISOString()
  const began = world.monotonicMs()
  try {
    const { store } = await project.place(name)
    // A folder that holds next to nothing, and that every role may list.
    for await (const _ of store.list('.retired/', world.signal)) break
    return { state: 'reached', at, durationMs: Math.round(world.monotonicMs() - began) }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { ...told(error), at, durationMs: Math.round(world.monotonicMs() - began) }
  }
}

const told = ({ code, message, hint }: Problem): Pick<Answer, 'state' | 'message' | 'hint'> => ({
  state: stateOf(code),
  message,
  ...(hint === undefined ? {} : { hint }),
})

function stateOf(code: ProblemCode | undefined): Probe['state'] {
  if (code === 'secret-missing' || code === 'policy-invalid') return 'not-configured'
  return code === 'store-unavailable' ? 'unreachable' : 'refused'
}

const fileOf = ({ world }: Project) => join(world.cacheDirectory, 'probes.json')
const keyOf = (project: Project, name: string) => {
  const config = project.policy.stores[name]
  const where = config?.kind === 's3' ? `s3://${config.bucket}/${config.prefix}` : config?.path
  return `${where} as ${name} of ${project.policy.project}`
}

async function remembered(project: Project, name: string): Promise<Answer | undefined> {
  const key = keyOf(project, name)
  const found = answers.get(`${fileOf(project)}\n${key}`) ?? (await readAnswers(project))[key]
  if (!found) return undefined
  const ageMs = project.world.now().getTime() - Date.parse(found.at)
  return ageMs >= 0 && ageMs < freshMs ? found : undefined
}

async function remember(project: Project, name: string, found: Answer): Promise<void> {
  const key = keyOf(project, name)
  answers.set(`${fileOf(project)}\n${key}`, found)
  const path = fileOf(project)
  const temporary = `${path}.${randomUUID()}.tmp`
  const text = JSON.stringify({ ...(await readAnswers(project)), [key]: found })
  try {
    await mkdir(project.world.cacheDirectory, { recursive: true })
    await writeFile(temporary, project.world.redact(text))
    await rename(temporary, path)
  } catch {
    // A full or read-only disk: the store is asked again.
    await rm(temporary, { force: true }).catch(() => {})
  }
}

/** None where the file is not there, or cannot be parsed: then the stores are asked. */
async function readAnswers(project: Project): Promise<Readonly<Record<string, Answer>>> {
  try {
    const parsed = z.record(z.string(), answer).safeParse(JSON.parse(await readFile(fileOf(project), 'utf8')))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}
