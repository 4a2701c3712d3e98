import { Readable } from 'node:stream'
import { z } from 'zod'
import { readJson, release, releaseChunk } from '../bytes/bytes.ts'
import { type Manifest, objectName, type Place } from '../catalog/catalog.ts'
import type { Contents, Facts, Finding, PlainBackup } from '../engine/engine.ts'
import { type Assertion, engineNames } from '../policy/policy.ts'
import { Problem } from '../problem.ts'
import { type DataKey, type IndexKey, type JustSealed, open, type SecretKey, unboxDataKey } from '../seal/seal.ts'
import { readKeys } from './check.ts'
import { excessIn } from './excess.ts'
import { parseJsonBytes } from './json-bytes.ts'

/** The name of the part that holds what a restore is compared with. */
export const factsPart = 'facts.json'
// Of 340,000 tables, each with its sequence and index; 100,000 with the longest names that there are take 30 MiB. To open that
// much takes a process 512 MiB at most, whatever fills it (measured: 320 to 410, of which 105 are those of any).
const factsMaxBytes = 48 * 1024 * 1024

/** An opened backup, and which of its parts were read to a good end. */
export interface OpenedBackup extends PlainBackup {
  readonly whole: ReadonlySet<string>
  /** Sealed bytes of its parts, but for its facts. */
  readonly sealedBytes: number
  /** How many of those were read so far. */
  readonly readBytes: () => number
}

/** Takes the data key out of the backup's key object; throws `key-wrong` if no secret key fits. */
export async function takeKey(
  place: Place,
  manifest: Manifest,
  secrets: readonly SecretKey[],
  signal: AbortSignal,
): Promise<DataKey> {
  return unboxDataKey(await readKeys(place, manifest, signal), secrets)
}

export interface OpeningOptions {
  /** By name, what is known of parts that this run has sealed. */
  readonly justSealed?: ReadonlyMap<string, JustSealed>
  /** Hears of all sealed bytes as they come. */
  readonly onBytes?: (bytes: number) => void
  /** Hears of each part that was read to its good end. */
  readonly onWhole?: (name: string) => void
}

/** Opens a backup's copy in one store: its facts are read at once, other parts when asked for. */
export async function openBackup(
  place: Place,
  manifest: Manifest,
  key: DataKey,
  signal: AbortSignal,
): Promise<OpenedBackup> {
  const { parts } = manifest
  const whole = new Set<string>()
  let readBytes = 0
  const onBytes = (bytes: number) => {
    readBytes += bytes
  }
  const open = partOpener(place, manifest, key, signal, { onBytes, onWhole: (name) => whole.add(name) })
  const facts = await readFacts(open, manifest)
  const rest = parts.filter(({ name }) => name !== factsPart)
  const sealedBytes = rest.reduce((sum, { bytes }) => sum + bytes, 0)
  const before = readBytes
  return { facts, parts: rest.map(({ name }) => name), open, whole, sealedBytes, readBytes: () => readBytes - before }
}

export type OpenPart = (name: string) => Promise<Readable>

/** Opens the parts of a copy one by one, each as it is asked for; with the key of its index, that alone. */
export function partOpener(
  { store }: Place,
  { source, id, parts }: Manifest,
  key: DataKey | IndexKey,
  signal: AbortSignal,
  { justSealed, onBytes, onWhole }: OpeningOptions = {},
): OpenPart {
  return async (name) => {
    const part = parts.find((p) => p.name === name)
    if (!part)
      throw new Problem('object-missing', `${id} has no part ${name}`, {
        hint: `It has ${parts.map((p) => p.name).join(', ')}.`,
      })
    const sealed = await store.get(objectName.data(source, id, name), { signal })
    const expect = justSealed?.get(name) ?? part
    const plain = open(sealed, {
      key,
      id,
      part: name,
      compression: part.compression,
      where: store.where,
      expect,
      signal,
      spent: releaseChunk,
      ...(onBytes ? { onBytes } : {}),
    })
    if (onWhole) plain.once('end', () => onWhole(name))
    return plain
  }
}

