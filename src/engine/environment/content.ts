import { createHmac, randomBytes } from 'node:crypto'
import { Problem, remedy } from '../../problem.ts'
import type { Facts, PlainBackup } from '../contract.ts'
import { type Content, parseShell } from './shell.ts'

/** What a backup has: the body is a file as it is restored. */
export interface BackupContent {
  readonly key: Buffer
  readonly body: Buffer
}

export const partName = 'environment'
export const mostBytes = 16 * 1024 * 1024
const keyBytes = 32

/**
 * Digests under a key of this backup alone, which is only in the sealed part: if facts get out, as `show` prints them,
 * nobody can test guesses against them, or see that two backups have the same values.
 */
export const newKey = () => randomBytes(keyBytes)

const digest = (key: Buffer, name: string, value: Buffer) =>
  createHmac('sha256', key).update(`${name}\0`).update(value).digest('hex')

export function factsOf(content: Content, key: Buffer, kind: 'variables' | 'file', sizeBytes: number): Facts {
  const names = [...content.keys()]
  const digests = [...content].map(([name, value]) => `${name} ${digest(key, name, value)}`)
  return {
    version: 1,
    engine: 'environment',
    server: undefined,
    sizeBytes,
    rows: Object.fromEntries(names.map((name) => [name, 1])),
    objects: { ...(kind === 'file' ? { file: names } : {}), digest: digests.sort() },
  }
}

/** The name of the file that these facts are of; undefined: they are of variables. */
export function fileOf({ objects }: Facts): string | undefined {
  return objects['file']?.[0]
}

/** The facts of a body, in the terms of others. undefined: it is no file of variables. */
export function factsLike(body: Buffer, key: Buffer, like: Facts): Facts | undefined {
  const file = fileOf(like)
  const content = file === undefined ? parseShell(body) : new Map([[file, body]])
  return content && factsOf(content, key, file === undefined ? 'variables' : 'file', body.length)
}

/** Reads the part whole. Throws `object-damaged` for what is not to the bit what its facts say. */
export async function readKept(backup: PlainBackup): Promise<BackupContent> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of (await backup.open(partName)) as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes + keyBytes) throw damaged('is larger than any that backproof writes')
    chunks.push(chunk)
  }
  const whole = Buffer.concat(chunks)
  const kept = { key: whole.subarray(0, keyBytes), body: whole.subarray(keyBytes) }
  if (whole.length < keyBytes) throw damaged('is cut off')
  const facts = factsLike(kept.body, kept.key, backup.facts)
  if (!facts || kept.body.length !== backup.facts.sizeBytes) throw damaged('is not whole')
  const [found, said] = [facts, backup.facts].map(({ rows, objects }) => JSON.stringify([rows, objects['digest']]))
  if (found !== said) throw damaged('does not match its facts')
  return kept
}

/** Never with a byte of it. */
const damaged = (why: string) => new Problem('object-damaged', `the part ${partName} ${why}`, { hint: remedy.damaged })
