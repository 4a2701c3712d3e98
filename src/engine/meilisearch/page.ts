import { z } from 'zod'

/** A page of documents, each as the server wrote it: a number of more digits than a double has keeps them. */
export interface Page {
  readonly documents: readonly Buffer[]
  /** In the index. */
  readonly total: number
}

const rest = z.object({ results: z.array(z.never()), total: z.number() })
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c]
const opening = new Set([0x7b, 0x5b])
const closing = new Set([0x7d, 0x5d])

/** undefined: it is no page. */
export function parsePage(bytes: Buffer): Page | undefined {
  const found = resultsIn(bytes)
  if (found === undefined) return undefined
  const { documents, from, to } = found
  try {
    // What is left of it is small, and parsed as any JSON.
    const text = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]).toString('utf8')
    const parsed = rest.safeParse(JSON.parse(text))
    return parsed.success ? { documents, total: parsed.data.total } : undefined
  } catch {
    return undefined
  }
}

/** What the list `results` of the outermost object holds, and where. */
function resultsIn(bytes: Buffer) {
  const list = /^\s*\{(?:\s*"(?!results")\w+"\s*:\s*[\w.-]+\s*,)*\s*"results"\s*:\s*\[/.exec(
    bytes.toString('latin1', 0, 1000),
  )
  if (list === null) return undefined
  const from = list[0].length
  const documents: Buffer[] = []
  let depth = 0
  let start = from
  const take = (end: number) => {
    const document = oneLine(bytes.subarray(start, end))
    if (document.length > 0) documents.push(document)
    start = end + 1
  }
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === quote) at = endOfText(bytes, at)
    else if (opening.has(byte)) depth++
    else if (closing.has(byte) && --depth < 0) {
      take(at)
      return { documents, from, to: at }
    } else if (byte === comma && depth === 0) take(at)
  }
  return undefined
}

function endOfText(bytes: Buffer, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === backslash) at++
    else if (bytes[at] === quote) return at
  }
  return bytes.length
}

/** Inside of texts JSON has no line's end: those between them say nothing. */
function oneLine(document: Buffer): Buffer {
  const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
  let [from, to] = [0, document.length]
  while (from < to && isSpace(document[from])) from++
  while (to > from && isSpace(document[to - 1])) to--
  const trimmed = document.subarray(from, to)
  if (!trimmed.includes(0x0a) && !trimmed.includes(0x0d)) return trimmed
  return trimmed.map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte)) as Buffer
}
