import type { Contents, PlainBackup } from '../contract.ts'
import { commonKinds, readDescription } from './part/description.ts'
import { readPart } from './part/read.ts'

/** Reads all parts to their ends. */
export async function searchContents(
  backup: PlainBackup,
  signal: AbortSignal,
  required: readonly string[] = [],
): Promise<Contents> {
  const { indexes, common } = await readDescription(backup)
  const there = new Set<string>()
  for (const kept of indexes) {
    const { definition } = await readPart(backup, kept, signal)
    for (const name of [kept.name, ...Object.keys(definition.aliases)]) there.add(name)
  }
  const names = [
    ...indexes.map(({ name, documents }) => `index ${name} (${documents} documents)`),
    ...commonKinds.flatMap((kind) => Object.keys(common[kind]).map((name) => `${kind} ${name}`)),
  ]
  return { names, missing: required.filter((name) => !there.has(name)) }
}