/** What the facts of a copy say; reads that part to its end. */
export async function readFacts(openPart: OpenPart, { id, parts }: Manifest): Promise<Facts> {
  // What the manifest says of their size, so that they are held once; what comes beyond it errors the stream.
  const said = parts.find(({ name }) => name === factsPart)?.plainBytes ?? 0
  if (said > factsMaxBytes) throw tooLarge(id)
  const whole = Buffer.allocUnsafeSlow(Math.max(0, said))
  let bytes = 0
  for await (const chunk of (await openPart(factsPart)) as AsyncIterable<Buffer>) {
    if (bytes + chunk.length > whole.length) throw tooLarge(id, 'is larger than its manifest says')
    bytes += chunk.copy(whole, bytes)
  }
  const text = whole.subarray(0, bytes)
  const excess = excessIn(text)
  if (excess !== undefined) throw tooLarge(id, `holds more than ${excess}`)
  return parseFacts(text, id)
}

const tooLarge = (id: string, because = `is larger than ${factsMaxBytes} bytes`) =>
  new Problem('object-damaged', `${factsPart} of ${id} ${because}`, {
    hint: 'Nothing is restored by it; `backproof restore ID --raw DIR` writes the decrypted parts as they are.',
  })

/** Ends at the first value that is not one: millions of mistakes must not become millions of findings. */
const recordOf = <T>(is: (value: unknown) => value is T) =>
  z.custom<Readonly<Record<string, T>>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(is),
    'it is not a map of the promised kind',
  )
const isCount = (value: unknown): value is number => typeof value === 'number'
const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string')

const schema = z.object({
  version: z.literal(1),
  engine: z.enum(engineNames),
  server: z
    .object({ version: z.string(), major: z.int().min(1).max(999), settings: z.record(z.string(), z.string()) })
    .optional(),
  sizeBytes: z.number(),
  rows: recordOf(isCount),
  objects: recordOf(isNames),
})

/** Whoever knows a recipient can seal anything: what was opened is not trusted either. */
function parseFacts(text: Buffer, id: string): Facts {
  const damaged = (why: string, cause?: unknown) =>
    new Problem('object-damaged', `${factsPart} of ${id} cannot be parsed: ${why}`, {
      hint: 'A newer version of this program may have made it.',
      cause,
    })
  const read = readJson(text, schema, { parse: () => parseJsonBytes(text) })
  if ('misread' in read) {
    const { wrong, because, cause } = read.misread
    throw damaged(wrong === 'shape' ? because : `it ${because}`, cause)
  }
  return { ...read.value, server: read.value.server }
}

/** Reads an opened part to its end and forgets it; errors as the stream does. */
export async function drain(part: Readable): Promise<void> {
  for await (const chunk of part as AsyncIterable<Buffer>) release(chunk)
}

/**
 * Every byte downloads, opens and matches its digest; the archive's own table of contents reads; what must be in it is.
 * `contents`: of this backup, by its engine.
 */
export async function readBackup(
  backup: OpenedBackup,
  contents: (required: readonly string[]) => Promise<Contents>,
  assertions: readonly Assertion[],
): Promise<readonly Finding[]> {
  const required = assertions.flatMap((one) =>
    one.kind === 'required' ? one.names.map((wanted) => ({ wanted, assertion: one.name })) : [],
  )
  const { names, missing } = await contents(required.map(({ wanted }) => wanted))
  for (const part of backup.parts) if (!backup.whole.has(part)) await drain(await backup.open(part))
  if (names.length === 0)
    return [{ level: 'failure', blame: 'data', message: 'the archive’s table of contents is empty' }]
  const lacking = required.filter(({ wanted }) => missing.includes(wanted))
  return lacking.map(({ wanted, assertion }): Finding => {
    return { level: 'failure', blame: 'data', message: `${assertion}: nothing in the backup matches ${wanted}` }
  })
}

/** A stream of one value: facts as a part. */
export function encodeFacts(facts: Facts): Readable {
  return Readable.from([Buffer.from(`${JSON.stringify(facts)}\n`)])
}
